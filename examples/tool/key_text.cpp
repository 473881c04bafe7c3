// SPDX-License-Identifier: MIT
// The library reads and writes the digits, without branches on them.
#include "key_text.hpp"

#include <tscp/core/hex.hpp>

namespace tool {

std::optional<secret_bytes> read_digits(std::string_view digits) {
    secret_bytes bytes(digits.size() / 2);
    tscp::writer out{bytes};
    if (!tscp::read_hex(digits, out)) { return std::nullopt; }
    return bytes;
}

secret_bytes write_digits(tscp::byte_view bytes) {
    secret_bytes digits(2 * bytes.size());
    tscp::writer out{digits};
    (void)tscp::write_hex(bytes, out);
    return digits;
}

std::string fault_of_digits(std::string_view text, std::size_t min_size, std::size_t max_size) {
    const bool is_fixed = min_size == max_size;
    const std::string expected =
        (is_fixed ? "" : std::to_string(2 * min_size) + " to ") + std::to_string(2 * max_size) + " hexadecimal digits";
    const std::size_t at = text.find_first_not_of("0123456789abcdefABCDEF");
    if (at != std::string_view::npos) {
        return "character " + std::to_string(at + 1) + " of the key is no hexadecimal digit; a key has " + expected;
    }
    if (text.size() < 2 * min_size || text.size() > 2 * max_size) {
        return "the key has " + std::to_string(text.size()) + " digits; a key has " + expected;
    }
    return text.size() % 2 != 0 ? "the key has an odd number of digits" : "";
}

}  // namespace tool
