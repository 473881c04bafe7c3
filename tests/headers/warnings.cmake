# The warnings that users' compilers may be told to give, and that no header gives: header_warnings.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    set(header_warnings
        -Weverything
        # A library for C++17, which is not C++98 or C++14.
        -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-c++98-compat-local-type-template-args
        -Wno-pre-c++14-compat -Wno-pre-c++17-compat -Wno-c++20-compat
        # Layouts are as small as they can be by the order of their members, and checked by tests where it matters.
        -Wno-padded
        # GCC's -Wswitch-default asks for the label that this one does not want.
        -Wno-covered-switch-default
        # The guide that the language makes for wiped_at_exit is the right one.
        -Wno-ctad-maybe-unsupported
        # core/config.hpp overwrites the stack through alloca.
        -Wno-alloca
        # core/error_category.hpp: std::error_category has virtual functions and a destructor, and headers have no other
        # place for the table of the first.
        -Wno-weak-vtables -Wno-exit-time-destructors
        # Newer compilers: a view is a pointer and a size, and this is where they are read.
        -Wno-unknown-warning-option -Wno-unsafe-buffer-usage)
else()
    # -Wnull-dereference looks at optimized code.
    set(header_warnings
        -O2 -Wall -Wextra -Wpedantic -Wconversion -Wshadow
        -Wcast-align -Wdouble-promotion -Wduplicated-cond -Weffc++ -Wextra-semi -Wformat=2 -Wlogical-op -Wnon-virtual-dtor
        -Wnull-dereference -Wold-style-cast -Woverloaded-virtual -Wredundant-decls -Wsign-conversion -Wswitch-default
        -Wswitch-enum -Wundef -Wuseless-cast -Wzero-as-null-pointer-constant)
endif()
