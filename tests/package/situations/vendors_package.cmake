# A vendor ships a CMake package of its own, as Mbed TLS does from 3.0 on, and the user looks for it too. The names are
# those of Mbed TLS 3 and 4. Like any exported targets these refuse to be made where some of them are there already.
include("${CMAKE_CURRENT_LIST_DIR}/../support.cmake")
foreach(library mbedcrypto tfpsacrypto)
    file(CONFIGURE OUTPUT "${SCRATCH}/${library}/MbedTLSConfig.cmake" @ONLY CONTENT [[
if(TARGET MbedTLS::@library@ AND TARGET MbedTLS::mbedtls)
    return()
elseif(TARGET MbedTLS::@library@ OR TARGET MbedTLS::mbedtls)
    message(FATAL_ERROR "some targets of Mbed TLS are there already")
endif()
add_library(MbedTLS::@library@ INTERFACE IMPORTED)
add_library(MbedTLS::mbedtls INTERFACE IMPORTED)
]])
    configure("${projects}/vendors_package" "${SCRATCH}/${library}/build"
        "-DCMAKE_PREFIX_PATH=${INSTALLED}" "-DMbedTLS_DIR=${SCRATCH}/${library}")
endforeach()
