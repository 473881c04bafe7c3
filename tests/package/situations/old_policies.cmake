# A project that asks for the policies of the oldest CMake there is.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
set(oldest 3.0)
if(CMAKE_VERSION VERSION_GREATER_EQUAL 4.0)
    set(oldest 3.5)
endif()
configure("${projects}/old" "${SCRATCH}/build" "-DCMAKE_PREFIX_PATH=${INSTALLED}" -DTEST_OLDEST=${oldest} ${no_vendors})
