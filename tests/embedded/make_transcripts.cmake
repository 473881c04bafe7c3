# SPDX-License-Identifier: MIT
# Turns recorded sessions of the classic protocol into a C++ header for programs that cannot read files.
#   cmake -DINPUT=classic.json -DOUTPUT=transcripts.hpp -P make_transcripts.cmake
# Takes the first session of each pair of dialect and suite, and of it every exchange whose message has at most LONGEST_WIRE
# characters and whose text has no control character.
cmake_minimum_required(VERSION 3.21...3.31)

set(LONGEST_WIRE 300)

# Makes `text` a C++ string literal in `result`.
function(literal result text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    set(${result} "\"${text}\"" PARENT_SCOPE)
endfunction()

# Reads the member `key` of `json` as a C++ string literal in `result`; `nullptr` if there is no such member.
function(member result json key)
    string(JSON text ERROR_VARIABLE missing GET "${json}" ${key})
    if(missing)
        set(text nullptr)
    else()
        literal(text "${text}")
    endif()
    set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Writes the pairs [bits, value] of `json` as initialisers in `result`.
function(draws result json)
    string(JSON count LENGTH "${json}")
    math(EXPR last "${count} - 1")
    set(out "")
    foreach(i RANGE ${last})
        string(JSON bits GET "${json}" ${i} 0)
        string(JSON value GET "${json}" ${i} 1)
        string(APPEND out "{${bits}, ${value}}, ")
    endforeach()
    set(${result} "${out}" PARENT_SCOPE)
endfunction()

# Writes the exchanges of `session` that are taken as initialisers in `result`.
function(exchanges result session)
    string(JSON list GET "${session}" exchanges)
    string(JSON count LENGTH "${list}")
    math(EXPR last "${count} - 1")
    set(out "")
    foreach(i RANGE ${last})
        string(JSON exchange GET "${list}" ${i})
        member(wire "${exchange}" wire)
        string(LENGTH "${wire}" length)
        if(length GREATER LONGEST_WIRE OR exchange MATCHES "\\\\u00[01]|\\\\[bfnrt]")
            continue()
        endif()
        string(JSON direction GET "${exchange}" dir)
        if(direction STREQUAL "c2s")
            set(direction to_server)
        else()
            set(direction to_client)
        endif()
        member(plaintext "${exchange}" plaintext)
        member(status "${exchange}" status)
        member(received "${exchange}" received)
        string(APPEND out "    {direction::${direction}, ${plaintext}, ${wire}, ${status}, ${received}},\n")
    endforeach()
    set(${result} "${out}" PARENT_SCOPE)
endfunction()

file(READ "${INPUT}" file)
string(JSON list GET "${file}" sessions)
string(JSON count LENGTH "${list}")
math(EXPR last "${count} - 1")

set(arrays "")
set(sessions "")
set(seen "")
foreach(i RANGE ${last})
    string(JSON session GET "${list}" ${i})
    string(JSON dialect GET "${session}" dialect)
    string(JSON suite GET "${session}" suite)
    set(name ${dialect}_${suite})
    if(name IN_LIST seen)
        continue()
    endif()
    list(APPEND seen ${name})
    string(JSON client_draws GET "${session}" client_draws)
    string(JSON server_draws GET "${session}" server_draws)
    draws(client_draws "${client_draws}")
    draws(server_draws "${server_draws}")
    exchanges(taken "${session}")
    member(offer "${session}" offer)
    member(hello "${session}" hello)
    member(hey "${session}" hey)
    string(APPEND arrays
        "inline constexpr draw client_draws_${name}[] = {${client_draws}};\n"
        "inline constexpr draw server_draws_${name}[] = {${server_draws}};\n"
        "inline constexpr exchange exchanges_${name}[] = {\n${taken}};\n\n")
    string(APPEND sessions
        "inline constexpr session ${name} = {\n"
        "    \"${dialect}\", \"${suite}\", ${offer},\n"
        "    client_draws_${name}, server_draws_${name},\n"
        "    ${hello},\n"
        "    ${hey},\n"
        "    exchanges_${name}};\n\n")
endforeach()

file(WRITE "${OUTPUT}" "// Made by make_transcripts.cmake.
#pragma once

#include \"transcript.hpp\"

namespace transcripts {

${arrays}${sessions}}  // namespace transcripts
")
