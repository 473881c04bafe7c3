# Finds the cryptography of Mbed TLS, of which 2.28 ships no CMake package, and makes the target MbedTLS::mbedcrypto. From
# Mbed TLS 4 on it is a library of its own, TF-PSA-Crypto.

find_path(MbedTLS_INCLUDE_DIR psa/crypto.h)
find_library(MbedTLS_mbedcrypto_LIBRARY NAMES mbedcrypto tfpsacrypto)
mark_as_advanced(MbedTLS_INCLUDE_DIR MbedTLS_mbedcrypto_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MbedTLS REQUIRED_VARS MbedTLS_mbedcrypto_LIBRARY MbedTLS_INCLUDE_DIR)

if(MbedTLS_FOUND AND NOT TARGET MbedTLS::mbedcrypto)
    add_library(MbedTLS::mbedcrypto UNKNOWN IMPORTED GLOBAL)
    set_target_properties(MbedTLS::mbedcrypto PROPERTIES
        IMPORTED_LOCATION "${MbedTLS_mbedcrypto_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${MbedTLS_INCLUDE_DIR}")
endif()
