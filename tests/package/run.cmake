# Builds and runs a user's project in a scratch directory.
#   cmake -DTEST=fetch|subdirectory|installed|build_tree|downstream|wrong_component -DTSCP_SOURCE=... -DTSCP_BUILD=...
#         -DSCRATCH=... -DCOMPILER=... [-DWITH_VENDORS=ON] -P run.cmake

file(REMOVE_RECURSE "${SCRATCH}")
set(common "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DTSCP_SOURCE=${TSCP_SOURCE}" -DCMAKE_BUILD_TYPE=Debug)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        string(JOIN " " command ${ARGN})
        message(FATAL_ERROR "${command} failed (${status}):\n${output}")
    endif()
endfunction()

# try_consumer(cache definitions...): configure, build and run consumer/.
function(try_consumer)
    run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/consumer" -B "${SCRATCH}/consumer" ${common} ${ARGN})
    run("${CMAKE_COMMAND}" --build "${SCRATCH}/consumer")
    run("${CMAKE_CTEST_COMMAND}" --test-dir "${SCRATCH}/consumer" --no-tests=error --output-on-failure)
endfunction()

function(install_tscp)
    run("${CMAKE_COMMAND}" -S "${TSCP_SOURCE}" -B "${SCRATCH}/tscp" ${common} -DTSCP_BUILD_EXAMPLES=OFF ${ARGN})
    run("${CMAKE_COMMAND}" --install "${SCRATCH}/tscp" --prefix "${SCRATCH}/prefix")
endfunction()

if(TEST STREQUAL "fetch" OR TEST STREQUAL "subdirectory")
    # With no vendor to be found, as on a machine that has none.
    set(no_vendors -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -DCMAKE_DISABLE_FIND_PACKAGE_CryptoPP=ON)
    try_consumer(-DHOW=${TEST} ${no_vendors})
    if(WITH_VENDORS)
        try_consumer(-DHOW=${TEST} -DCMAKE_DISABLE_FIND_PACKAGE_Boost=OFF -DCMAKE_DISABLE_FIND_PACKAGE_CryptoPP=OFF
            -DWITH_CRYPTOPP=ON)
    endif()
elseif(TEST STREQUAL "installed")
    # Installed without vendors; a user that has them gets their backends all the same.
    install_tscp(-DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON -DCMAKE_DISABLE_FIND_PACKAGE_CryptoPP=ON)
    try_consumer(-DHOW=find -DCOMPONENTS=portable "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix")
    if(WITH_VENDORS)
        try_consumer(-DHOW=find "-DCOMPONENTS=portable\;boost\;cryptopp" "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix"
            -DWITH_CRYPTOPP=ON)
    endif()
elseif(TEST STREQUAL "build_tree")
    try_consumer(-DHOW=find -DCOMPONENTS=portable "-Dtscp_DIR=${TSCP_BUILD}")
elseif(TEST STREQUAL "downstream")
    run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/downstream" -B "${SCRATCH}/downstream" ${common})
    run("${CMAKE_COMMAND}" --install "${SCRATCH}/downstream" --prefix "${SCRATCH}/prefix")
    foreach(package tscp downstream)
        if(NOT EXISTS "${SCRATCH}/prefix/share/cmake/${package}/${package}Targets.cmake")
            message(FATAL_ERROR "the package files of ${package} are not installed")
        endif()
    endforeach()
elseif(TEST STREQUAL "wrong_component")
    install_tscp()
    execute_process(
        COMMAND "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/wrong_component" -B "${SCRATCH}/wrong" ${common}
            "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix"
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    string(REGEX REPLACE "[ \n]+" " " output "${output}")
    if(status EQUAL 0 OR NOT output MATCHES "tscp has no component nonsense: its components are backends")
        message(FATAL_ERROR "an unknown component is not refused in words:\n${output}")
    endif()
else()
    message(FATAL_ERROR "unknown test '${TEST}'")
endif()
