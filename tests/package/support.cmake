# What the situations share. Each is a script that is called with
#   TSCP_SOURCE, TSCP_BUILD   tscp's source and build directories
#   VERSION                   of version.hpp
#   INSTALLED                 the prefix of the shared installation
#   SCRATCH                   a directory for this test alone
#   COMPILER, COMPILER_ID     the C++ compiler
#   WITH_VENDORS              whether the vendors of all backends are here
#   CMAKE_CTEST_COMMAND       ctest
cmake_minimum_required(VERSION 3.21...3.31)

set(projects "${CMAKE_CURRENT_LIST_DIR}/projects")

# Settings as on a machine without any vendor of a backend, and back to those of this machine.
include("${TSCP_SOURCE}/cmake/tscpBackendList.cmake")
set(no_vendors)
foreach(backend IN LISTS tscp_all_backends)
    list(GET tscp_backend_${backend} 1 package)
    if(NOT package STREQUAL "-")
        list(APPEND no_vendors -DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
    endif()
endforeach()
list(TRANSFORM no_vendors REPLACE "=ON$" "=OFF" OUTPUT_VARIABLE own_vendors)

file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}")

# run(command...): the command must succeed; its output is in `output`.
function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        string(JOIN " " command ${ARGN})
        message(FATAL_ERROR "${command} failed (${status}):\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

# configure(SOURCE BUILD [argument...])
function(configure source build)
    run("${CMAKE_COMMAND}" -S "${source}" -B "${build}" "-DCMAKE_CXX_COMPILER=${COMPILER}"
        -DCMAKE_BUILD_TYPE=Debug ${ARGN})
endfunction()

# configure_fails(SOURCE BUILD SENTENCE [argument...]): the reason that is given holds the sentence.
function(configure_fails source build sentence)
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -S "${source}" -B "${build}" "-DCMAKE_CXX_COMPILER=${COMPILER}" ${ARGN}
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    string(REGEX REPLACE "[ \n]+" " " words "${output}")
    string(FIND "${words}" "${sentence}" at)
    if(status EQUAL 0 OR at EQUAL -1)
        message(FATAL_ERROR "expected to fail with '${sentence}', got (${status}):\n${output}")
    endif()
endfunction()

# try_project(SOURCE BUILD [argument...]): configures and builds a user's project, and runs its tests.
function(try_project source build)
    configure("${source}" "${build}" ${ARGN})
    run("${CMAKE_COMMAND}" --build "${build}" --config Debug)
    run("${CMAKE_CTEST_COMMAND}" --test-dir "${build}" -C Debug --no-tests=error --output-on-failure)
endfunction()

# try_consumer(BUILD [argument...]): the same of projects/consumer.
function(try_consumer build)
    try_project("${projects}/consumer" "${build}" "-DTEST_SOURCE=${TSCP_SOURCE}" ${ARGN})
endfunction()

# install_tscp(SOURCE BUILD [argument...]): installs into CMAKE_INSTALL_PREFIX.
function(install_tscp source build)
    configure("${source}" "${build}" -DTSCP_BUILD_EXAMPLES=OFF ${no_vendors} ${ARGN})
    run("${CMAKE_COMMAND}" --install "${build}")
endfunction()

# try_pkg_config(DIRECTORY [option...]): compiles and runs a program with the flags of DIRECTORY/tscp.pc.
function(try_pkg_config directory)
    find_program(pkg_config pkg-config)
    if(NOT pkg_config)
        return()
    endif()
    set(ENV{PKG_CONFIG_PATH} "${directory}")
    run("${pkg_config}" ${ARGN} --cflags tscp)
    separate_arguments(flags UNIX_COMMAND "${output}")
    run("${COMPILER}" -std=c++17 ${flags} "${projects}/consumer/main.cpp" -o "${SCRATCH}/by_pkg_config")
    run("${SCRATCH}/by_pkg_config")
endfunction()

# copy_source(DIRECTORY): what tscp's package is made of.
function(copy_source directory)
    file(COPY "${TSCP_SOURCE}/CMakeLists.txt" "${TSCP_SOURCE}/LICENSE" "${TSCP_SOURCE}/cmake" "${TSCP_SOURCE}/include"
        DESTINATION "${directory}")
endfunction()
