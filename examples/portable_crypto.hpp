// SPDX-License-Identifier: MIT
// The backends of the examples: all portable, and the host's random generator.
#pragma once

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/platform/host.hpp>

struct portable_crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = tscp::platform::host::random;
};
