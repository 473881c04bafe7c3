# What only GCC's and Clang's command line can ask for.

# Whole sessions with options that change the language or the layout of types.
function(add_sessions name)
    add_executable(headers_${name} run_sessions.cpp)
    target_link_libraries(headers_${name} PRIVATE tscp::portable tscp_warnings)
    target_compile_options(headers_${name} PRIVATE -O0 ${ARGN})
    tscp_add_command_test(headers_${name} COMMAND headers_${name})
endfunction()
add_sessions(no_exceptions -fno-exceptions -fno-rtti)
add_sessions(short_enums -fshort-enums)
add_sessions(unsigned_char -funsigned-char)
add_sessions(signed_char -fsigned-char)
add_sessions(all_options -fno-exceptions -fno-rtti -fshort-enums -funsigned-char)
# A null pointer where the language wants none ends the program, as all else that it leaves undefined.
add_sessions(defined_behaviour -fsanitize=undefined -fsanitize-undefined-trap-on-error)

# The rest is compiled by the test itself, and does not run: a sanitizer adds nothing.
set(labels)
if(tscp_sanitized)
    set(labels LABELS once)
endif()
set(compile "${CMAKE_CXX_COMPILER}" -std=c++17 -Werror "-I${CMAKE_CURRENT_SOURCE_DIR}")
set(library "-I${tscp_SOURCE_DIR}/include")

# All headers, and all their templates in full.
set(everything ${in_order} "#include \"empty_views.hpp\"\n" "#include \"sessions.hpp\"\n" "#include \"instantiations.hpp\"\n")
string(JOIN "" everything ${everything})
set(everything_source "${CMAKE_CURRENT_BINARY_DIR}/everything.cpp")
file(CONFIGURE OUTPUT "${everything_source}" CONTENT "${everything}" @ONLY)
set(hosted_source "${CMAKE_CURRENT_BINARY_DIR}/hosted.cpp")
file(CONFIGURE OUTPUT "${hosted_source}" CONTENT "#include \"hosted_instantiations.hpp\"\n" @ONLY)
list(TRANSFORM tscp_backends TOUPPER OUTPUT_VARIABLE backends)
list(TRANSFORM backends PREPEND "-DTSCP_TEST_")

include(warnings.cmake)
tscp_add_command_test(headers_warnings ${labels}
    COMMAND ${compile} ${header_warnings} ${library} -c "${everything_source}" -o "${CMAKE_CURRENT_BINARY_DIR}/everything.o")
tscp_add_command_test(headers_warnings_of_hosted ${labels}
    COMMAND ${compile} ${header_warnings} ${library} ${backends} -c "${hosted_source}"
        -o "${CMAKE_CURRENT_BINARY_DIR}/hosted.o")
tscp_add_command_test(headers_warnings_as_system ${labels}
    COMMAND ${compile} ${header_warnings} "-isystem${tscp_SOURCE_DIR}/include" -c "${everything_source}"
        -o "${CMAKE_CURRENT_BINARY_DIR}/system.o")

# Behind the words that vendors define as macros. What the headers include of the standard library comes first.
set(standard_headers)
foreach(header IN LISTS portable_headers)
    file(STRINGS "${tscp_SOURCE_DIR}/include/${header}" lines REGEX "^#include <[^/>.]+>$")
    list(APPEND standard_headers ${lines})
endforeach()
list(REMOVE_DUPLICATES standard_headers)
list(JOIN standard_headers "\n" standard_headers)
set(behind_source "${CMAKE_CURRENT_BINARY_DIR}/behind_vendor_macros.cpp")
file(CONFIGURE OUTPUT "${behind_source}" @ONLY
    CONTENT "@standard_headers@\n#include \"vendor_macros.hpp\"\n@everything@")
tscp_add_command_test(headers_behind_vendor_macros ${labels} COMMAND ${compile} -fsyntax-only ${library} "${behind_source}")

# Behind and before the headers of this machine's vendors, which define more where GNU's C++ is asked for.
set(around_sources "${CMAKE_CURRENT_BINARY_DIR}/behind_system_headers.cpp" "${CMAKE_CURRENT_BINARY_DIR}/before_system_headers.cpp")
file(CONFIGURE OUTPUT behind_system_headers.cpp CONTENT "#include \"system_headers.hpp\"\n@everything@" @ONLY)
file(CONFIGURE OUTPUT before_system_headers.cpp CONTENT "@everything@#include \"system_headers.hpp\"\n" @ONLY)
tscp_add_command_test(headers_system_headers ${labels} COMMAND ${compile} -std=gnu++17 -fsyntax-only ${library} ${around_sources})

# The same with the headers of Windows, where there is a compiler for it.
string(JOIN " " sources ${around_sources})
tscp_add_command_test(headers_windows LABELS once
    COMMAND "${CMAKE_COMMAND}" "-DINCLUDE=${tscp_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR}"
        "-DSOURCES=${sources}" -P "${CMAKE_CURRENT_SOURCE_DIR}/windows.cmake")
set_tests_properties(headers_windows PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped:")

# version.hpp has three numbers alone.
set(listed ${headers})
list(REMOVE_ITEM listed tscp/version.hpp)
string(JOIN " " listed ${listed})
tscp_add_command_test(headers_old_standard ${labels}
    COMMAND "${CMAKE_COMMAND}" "-DCOMPILER=${CMAKE_CXX_COMPILER}" "-DINCLUDE=${tscp_SOURCE_DIR}/include"
        "-DHEADERS=${listed}" "-DSCRATCH=${CMAKE_CURRENT_BINARY_DIR}" -P "${CMAKE_CURRENT_SOURCE_DIR}/standard.cmake")
