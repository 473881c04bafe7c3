# Warnings in the headers reach tscp's own programs, and never a user's, in whatever way the user has tscp.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
copy_source("${SCRATCH}/source")
file(COPY "${TSCP_SOURCE}/examples" DESTINATION "${SCRATCH}/source")
# An implicit conversion, and a cast of C.
file(APPEND "${SCRATCH}/source/include/tscp/version.hpp"
    "inline int planted(double value) { return (short)1 + value; }\n")

configure("${SCRATCH}/source" "${SCRATCH}/own" "-DCMAKE_CXX_FLAGS=-Wfatal-errors" ${no_vendors})
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${SCRATCH}/own" --target tscp_stream_pair
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(status EQUAL 0 OR NOT output MATCHES "planted")
    message(FATAL_ERROR "tscp's own programs do not see a warning in its headers:\n${output}")
endif()

set(TSCP_SOURCE "${SCRATCH}/source")
set(flags "-Wall -Wextra -Wpedantic -Wconversion -Wold-style-cast -Weffc++ -Werror")
if(COMPILER_ID STREQUAL "GNU")
    string(APPEND flags " -Wuseless-cast")
endif()
install_tscp("${SCRATCH}/source" "${SCRATCH}/build" "-DCMAKE_INSTALL_PREFIX=${SCRATCH}/prefix")
foreach(how subdirectory fetch find)
    try_consumer("${SCRATCH}/${how}" -DTEST_HOW=${how} "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix"
        "-DCMAKE_CXX_FLAGS=${flags}" ${no_vendors})
endforeach()
