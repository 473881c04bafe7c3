// SPDX-License-Identifier: MIT
// All of the library, for two translation units of one program.
#pragma once

#include <tscp/tscp.hpp>
// tscp.hpp and classic.hpp stand in either order.
#include <tscp/classic.hpp>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>

struct counting_random {
    std::uint8_t next = 0;
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = static_cast<std::uint8_t>(next += 7); }
        return true;
    }
};

struct two_units_crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = counting_random;
};

using dialect = tscp::classic::release;

/// Answers a Hello in the other translation unit.
tscp::result<void> answer(tscp::byte_view hello, tscp::writer& hey);
