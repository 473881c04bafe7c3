// SPDX-License-Identifier: MIT
// TSCP 2 over the portable backend, for the cases that must not compile.
#pragma once

#include <utility>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/platform/host.hpp>
#include <tscp/tscp.hpp>

using tscp::portable::chacha20_poly1305;
using tscp::portable::x25519;

template <tscp::framing Framing>
struct profile_on : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = tscp::platform::os_random;
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
    static constexpr tscp::framing transport = Framing;
};
using stream = profile_on<tscp::framing::stream>;
using datagram = profile_on<tscp::framing::datagram>;

struct directory {
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept { return {}; }
};
template <class Profile>
using waiting_on = tscp::waiting_client<Profile>;

using key = tscp::static_key<x25519>;
using ticket_keys = tscp::ticket_keys<chacha20_poly1305, tscp::portable::sha256>;
