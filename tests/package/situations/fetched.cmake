# FetchContent, on a machine without vendors and on one that has them.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
try_consumer("${SCRATCH}/consumer" -DTEST_HOW=fetch ${no_vendors} -G "Unix Makefiles")
if(WITH_VENDORS)
    try_consumer("${SCRATCH}/consumer" -DTEST_HOW=fetch ${own_vendors} -DTEST_VENDORS=ON)
endif()
