# A project of C alone is told what tscp needs.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
configure_fails("${projects}/c" "${SCRATCH}/find"
    "tscp is a C++ library: enable CXX, in project() or by enable_language(), before find_package(tscp)."
    "-DCMAKE_PREFIX_PATH=${INSTALLED}" -DTEST_HOW=find)
configure_fails("${projects}/c" "${SCRATCH}/subdirectory"
    "tscp is a C++ library: enable CXX, in project() or by enable_language(), before tscp is added."
    "-DTEST_SOURCE=${TSCP_SOURCE}" -DTEST_HOW=subdirectory)
