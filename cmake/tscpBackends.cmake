# Makes a target for each backend whose vendor is on this machine. The build tree and the installed package both use this
# file, so what an installed tscp offers depends on the machine that uses it, not on the one that installed it.
#
# tscp_backends lists the backends found; tscp_missing_<backend> says what a missing one needs.

set(tscp_backends portable)
if(NOT TARGET tscp::portable)
    add_library(tscp::portable INTERFACE IMPORTED GLOBAL)
    set_target_properties(tscp::portable PROPERTIES INTERFACE_LINK_LIBRARIES tscp::tscp)
endif()

# tscp_add_backend(NAME VENDOR_TARGET DEBIAN_PACKAGE)
function(tscp_add_backend name vendor_target debian_package)
    if(NOT TARGET ${vendor_target})
        set(tscp_missing_${name} "${vendor_target}, in Debian's package ${debian_package}" PARENT_SCOPE)
        return()
    endif()
    if(NOT TARGET tscp::${name})
        add_library(tscp::${name} INTERFACE IMPORTED GLOBAL)
        set_target_properties(tscp::${name} PROPERTIES INTERFACE_LINK_LIBRARIES "tscp::tscp;${vendor_target}")
    endif()
    set(tscp_backends ${tscp_backends} ${name} PARENT_SCOPE)
endfunction()

# Vendor targets must be seen wherever tscp's are: in the parent of a project that fetched tscp.
set(tscp_saved_targets_global "${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL}")
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL TRUE)

if(NOT TARGET Boost::headers)
    find_package(Boost QUIET)
endif()
tscp_add_backend(boost Boost::headers libboost-dev)

if(NOT TARGET CryptoPP::CryptoPP)
    find_package(CryptoPP QUIET MODULE)
endif()
tscp_add_backend(cryptopp CryptoPP::CryptoPP libcrypto++-dev)

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL "${tscp_saved_targets_global}")
unset(tscp_saved_targets_global)
