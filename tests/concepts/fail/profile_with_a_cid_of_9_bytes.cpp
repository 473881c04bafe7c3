// SPDX-License-Identifier: MIT
// expect: tscp: a connection id has at most 8 bytes.
#include "../tscp2_types.hpp"

struct profile : stream {
#if defined(SOUND)
    static constexpr std::size_t cid_size = 8;
#else
    static constexpr std::size_t cid_size = 9;
#endif
};

static_assert(tscp::require_profile<profile>());
