# Writes a program's Catch2 test cases as tests for ctest.
#   cmake -DNAME=program -DPROGRAM=path -DLABELS="label ..." -DCATCH_VERSION=2|3 -DOUTPUT=file -P list_cases.cmake
cmake_minimum_required(VERSION 3.21...3.31)

if(CATCH_VERSION EQUAL 2)
    set(list_names --list-test-names-only)
    set(fail_on_no_case "--warn NoTests")
else()
    set(list_names --list-tests --verbosity quiet)
    set(fail_on_no_case "")
endif()

# list_cases(RESULT TAG...): Catch2 2 exits with the number of cases, up to 255, Catch2 3 with 0.
function(list_cases result)
    execute_process(COMMAND "${PROGRAM}" ${ARGN} ${list_names}
        OUTPUT_VARIABLE names RESULT_VARIABLE status ERROR_VARIABLE errors)
    if(names MATCHES "[];[]")
        message(FATAL_ERROR "${NAME}: a case's name has a bracket or a semicolon, which CMake's lists cannot hold")
    endif()
    string(STRIP "${names}" names)
    string(REPLACE "\n" ";" names "${names}")
    list(LENGTH names count)
    if(count GREATER 255)
        set(count 255)
    endif()
    if(NOT status EQUAL 0 AND NOT status EQUAL count)
        message(FATAL_ERROR "${NAME} does not list its cases (${status}):\n${names}\n${errors}")
    endif()
    set(${result} "${names}" PARENT_SCOPE)
endfunction()

list_cases(names)
if(names STREQUAL "")
    message(FATAL_ERROR "${NAME} has no test case")
endif()
list_cases(long "[long]")
list_cases(once "[once]")
string(REPLACE " " ";" LABELS "${LABELS}")

set(tests)
foreach(case IN LISTS names)
    string(STRIP "${case}" case)
    set(labels ${LABELS})
    foreach(tag long once)
        if(case IN_LIST ${tag})
            list(APPEND labels ${tag})
        endif()
    endforeach()
    list(REMOVE_DUPLICATES labels)
    # What Catch2's patterns take for more than itself.
    string(REGEX REPLACE "([\\,*\"])" "\\\\\\1" pattern "${case}")
    set(test "[==[${NAME}: ${case}]==]")
    string(APPEND tests
        "add_test(${test} [==[${PROGRAM}]==] [==[${pattern}]==] ${fail_on_no_case})\n"
        "set_tests_properties(${test} PROPERTIES LABELS [==[${labels}]==])\n")
endforeach()
file(WRITE "${OUTPUT}" "${tests}")
