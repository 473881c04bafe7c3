// SPDX-License-Identifier: MIT
// The cryptography of the board's programs: the portable backend, and the generator that a program hands over.
#pragma once

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>

template <class Random>
struct board_crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = Random;
};
