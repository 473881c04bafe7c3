# A user's own target is called tscp.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
foreach(how fetch subdirectory find)
    configure("${projects}/consumer" "${SCRATCH}/${how}" -DTEST_HOW=${how} -DTEST_PROGRAM=tscp
        "-DTEST_SOURCE=${TSCP_SOURCE}" "-DCMAKE_PREFIX_PATH=${INSTALLED}" ${no_vendors})
endforeach()
