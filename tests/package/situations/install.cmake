# The shared installation is made without any vendor. It is then the same as with all of them.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
file(REMOVE_RECURSE "${INSTALLED}")
install_tscp("${TSCP_SOURCE}" "${SCRATCH}/build" "-DCMAKE_INSTALL_PREFIX=${INSTALLED}")
