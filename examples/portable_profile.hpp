// SPDX-License-Identifier: MIT
// The profiles of the examples: one suite, all portable, and the host's random generator.
#pragma once

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/platform/host.hpp>
#include <tscp/tscp.hpp>

struct stream_profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = tscp::platform::host::random;
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>>;
};

struct datagram_profile : stream_profile {
    static constexpr tscp::framing transport = tscp::framing::datagram;
};
