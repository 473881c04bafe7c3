# Finds the cryptography of Mbed TLS and makes the target MbedTLS::mbedcrypto: from the CMake package of Mbed TLS, so that
# a project may look for that package too; else, as 2.28 ships none, from the header and the library. From Mbed TLS 4 on
# the library's name is tfpsacrypto.

include(FindPackageHandleStandardArgs)

find_package(MbedTLS QUIET CONFIG)
if(TARGET MbedTLS::tfpsacrypto AND NOT TARGET MbedTLS::mbedcrypto)
    add_library(MbedTLS::mbedcrypto INTERFACE IMPORTED GLOBAL)
    set_target_properties(MbedTLS::mbedcrypto PROPERTIES INTERFACE_LINK_LIBRARIES MbedTLS::tfpsacrypto)
endif()
if(MbedTLS_FOUND AND TARGET MbedTLS::mbedcrypto)
    find_package_handle_standard_args(MbedTLS CONFIG_MODE)
    return()
endif()

find_path(MbedTLS_INCLUDE_DIR psa/crypto.h)
find_library(MbedTLS_mbedcrypto_LIBRARY NAMES mbedcrypto tfpsacrypto)
mark_as_advanced(MbedTLS_INCLUDE_DIR MbedTLS_mbedcrypto_LIBRARY)
find_package_handle_standard_args(MbedTLS REQUIRED_VARS MbedTLS_mbedcrypto_LIBRARY MbedTLS_INCLUDE_DIR)

if(MbedTLS_FOUND AND NOT TARGET MbedTLS::mbedcrypto)
    add_library(MbedTLS::mbedcrypto UNKNOWN IMPORTED GLOBAL)
    set_target_properties(MbedTLS::mbedcrypto PROPERTIES
        IMPORTED_LOCATION "${MbedTLS_mbedcrypto_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${MbedTLS_INCLUDE_DIR}")
endif()
