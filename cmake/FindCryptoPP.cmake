# Finds Crypto++, which ships no CMake package on Debian, and makes the target CryptoPP::CryptoPP.

find_path(CryptoPP_INCLUDE_DIR cryptopp/cryptlib.h)
find_library(CryptoPP_LIBRARY NAMES cryptopp crypto++)
mark_as_advanced(CryptoPP_INCLUDE_DIR CryptoPP_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CryptoPP REQUIRED_VARS CryptoPP_LIBRARY CryptoPP_INCLUDE_DIR)

if(CryptoPP_FOUND AND NOT TARGET CryptoPP::CryptoPP)
    add_library(CryptoPP::CryptoPP UNKNOWN IMPORTED GLOBAL)
    set_target_properties(CryptoPP::CryptoPP PROPERTIES
        IMPORTED_LOCATION "${CryptoPP_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${CryptoPP_INCLUDE_DIR}")
endif()
