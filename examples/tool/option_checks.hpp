// SPDX-License-Identifier: MIT
// What an option's value must be, each with a sentence that names the wrong word and what would be right.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "text.hpp"
#include "words.hpp"

namespace tool {

/// A number of seconds above 0, at most a day.
CLI::Validator is_timeout();
/// Plain decimal digits, 0 to 65535.
CLI::Validator is_port();
/// HOST:PORT or [IPV6]:PORT.
CLI::Validator is_peer();
/// Not empty: a variable of a shell that is not set must not take an option away.
CLI::Validator is_given(const std::string& what);
/// One of the names.
CLI::Validator is_one_of(const std::vector<std::string>& names);

/// An option that takes one of the map's names. It shows the names alone.
template <class Value>
CLI::Option* add_choice(CLI::App& parser, const std::string& name, Value& value,
                        const std::map<std::string, Value>& choices, const std::string& description) {
    std::vector<std::string> names;
    names.reserve(choices.size());
    for (const auto& choice : choices) { names.push_back(choice.first); }
    return parser
        .add_option_function<std::string>(
            name, [&value, &choices](const std::string& chosen) { value = choices.at(chosen); }, description)
        ->check(is_one_of(names));
}

}  // namespace tool
