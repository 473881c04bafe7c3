// SPDX-License-Identifier: MIT
// How a server answers by itself.
#pragma once

#include <string>

namespace tool {

enum class reply { upper, echo };

/// The data with ASCII letters in capitals, or as it is.
inline std::string answer_to(std::string data, reply how) {
    if (how == reply::echo) { return data; }
    for (char& c : data) {
        if (c >= 'a' && c <= 'z') { c = static_cast<char>(c - 'a' + 'A'); }
    }
    return data;
}

}  // namespace tool
