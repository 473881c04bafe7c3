# Components are backends. One that cannot be had is refused in words, unless it is optional.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
set(common "-DCMAKE_PREFIX_PATH=${INSTALLED}" ${no_vendors})
configure("${projects}/components" "${SCRATCH}/optional" ${common} -DTEST_REQUIRED=portable
    "-DTEST_OPTIONAL=boost nonsense" -DTEST_FOUND=portable "-DTEST_NOT_FOUND=boost nonsense")
string(REPLACE ";" ", " names "${tscp_all_backends}")
configure_fails("${projects}/components" "${SCRATCH}/unknown"
    "tscp has no component nonsense: its components are the backends ${names}." ${common}
    "-DTEST_REQUIRED=portable nonsense")
configure_fails("${projects}/components" "${SCRATCH}/without_vendor"
    "The backend boost needs Boost::headers, in Debian's package libboost-dev." ${common}
    "-DTEST_REQUIRED=portable boost")
