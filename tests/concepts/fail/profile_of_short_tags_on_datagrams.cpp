// SPDX-License-Identifier: MIT
// expect: tscp: on datagrams a few forged records end a session with 8-byte tags: state `static constexpr
// expect: std::uint64_t short_tag_open_limit`.
#include "../tscp2_types.hpp"

struct profile : datagram {
#if defined(SOUND)
    using suites = tscp::suite_list<tscp::suite<x25519, tscp::portable::aes128_ccm8>>;
    static constexpr std::uint64_t short_tag_open_limit = 1000;
#else
    using suites = tscp::suite_list<tscp::suite<x25519, tscp::portable::aes128_ccm8>>;
#endif
};

static_assert(tscp::require_profile<profile>());
