# Directories beside each other find tscp, with other components, twice, and of another version: each has its own.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
copy_source("${SCRATCH}/source")
file(READ "${TSCP_SOURCE}/include/tscp/version.hpp" header)
string(REGEX REPLACE "version_patch = [0-9]+" "version_patch = 77" header "${header}")
file(WRITE "${SCRATCH}/source/include/tscp/version.hpp" "${header}")
install_tscp("${SCRATCH}/source" "${SCRATCH}/build" "-DCMAKE_INSTALL_PREFIX=${SCRATCH}/prefix")
try_project("${projects}/siblings" "${SCRATCH}/siblings" "-DTEST_CONSUMER=${projects}/consumer/main.cpp"
    "-DTEST_FIRST_PREFIX=${INSTALLED}" "-DTEST_SECOND_PREFIX=${SCRATCH}/prefix" ${no_vendors})
