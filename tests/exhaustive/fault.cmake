# Plants a fault in a copy of the library, and runs the program that must find it.
#   cmake -DPATCH=NAME.patch -DPATCH_PROGRAM=patch -DCOMPILER=c++ -DINCLUDE=include -DSOURCES=tests/exhaustive
#       -DWORK=folder -P fault.cmake
cmake_minimum_required(VERSION 3.21...3.31)

get_filename_component(name "${PATCH}" NAME_WE)
if(NOT PATCH_PROGRAM)
    message(FATAL_ERROR "the program `patch` is missing")
endif()
file(STRINGS "${PATCH}" program REGEX "^Program: ")
string(REGEX REPLACE "^Program: exhaustive_" "" program "${program}")
if(NOT EXISTS "${SOURCES}/${program}.cpp")
    message(FATAL_ERROR "fault ${name} names no program that could find it: `Program: exhaustive_...`")
endif()

file(REMOVE_RECURSE "${WORK}")
file(COPY "${INCLUDE}" DESTINATION "${WORK}")
execute_process(COMMAND "${PATCH_PROGRAM}" -p1 --fuzz=0 --forward --batch --no-backup-if-mismatch -i "${PATCH}"
    WORKING_DIRECTORY "${WORK}" RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "fault ${name} does not apply: CONTRIBUTING.md says how it is made anew\n${output}")
endif()
execute_process(COMMAND "${COMPILER}" -std=c++17 -O1 "-I${WORK}/include" -pthread "${SOURCES}/${program}.cpp" -o
        "${WORK}/${program}"
    RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "with fault ${name} the library does not compile\n${output}")
endif()

execute_process(COMMAND "${WORK}/${program}" TIMEOUT 300 RESULT_VARIABLE status OUTPUT_VARIABLE output)
string(REGEX MATCH "BROKEN: [^\n]*" broken "${output}")
if(NOT status EQUAL 1 OR broken STREQUAL "")
    message(FATAL_ERROR "fault ${name} is not found (${status})\n${output}")
endif()
string(REGEX REPLACE "^BROKEN: " "" broken "${broken}")
execute_process(COMMAND "${CMAKE_COMMAND}" -E echo "fault ${name} found: ${broken}")
