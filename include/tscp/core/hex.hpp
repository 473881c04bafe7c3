// SPDX-License-Identifier: MIT
// Hexadecimal text, without tables or branches on the digits, so that keys may pass through it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

// '0' + n, and 39 more where n > 9: 'a' − '0' − 10 = 39. The mask is all ones where 9 − n is negative.
[[nodiscard]] inline std::uint8_t hex_digit(std::uint32_t nibble) noexcept {
    const std::uint32_t beyond_nine = (9U - nibble) >> 8U;
    return static_cast<std::uint8_t>('0' + nibble + (beyond_nine & 39U));
}

// The value of a digit, or a number with bit 8 set. In range: (c − low) and (high − c) are both non-negative.
[[nodiscard]] inline std::uint32_t hex_value(std::uint32_t c) noexcept {
    const auto in_range = [c](std::uint32_t low, std::uint32_t high) {
        return config::value_barrier((((c - low) | (high - c)) >> 31U) - 1U);
    };
    const std::uint32_t digit = in_range('0', '9');
    const std::uint32_t lower = in_range('a', 'f');
    const std::uint32_t upper = in_range('A', 'F');
    return (digit & (c - '0')) | (lower & (c - 'a' + 10U)) | (upper & (c - 'A' + 10U)) |
           (~(digit | lower | upper) & 0x100U);
}

// Writes two digits for each byte. The bytes may lie in the last half of the digits' own memory: a digit then never
// reaches a byte that has not been read.
inline void write_hex_digits(byte_view bytes, byte_span digits) noexcept {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint32_t byte = bytes[i];
        digits[2 * i] = hex_digit(byte >> 4U);
        digits[2 * i + 1] = hex_digit(byte & 15U);
    }
}

}  // namespace detail

/// Appends `bytes` as lower-case hexadecimal, two digits a byte.
/// Errors: `errc::buffers_overlap` (bytes in the part of the buffer that is not written yet), `errc::buffer_too_small`.
inline result<void> write_hex(byte_view bytes, writer& out) noexcept {
    if (overlap(bytes, out.unwritten())) { return errc::buffers_overlap; }
    if (bytes.size() > out.remaining() / 2) { return errc::buffer_too_small; }
    const auto field = out.reserve(bytes.size() * 2);
    if (!field) { return field.error(); }
    detail::write_hex_digits(bytes, *field);
    return {};
}

/// Appends the bytes that `digits` stand for; digits of either case are read.
/// Errors: `errc::buffers_overlap` (digits in the part of the buffer that is not written yet), `errc::malformed_hex`
/// (odd length, another character), `errc::buffer_too_small`.
inline result<void> read_hex(byte_view digits, writer& out) noexcept {
    if (overlap(digits, out.unwritten())) { return errc::buffers_overlap; }
    if (digits.size() % 2 != 0) { return errc::malformed_hex; }
    write_transaction bytes{out};
    const auto field = out.reserve(digits.size() / 2);
    if (!field) { return field.error(); }
    std::uint32_t seen = 0;
    for (std::size_t i = 0; i < field->size(); ++i) {
        const std::uint32_t high = detail::hex_value(digits[2 * i]);
        const std::uint32_t low = detail::hex_value(digits[2 * i + 1]);
        seen |= high | low;
        (*field)[i] = static_cast<std::uint8_t>((high << 4U) | low);
    }
    if ((seen & 0x100U) != 0) { return errc::malformed_hex; }
    bytes.commit();
    return {};
}

}  // namespace TSCP_ABI
}  // namespace tscp
