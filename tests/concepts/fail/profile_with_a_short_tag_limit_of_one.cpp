// SPDX-License-Identifier: MIT
// expect: tscp: a short_tag_open_limit is at least 2: at half of it an update is due.
#include "../tscp2_types.hpp"

struct profile : datagram {
    using suites = tscp::suite_list<tscp::suite<x25519, tscp::portable::aes128_ccm8>>;
#if defined(SOUND)
    static constexpr std::uint64_t short_tag_open_limit = 2;
#else
    static constexpr std::uint64_t short_tag_open_limit = 1;
#endif
};

static_assert(tscp::require_profile<profile>());
