// SPDX-License-Identifier: MIT
// What ends a command with an exit code of its own.
#pragma once

#include <stdexcept>
#include <string>

namespace tool {

class tool_error : public std::runtime_error {
public:
    tool_error(int code, const std::string& sentence) : std::runtime_error{sentence}, code_{code} {}

    [[nodiscard]] int code() const noexcept { return code_; }

private:
    int code_;
};

}  // namespace tool
