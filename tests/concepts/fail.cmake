# Compiles a case with SOUND, which must work, and without, which must fail with what its `expect` line states.
#   cmake -DCASE=file.cpp -DCOMPILER=c++ -DINCLUDE=include -P fail.cmake

# A sentence may go on in further `expect` lines.
file(STRINGS "${CASE}" lines REGEX "^// expect: ")
string(REGEX REPLACE "(^|;)// expect: " " " expect "${lines}")
string(REPLACE "\\;" ";" expect "${expect}")
string(STRIP "${expect}" expect)
if(expect STREQUAL "")
    message(FATAL_ERROR "${CASE} states no expectation")
endif()
# An `options` line is for the case alone, not for its sound twin.
file(STRINGS "${CASE}" options REGEX "^// options: ")
string(REGEX REPLACE "^// options: " "" options "${options}")
separate_arguments(options)
set(compile "${COMPILER}" -std=c++17 -fsyntax-only -Wall -Wextra -Werror "-I${INCLUDE}")

execute_process(COMMAND ${compile} -DSOUND "${CASE}" RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "the sound twin does not compile:\n${output}")
endif()

execute_process(COMMAND ${compile} ${options} "${CASE}" RESULT_VARIABLE status ERROR_VARIABLE output)
if(status EQUAL 0)
    message(FATAL_ERROR "it compiles")
endif()
# A sentence is looked for as it is; an alternative in parentheses, for what compilers word differently, as a pattern.
if(expect MATCHES "^\\(")
    string(REGEX MATCH "${expect}" found "${output}")
else()
    string(FIND "${output}" "${expect}" position)
    if(position GREATER -1)
        set(found yes)
    endif()
endif()
if(NOT found)
    message(FATAL_ERROR "it does not compile, but not because of: ${expect}\n${output}")
endif()
# An `errors` line states how many errors there are: a sentence that stands alone is one.
file(STRINGS "${CASE}" errors REGEX "^// errors: ")
if(errors)
    string(REGEX REPLACE "^// errors: " "" errors "${errors}")
    string(REGEX MATCHALL "error: " reported "${output}")
    list(LENGTH reported count)
    if(NOT count EQUAL errors)
        message(FATAL_ERROR "${count} errors, not ${errors}:\n${output}")
    endif()
endif()
