# Makes a target for each backend of backends.txt whose vendor is on this machine. The build tree and the installed
# package both use this file, so what an installed tscp offers depends on the machine that uses it, not on the one that
# installed it.
#
# tscp_backends lists the backends found; tscp_missing_<backend> says what a missing one needs.

include("${CMAKE_CURRENT_LIST_DIR}/tscpBackendList.cmake")

# tscp_add_backend(NAME VENDOR_TARGET VENDOR_PACKAGE VENDOR_FOLDER DEBIAN_PACKAGE)
function(tscp_add_backend name vendor_target vendor_package vendor_folder debian_package)
    if(vendor_target STREQUAL "-")
        set(vendor_target)
    else()
        if(NOT TARGET ${vendor_target})
            find_package(${vendor_package} QUIET)
        endif()
        if(NOT TARGET ${vendor_target})
            set(tscp_missing_${name} "${vendor_target}, in Debian's package ${debian_package}" PARENT_SCOPE)
            return()
        endif()
    endif()
    if(NOT TARGET tscp::${name})
        add_library(tscp::${name} INTERFACE IMPORTED ${tscp_scope})
        set_target_properties(tscp::${name} PROPERTIES INTERFACE_LINK_LIBRARIES "tscp::tscp;${vendor_target}")
    endif()
    set(tscp_backends ${tscp_backends} ${name} PARENT_SCOPE)
endfunction()

# The backends are seen where tscp::tscp is, and the vendors' targets with them: of an installed package where
# find_package was called, else everywhere, in the parent of a project that fetched tscp too.
set(tscp_saved_targets_global "${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL}")
get_target_property(tscp_is_imported tscp::tscp IMPORTED)
set(tscp_scope)
if(NOT tscp_is_imported)
    set(tscp_scope GLOBAL)
    set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL TRUE)
endif()

set(tscp_backends)
foreach(tscp_each IN LISTS tscp_all_backends)
    tscp_add_backend(${tscp_each} ${tscp_backend_${tscp_each}})
endforeach()

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL "${tscp_saved_targets_global}")
