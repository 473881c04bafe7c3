// SPDX-License-Identifier: MIT
// Numbers as bytes, most significant byte first (big-endian) or last (little-endian). No alignment is asked for.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The big-endian number that all of `bytes` are. Precondition: at most 8 bytes.
[[nodiscard]] inline std::uint64_t read_big_endian(byte_view bytes) noexcept {
    config::expects(bytes.size() <= sizeof(std::uint64_t));
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) { number = number << 8U | byte; }
    return number;
}

/// Writes `number` as big-endian bytes that fill `out`; what does not fit is left out. Precondition: at most 8 bytes.
TSCP_NEVER_INLINE_IF_SMALL inline void write_big_endian(std::uint64_t number, byte_span out) noexcept {
    config::expects(out.size() <= sizeof number);
    for (std::size_t i = out.size(); i-- > 0;) {
        out.data()[i] = static_cast<std::uint8_t>(number);
        number >>= 8U;
    }
}

/// The little-endian number that all of `bytes` are. Precondition: at most 8 bytes.
[[nodiscard]] inline std::uint64_t read_little_endian(byte_view bytes) noexcept {
    config::expects(bytes.size() <= sizeof(std::uint64_t));
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) { number = number << 8U | bytes.data()[i]; }
    return number;
}

/// Writes `number` as little-endian bytes that fill `out`; what does not fit is left out. Precondition: at most 8
/// bytes.
inline void write_little_endian(std::uint64_t number, byte_span out) noexcept {
    config::expects(out.size() <= sizeof number);
    for (std::uint8_t& byte : out) {
        byte = static_cast<std::uint8_t>(number);
        number >>= 8U;
    }
}

/// The four bytes at `bytes`, most significant first.
[[nodiscard]] inline std::uint32_t read_big_endian32(const std::uint8_t* bytes) noexcept {
    return static_cast<std::uint32_t>(bytes[0]) << 24U | static_cast<std::uint32_t>(bytes[1]) << 16U |
           static_cast<std::uint32_t>(bytes[2]) << 8U | static_cast<std::uint32_t>(bytes[3]);
}

TSCP_NEVER_INLINE_IF_SMALL inline void write_big_endian32(std::uint32_t number, std::uint8_t* out) noexcept {
    if constexpr (config::little_endian_memory) {  // compilers know these bytes in reverse
        config::store_word(number >> 24U | (number >> 8U & 0xff00U) | (number & 0xff00U) << 8U | number << 24U, out);
    } else {
        out[0] = static_cast<std::uint8_t>(number >> 24U);
        out[1] = static_cast<std::uint8_t>(number >> 16U);
        out[2] = static_cast<std::uint8_t>(number >> 8U);
        out[3] = static_cast<std::uint8_t>(number);
    }
}

/// The four bytes at `bytes`, least significant first.
[[nodiscard]] inline std::uint32_t read_little_endian32(const std::uint8_t* bytes) noexcept {
    if constexpr (config::little_endian_memory) { return config::load_word(bytes); }
    return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
           static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
}

inline void write_little_endian32(std::uint32_t number, std::uint8_t* out) noexcept {
    if constexpr (config::little_endian_memory) {
        config::store_word(number, out);
    } else {
        out[0] = static_cast<std::uint8_t>(number);
        out[1] = static_cast<std::uint8_t>(number >> 8U);
        out[2] = static_cast<std::uint8_t>(number >> 16U);
        out[3] = static_cast<std::uint8_t>(number >> 24U);
    }
}

/// A word of 4 or 8 bytes, least significant first.
template <class Word>
[[nodiscard]] Word read_little_endian_word(const std::uint8_t* bytes) noexcept {
    if constexpr (sizeof(Word) == 4) {
        return read_little_endian32(bytes);
    } else {
        return static_cast<Word>(read_little_endian32(bytes + 4)) << 32U | read_little_endian32(bytes);
    }
}

/// As many bytes as the word has, 4 at least.
template <class Word>
void write_little_endian_word(Word number, std::uint8_t* out) noexcept {
    write_little_endian32(static_cast<std::uint32_t>(number), out);
    if constexpr (sizeof(Word) == 8) { write_little_endian32(static_cast<std::uint32_t>(number >> 32U), out + 4); }
}

}  // namespace TSCP_ABI
}  // namespace tscp
