# What tscp's own programs are built with: taken from the machine, else fetched.

include_guard()
include(FetchContent)

# tscp_find_or_fetch(PACKAGE TARGET REPOSITORY TAG DEBIAN_PACKAGE): makes TARGET.
macro(tscp_find_or_fetch package target repository tag debian_package)
    find_package(${package} QUIET)
    if(NOT TARGET ${target})
        message(STATUS "${package} is missing: fetching it. Debian: apt-get install ${debian_package}")
        FetchContent_Declare(${package} GIT_REPOSITORY https://github.com/${repository}.git GIT_TAG ${tag})
        FetchContent_MakeAvailable(${package})
    endif()
endmacro()
