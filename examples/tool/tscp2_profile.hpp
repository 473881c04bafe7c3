// SPDX-License-Identifier: MIT
// The profile of the tool: every suite, in portable code. What it offers and accepts is chosen by name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/group/none.hpp>
#include <tscp/platform/host.hpp>
#include <tscp/tscp.hpp>

namespace tool {

namespace detail {

template <class Group>
using with_every_aead =
    tscp::suites_with<Group, tscp::portable::chacha20_poly1305, tscp::portable::aes128_gcm, tscp::portable::aes256_gcm,
                      tscp::portable::aes128_ccm8, tscp::portable::aes128_ccm, tscp::portable::ascon_aead128>;

}  // namespace detail

struct tscp2_profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = tscp::platform::host::random;
    using suites = tscp::joined_suites<detail::with_every_aead<tscp::portable::x25519>,
                                       detail::with_every_aead<tscp::ffdhe2048<tscp::portable::integer<2048>>>,
                                       detail::with_every_aead<tscp::ffdhe3072<tscp::portable::integer<3072>>>,
                                       detail::with_every_aead<tscp::group_none>>;
    using static_key = tscp::static_key<tscp::portable::x25519>;
};
using tscp2_key = tscp2_profile::static_key;

inline constexpr const char* default_suite = "x25519-chacha20-poly1305";

/// Suites by their names; with a fault there are none.
struct suite_choice {
    std::vector<std::uint8_t> ids;
    std::string fault;
};

/// The suites behind names of docs/PROTOCOL.md, separated by commas. The fault names the word that is no suite, and
/// lists the suites, or the one that is there twice.
suite_choice read_suites(const std::string& names);

}  // namespace tool
