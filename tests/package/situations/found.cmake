# find_package after an installation. A user that has the vendors gets their backends, whoever installed tscp.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
find_program(ninja ninja)
set(generator)
if(ninja)
    set(generator -G "Ninja Multi-Config")
endif()
try_consumer("${SCRATCH}/consumer" -DTEST_HOW=find "-DCMAKE_PREFIX_PATH=${INSTALLED}" -DTEST_COMPONENTS=portable
    ${generator})
if(WITH_VENDORS)
    try_consumer("${SCRATCH}/consumer" "-DTEST_COMPONENTS=portable boost cryptopp mbedtls" -DTEST_VENDORS=ON)
endif()
