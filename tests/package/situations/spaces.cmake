# Source, build, prefix and headers all lie in directories whose names have a space.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
copy_source("${SCRATCH}/a source")
set(TSCP_SOURCE "${SCRATCH}/a source")
try_consumer("${SCRATCH}/by subdirectory" -DTEST_HOW=subdirectory ${no_vendors})
install_tscp("${TSCP_SOURCE}" "${SCRATCH}/a build" "-DCMAKE_INSTALL_PREFIX=${SCRATCH}/a prefix"
    "-DCMAKE_INSTALL_INCLUDEDIR=${SCRATCH}/all headers/include")
try_consumer("${SCRATCH}/by find" -DTEST_HOW=find "-DCMAKE_PREFIX_PATH=${SCRATCH}/a prefix" ${no_vendors})
try_pkg_config("${SCRATCH}/a prefix/share/pkgconfig")
