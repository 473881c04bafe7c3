# A library that stands on tscp is exported, installed and found by its own users: one that found tscp, and one that
# fetched it and installs it along.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
foreach(how find fetch)
    set(prefix "${SCRATCH}/prefix_${how}")
    configure("${projects}/dependent" "${SCRATCH}/dependent_${how}" -DTEST_HOW=${how} "-DTEST_SOURCE=${TSCP_SOURCE}"
        "-DCMAKE_PREFIX_PATH=${INSTALLED}" "-DCMAKE_INSTALL_PREFIX=${prefix}" ${no_vendors})
    run("${CMAKE_COMMAND}" --build "${SCRATCH}/dependent_${how}")
    run("${CMAKE_COMMAND}" --install "${SCRATCH}/dependent_${how}")
    set(where_tscp_is)
    if(how STREQUAL "find")
        set(where_tscp_is "-Dtscp_DIR=${INSTALLED}/share/cmake/tscp")
    endif()
    try_project("${projects}/dependents_user" "${SCRATCH}/user_${how}" "-DCMAKE_PREFIX_PATH=${prefix}" ${where_tscp_is}
        ${no_vendors})
endforeach()
