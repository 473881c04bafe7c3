// SPDX-License-Identifier: MIT
// expect: tscp: a record size limit is 16 to 16,384 bytes.
#include "../tscp2_types.hpp"

struct profile : datagram {
#if defined(SOUND)
    static constexpr std::uint16_t record_size_limit = 16;
#else
    static constexpr std::uint16_t record_size_limit = 15;
#endif
};

static_assert(tscp::require_profile<profile>());
