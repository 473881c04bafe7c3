# A version asked for alone is one of the same minor version and no newer; a range is taken at its word.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
# The present version is numbers that others can be computed from.
string(REPLACE "." ";" parts "${VERSION}")
list(GET parts 0 major)
list(GET parts 1 minor)
list(GET parts 2 patch)
math(EXPR next_patch "${patch} + 1")
math(EXPR next_minor "${minor} + 1")
math(EXPR next_major "${major} + 1")
set(found ${major}.${minor} ${VERSION} ${major}.${minor}...${major}.${next_minor}
    ${major}.${minor}...<${next_major} 0.0.1...${VERSION} ${VERSION}...${VERSION})
set(not_found ${major}.${minor}.${next_patch} ${major}.${next_minor} ${next_major}.0
    0.0.1...<${VERSION} ${major}.${next_minor}...${next_major} ${major}.${minor}.${next_patch}...<${next_major})
if(minor GREATER 0)
    math(EXPR last_minor "${minor} - 1")
    list(APPEND not_found ${major}.${last_minor})
endif()
string(REPLACE ";" " " found "${found}")
string(REPLACE ";" " " not_found "${not_found}")
configure("${projects}/versions" "${SCRATCH}/build" "-DCMAKE_PREFIX_PATH=${INSTALLED}"
    "-DTEST_FOUND=${found}" "-DTEST_NOT_FOUND=${not_found}" -DTEST_VERSION=${VERSION})
