// SPDX-License-Identifier: MIT
// expect: tscp: the peer is told of a record size limit by uses_extensions.
#include "../tscp2_types.hpp"

struct profile : datagram {
    static constexpr std::uint16_t record_size_limit = 1000;
#if !defined(SOUND)
    static constexpr bool uses_extensions = false;
#endif
};

static_assert(tscp::require_profile<profile>());
