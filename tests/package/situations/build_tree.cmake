# find_package in tscp's build tree.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
try_consumer("${SCRATCH}/consumer" -DTEST_HOW=find -DTEST_COMPONENTS=portable "-Dtscp_DIR=${TSCP_BUILD}")
