# The package as find_package(tscp) reads it. Its components are backends.

cmake_policy(VERSION 3.21...3.31)

if(NOT DEFINED CMAKE_CXX_COMPILER_ID)
    set(tscp_FOUND FALSE)
    set(tscp_NOT_FOUND_MESSAGE
        "tscp is a C++ library: enable CXX, in project() or by enable_language(), before find_package(tscp).")
    return()
endif()

include("${CMAKE_CURRENT_LIST_DIR}/tscpTargets.cmake")

# The find modules beside this file are for this file alone.
set(tscp_saved_module_path "${CMAKE_MODULE_PATH}")
list(PREPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")
include("${CMAKE_CURRENT_LIST_DIR}/tscpBackends.cmake")
set(CMAKE_MODULE_PATH "${tscp_saved_module_path}")
unset(tscp_saved_module_path)

set(tscp_FOUND TRUE)
foreach(tscp_each IN LISTS tscp_FIND_COMPONENTS)
    if(tscp_each IN_LIST tscp_backends)
        set(tscp_${tscp_each}_FOUND TRUE)
        continue()
    endif()
    set(tscp_${tscp_each}_FOUND FALSE)
    if(tscp_FIND_REQUIRED_${tscp_each})
        set(tscp_FOUND FALSE)
        if(tscp_missing_${tscp_each})
            string(APPEND tscp_NOT_FOUND_MESSAGE "The backend ${tscp_each} needs ${tscp_missing_${tscp_each}}. ")
        else()
            string(REPLACE ";" ", " tscp_backend_names "${tscp_all_backends}")
            string(APPEND tscp_NOT_FOUND_MESSAGE
                "tscp has no component ${tscp_each}: its components are the backends ${tscp_backend_names}. ")
        endif()
    endif()
endforeach()
