// SPDX-License-Identifier: MIT
// expect: tscp: the AEAD of this directory's tickets is not constant-time: take another, or state `static constexpr
// expect: bool accepts_variable_time = true` in the profile.
#include "../tscp2_types.hpp"

struct aead : chacha20_poly1305 {
    static constexpr bool constant_time = false;
    using chacha20_poly1305::chacha20_poly1305;
};
#if defined(SOUND)
using used = chacha20_poly1305;
#else
using used = aead;
#endif
struct site {
    const tscp::ticket_keys<used, tscp::portable::sha256>& tickets() noexcept;
    static std::uint64_t now() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept;
};

std::size_t size = sizeof(tscp::server<stream, site>);
