# How tests are added. ctest knows each by a name and by labels: its own name or its program's, its folder in tests/, and
#   long   it runs only where it is named, or all are run
#   once   it runs with the default compiler only: it has nothing to add with another one or with sanitizers

set(tscp_tests_dir "${CMAKE_CURRENT_LIST_DIR}/..")
set(tscp_list_cases "${CMAKE_CURRENT_LIST_DIR}/list_cases.cmake")

set(tscp_sanitized OFF)
if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_RELWITHDEBINFO}" MATCHES "-fsanitize")
    set(tscp_sanitized ON)
endif()

# What was fetched, and says no version here, is Catch2 3.
set(tscp_catch_version 3)
if(Catch2_VERSION AND Catch2_VERSION VERSION_LESS 3)
    set(tscp_catch_version 2)
endif()

# Catch2's header is compiled once, for all programs.
add_library(tscp_catch INTERFACE)
target_link_libraries(tscp_catch INTERFACE tscp_test_options Catch2::Catch2WithMain)
file(CONFIGURE OUTPUT catch.cpp CONTENT "// SPDX-License-Identifier: MIT\n" @ONLY)
add_library(tscp_precompiled_catch OBJECT "${CMAKE_CURRENT_BINARY_DIR}/catch.cpp")
target_link_libraries(tscp_precompiled_catch PRIVATE tscp_catch)
target_precompile_headers(tscp_precompiled_catch PRIVATE "${CMAKE_CURRENT_LIST_DIR}/catch.hpp")

# The folder of the calling CMakeLists.txt, below tests/.
function(tscp_test_group result)
    file(RELATIVE_PATH folder "${tscp_tests_dir}" "${CMAKE_CURRENT_SOURCE_DIR}")
    string(REGEX REPLACE "/.*" "" folder "${folder}")
    set(${result} "${folder}" PARENT_SCOPE)
endfunction()

# tscp_add_test(NAME source... [LABELS label...]): a program of Catch2 test cases, each of which is a test `NAME: case`.
# A case with the tag [long] or [once] has that label.
function(tscp_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LABELS")
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PRIVATE tscp_catch)
    target_precompile_headers(${name} REUSE_FROM tscp_precompiled_catch)
    tscp_test_group(group)
    set(cases "${CMAKE_CURRENT_BINARY_DIR}/${name}_cases.cmake")
    string(JOIN " " labels ${name} ${group} ${arg_LABELS})
    add_custom_command(TARGET ${name} POST_BUILD
        COMMAND "${CMAKE_COMMAND}" -DNAME=${name} "-DPROGRAM=$<TARGET_FILE:${name}>" "-DLABELS=${labels}"
            -DCATCH_VERSION=${tscp_catch_version} "-DOUTPUT=${cases}" -P "${tscp_list_cases}"
        BYPRODUCTS "${cases}"
        VERBATIM)
    # A program that was not built is a test that cannot run.
    set(include_file "${CMAKE_CURRENT_BINARY_DIR}/${name}_tests.cmake")
    file(CONFIGURE OUTPUT "${include_file}" @ONLY CONTENT [[
if(EXISTS "@cases@")
    include("@cases@")
else()
    add_test("@name@: not built" "@name@-is-not-built")
    set_tests_properties("@name@: not built" PROPERTIES LABELS "@name@")
endif()
]])
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${include_file}")
endfunction()

# tscp_add_command_test(NAME COMMAND command... [LABELS label...]): a test that is a command.
function(tscp_add_command_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "COMMAND;LABELS")
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    tscp_test_group(group)
    set(labels ${name} ${group} ${arg_LABELS})
    list(REMOVE_DUPLICATES labels)
    set_tests_properties(${name} PROPERTIES LABELS "${labels}")
endfunction()

# tscp_run_fast(PROGRAM): it runs for long enough that the compiler's time is well spent, whatever the preset says. GCC
# stops with an internal error where a header was precompiled at another level.
function(tscp_run_fast program)
    if(NOT tscp_sanitized)
        target_compile_options(${program} PRIVATE $<$<CXX_COMPILER_ID:GNU,Clang>:-O2>)
        set_target_properties(${program} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
    endif()
endfunction()
