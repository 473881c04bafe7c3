// SPDX-License-Identifier: MIT
// Decides which characters a terminal may see.
#include "text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace tool {

namespace {

// Characters beyond ASCII that move the cursor, reorder the line or show nothing.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 11> unseen{{{0x80, 0x9f},
                                                                          {0xad, 0xad},
                                                                          {0x61c, 0x61c},
                                                                          {0x180e, 0x180e},
                                                                          {0x200b, 0x200f},
                                                                          {0x2028, 0x202e},
                                                                          {0x2060, 0x206f},
                                                                          {0xd800, 0xdfff},
                                                                          {0xfeff, 0xfeff},
                                                                          {0xfff9, 0xfffb},
                                                                          {0xe0000, 0xe0fff}}};

bool is_seen(std::uint32_t character) {
    return std::none_of(unseen.begin(), unseen.end(), [character](const auto& range) {
        return character >= range.first && character <= range.second;
    });
}

std::size_t size_by_first_byte(unsigned char byte) {
    if (byte < 0x80) { return 1; }
    if (byte < 0xc2 || byte > 0xf4) { return 0; }
    return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// How many bytes the first character has; 0 where it is not UTF-8, or not to be shown. `text` is not empty.
std::size_t seen_size(std::string_view text) {
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t size = size_by_first_byte(first);
    if (size == 1) { return first >= 0x20 && first != 0x7f && first != '\\' ? 1 : 0; }
    if (size == 0 || text.size() < size) { return 0; }
    std::uint32_t character = first & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80U) { return 0; }
        character = character << 6U | (byte & 0x3fU);
    }
    return character >= least[size] && character <= 0x10ffff && is_seen(character) ? size : 0;
}

}  // namespace

std::string printable(std::string_view text, std::size_t limit) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    std::size_t width = 0;
    while (!text.empty()) {
        const std::size_t size = seen_size(text);
        width += size != 0 ? 1 : 4;
        if (width > limit) { return shown + "..."; }
        if (size != 0) {
            shown += text.substr(0, size);
        } else {
            const auto byte = static_cast<unsigned char>(text[0]);
            shown += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
        }
        text.remove_prefix(size != 0 ? size : 1);
    }
    return shown;
}

}  // namespace tool
