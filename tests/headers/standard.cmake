# Before C++17 the first error of each header is the sentence that says so: each includes core/config.hpp before all else
# that is the library's. With C++11 the two headers that include the others are enough.
#   cmake -DCOMPILER=c++ -DINCLUDE=include -DHEADERS="tscp/tscp.hpp ..." -DSCRATCH=folder -P standard.cmake
string(REPLACE " " ";" HEADERS "${HEADERS}")
list(LENGTH HEADERS count)
if(count EQUAL 0)
    message(FATAL_ERROR "there is no header to look at")
endif()
foreach(standard IN ITEMS c++11 c++14)
    set(looked_at ${HEADERS})
    if(standard STREQUAL "c++11")
        list(FILTER looked_at INCLUDE REGEX "^tscp/[a-z]+\\.hpp$")
    endif()
    foreach(header IN LISTS looked_at)
        file(WRITE "${SCRATCH}/old_standard.cpp" "#include <${header}>\n")
        execute_process(
            COMMAND "${COMPILER}" -std=${standard} -fsyntax-only -Wfatal-errors "-I${INCLUDE}" "${SCRATCH}/old_standard.cpp"
            RESULT_VARIABLE status ERROR_VARIABLE output)
        string(REGEX MATCH "(error|warning): [^\n]*" first "${output}")
        if(status EQUAL 0 OR NOT first MATCHES "tscp: needs C\\+\\+17")
            message(FATAL_ERROR "${header} with -std=${standard} begins with something else:\n${output}")
        endif()
    endforeach()
endforeach()
