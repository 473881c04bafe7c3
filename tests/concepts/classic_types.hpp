// SPDX-License-Identifier: MIT
// Classic over the portable backend, for the cases that must not compile.
#pragma once

#include <utility>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic.hpp>
#include <tscp/platform/host.hpp>

struct crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = tscp::platform::os_random;
};

namespace classic = tscp::classic;
using client = classic::client<classic::debug, crypto>;
using waiting_client = classic::waiting_client<classic::debug, crypto>;
