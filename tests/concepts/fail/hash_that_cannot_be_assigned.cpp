// SPDX-License-Identifier: MIT
// expect: tscp: a hash backend must be copyable: a copy forks the message hashed so far.
#include <tscp/concepts/hash.hpp>

#include "../archetypes/rest.hpp"

struct candidate : archetype::hash {
    candidate() noexcept = default;
    candidate(const candidate&) = default;
    ~candidate() = default;
#if defined(SOUND)
    candidate& operator=(const candidate&) = default;
#else
    candidate& operator=(const candidate&) = delete;
#endif
};

static_assert(tscp::require_hash<candidate>());
