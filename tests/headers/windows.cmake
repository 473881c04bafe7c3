# All headers before and behind windows.h, for each way in which it is included. Nothing is compiled where the machine has
# no compiler for Windows, and the test says so.
#   cmake -DINCLUDE="folder folder" -DSOURCES="file.cpp file.cpp" -P windows.cmake
find_program(compiler NAMES x86_64-w64-mingw32-g++ x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-g++-win32)
if(NOT compiler)
    message("skipped: there is no x86_64-w64-mingw32-g++ (Debian: g++-mingw-w64-x86-64)")
    return()
endif()
separate_arguments(INCLUDE)
list(TRANSFORM INCLUDE PREPEND "-I")
separate_arguments(SOURCES)
foreach(macros IN ITEMS "" -DWIN32_LEAN_AND_MEAN -DNOMINMAX "-DWIN32_LEAN_AND_MEAN;-DNOMINMAX")
    foreach(source IN LISTS SOURCES)
        execute_process(
            COMMAND "${compiler}" -std=gnu++17 -fsyntax-only -Wall -Wextra -Werror ${macros} ${INCLUDE} "${source}"
            RESULT_VARIABLE status ERROR_VARIABLE output)
        if(NOT status EQUAL 0)
            message(FATAL_ERROR "${source} with '${macros}' does not compile:\n${output}")
        endif()
    endforeach()
endforeach()
