# The warnings of tscp's own programs. They never reach those who use the library.

add_library(tscp_warnings INTERFACE)
if(MSVC)
    target_compile_options(tscp_warnings INTERFACE /W4 $<$<BOOL:${TSCP_WERROR}>:/WX>)
else()
    target_compile_options(tscp_warnings INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${TSCP_WERROR}>:-Werror>)
endif()
