# add_subdirectory brings the library alone, whatever the user's own options are called.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
find_program(ninja ninja)
set(generator)
if(ninja)
    set(generator -G Ninja)
endif()
try_consumer("${SCRATCH}/consumer" -DTEST_HOW=subdirectory ${no_vendors} ${generator}
    -DTSCP_BUILD_EXAMPLES=ON -DTSCP_BUILD_TESTS=ON)
