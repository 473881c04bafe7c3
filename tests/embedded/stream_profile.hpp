// SPDX-License-Identifier: MIT
// The profile of the board's programs: a key that both ends hold, x25519 and ChaCha20-Poly1305.
#pragma once

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/tscp.hpp>

template <class Random>
struct board_profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = Random;
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>>;
    static constexpr bool uses_extensions = false;
};

inline constexpr std::uint8_t board_psk[32] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

/// What the client knows.
inline tscp::external_psk board_credential() noexcept {
    return {tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{board_psk}};
}

/// One client, by any identity.
struct board_directory {
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept {
        return {tscp::psk_view{board_psk}, tscp::client_name{tscp::bytes_of("one")}};
    }
};
