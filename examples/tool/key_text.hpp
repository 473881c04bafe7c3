// SPDX-License-Identifier: MIT
// Keys as hexadecimal digits.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "secret_bytes.hpp"

namespace tool {

/// The bytes of hexadecimal digits; nothing where it is something else.
std::optional<secret_bytes> read_digits(std::string_view digits);

/// The digits of bytes.
secret_bytes write_digits(tscp::byte_view bytes);

/// What keeps the text from being the digits of a key of `min_size` to `max_size` bytes, in words that do not repeat
/// the text; empty where it is one.
std::string fault_of_digits(std::string_view text, std::size_t min_size, std::size_t max_size);

}  // namespace tool
