// SPDX-License-Identifier: MIT
// expect: tscp: a backend of this profile is not constant-time: take another, or state `static constexpr bool
// expect: accepts_variable_time = true`.
#include "../tscp2_types.hpp"

// The chip's own product where it depends on the factors, as on a Cortex-M3.
struct product : tscp::native_product {
    static constexpr bool constant_time = false;
};
struct profile : stream {
    using group = tscp::portable::basic_x25519<std::uint32_t, product>;
    using suites = tscp::suite_list<tscp::suite<group, chacha20_poly1305>>;
#if defined(SOUND)
    static constexpr bool accepts_variable_time = true;
#endif
};

static_assert(tscp::require_profile<profile>());
