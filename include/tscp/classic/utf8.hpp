// SPDX-License-Identifier: MIT
// Text as MicroPython reads it, where the original runs.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// True where MicroPython takes the bytes for UTF-8: the first byte of a character tells how many bytes from 80 to BF
/// follow, and nothing else is looked at: overlong forms and surrogates pass, first bytes from F8 on do not.
[[nodiscard]] inline bool is_text(byte_view bytes) noexcept {
    unsigned missing = 0;
    for (const std::uint8_t byte : bytes) {
        const bool follows = (byte & 0xC0U) == 0x80U;
        if (follows != (missing > 0) || byte >= 0xF8U) { return false; }
        if (follows) {
            --missing;
        } else {
            missing = byte >= 0xF0U ? 3 : byte >= 0xE0U ? 2 : byte >= 0xC0U ? 1 : 0;
        }
    }
    return missing == 0;
}

/// How many characters a text has: the bytes that do not follow in one.
[[nodiscard]] inline std::size_t count_characters(byte_view text) noexcept {
    std::size_t characters = 0;
    for (const std::uint8_t byte : text) { characters += (byte & 0xC0U) != 0x80U ? 1U : 0U; }
    return characters;
}

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
