// SPDX-License-Identifier: MIT
// Values of SHA-256 that the key schedule needs again and again, so that no device computes them.
#pragma once

#include <array>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// H(""), the transcript hash of secrets that depend on no message: RFC 8446 section 7.1.
inline constexpr std::uint8_t sha256_empty_digest[32] = {
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55};

/// The chaining values after one block of 0x36 and after one of 0x5c: HMAC's states under a key of zeros, which
/// HKDF-Extract takes where there is no salt (RFC 5869 section 2.2).
inline constexpr std::array<std::uint32_t, 8> sha256_zero_key[2] = {
    {0xf454dead, 0x9725214f, 0x90daf2a0, 0xdf1228ea, 0x64e5750f, 0xa3924181, 0x824a932b, 0xf8e04e32},
    {0xd385480f, 0x7abb6477, 0x37c9c538, 0x5dd82467, 0x8e043a72, 0x753434b0, 0xdeb82818, 0x361d45a6}};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
