# Headers and package files lie where a packager puts them, in the prefix and outside it. An absolute directory of headers
# stays when the prefix is moved.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")

# CMake lets no header of a package lie in its source directory, where a build directory often is.
copy_source("${SCRATCH}/source")

# try_installed(NAME DATADIR [argument...]): installs into SCRATCH/NAME, and uses what is in DATADIR then.
function(try_installed name datadir)
    install_tscp("${SCRATCH}/source" "${SCRATCH}/build_${name}" "-DCMAKE_INSTALL_PREFIX=${SCRATCH}/${name}" ${ARGN})
    try_consumer("${SCRATCH}/consumer_${name}" -DTEST_HOW=find "-Dtscp_DIR=${datadir}/cmake/tscp" ${no_vendors})
    try_pkg_config("${datadir}/pkgconfig")
endfunction()

try_installed(inside "${SCRATCH}/inside/lib/data"
    -DCMAKE_INSTALL_INCLUDEDIR=headers/of/all -DCMAKE_INSTALL_DATADIR=lib/data)
try_installed(headers_outside "${SCRATCH}/headers_outside/share"
    "-DCMAKE_INSTALL_INCLUDEDIR=${SCRATCH}/elsewhere/include")
try_installed(package_outside "${SCRATCH}/elsewhere/share" "-DCMAKE_INSTALL_DATADIR=${SCRATCH}/elsewhere/share")
try_installed(both_outside "${SCRATCH}/elsewhere/data"
    "-DCMAKE_INSTALL_INCLUDEDIR=${SCRATCH}/elsewhere/headers" "-DCMAKE_INSTALL_DATADIR=${SCRATCH}/elsewhere/data")

file(RENAME "${SCRATCH}/headers_outside" "${SCRATCH}/moved")
try_consumer("${SCRATCH}/consumer_moved" -DTEST_HOW=find "-Dtscp_DIR=${SCRATCH}/moved/share/cmake/tscp" ${no_vendors})
try_pkg_config("${SCRATCH}/moved/share/pkgconfig")
