// SPDX-License-Identifier: MIT
// The parts of the library for any target, each with a user: profiles, a directory and a generator for the sessions and
// the instantiations beside this file.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/classic.hpp>
#include <tscp/group/none.hpp>
#include <tscp/tscp.hpp>

namespace whole {

/// The bytes 1, 2, 3, … in place of random ones.
struct counting_random {
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& one : out) { one = next++; }
        return true;
    }
    std::uint8_t next = 1;
};

using chacha20_poly1305 = tscp::portable::chacha20_poly1305;
using key = tscp::static_key<tscp::portable::x25519>;

/// Several groups and AEADs, long-term keys.
struct stream : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = counting_random;
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, chacha20_poly1305>,
                                    tscp::suite<tscp::portable::x25519, tscp::portable::aes128_gcm>,
                                    tscp::suite<tscp::group_none, tscp::portable::aes128_ccm>,
                                    tscp::suite<tscp::group_none, tscp::portable::ascon_aead128>>;
    using static_key = key;
};

/// One suite, long-term keys, connection ids, a limit of records, later keys that are kept.
struct datagram : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = counting_random;
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, chacha20_poly1305>>;
    using static_key = key;
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr std::size_t cid_size = 4;
    static constexpr std::size_t replay_window_bits = 192;
    static constexpr std::uint16_t record_size_limit = 512;
};

struct crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = counting_random;
};

using ticket_keys = tscp::ticket_keys<chacha20_poly1305, tscp::portable::sha256>;

inline constexpr std::uint8_t psk[32] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

/// One client, `dev1` on the air, with a PSK, tickets and the key that is handed over.
class directory {
public:
    directory(const key& own, const key& client) noexcept : own_{own}, client_{client} {}

    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("the sensor")}};
    }
    [[nodiscard]] tscp::peer_entry find_peer(tscp::byte_view key_id) const noexcept {
        if (!tscp::equal_public(key_id, tscp::bytes_of("dev1"))) { return {}; }
        return tscp::peer_entry::static_keys(tscp::public_key_view{client_.public_value()},
                                             tscp::client_name{tscp::bytes_of("the sensor")});
    }
    [[nodiscard]] const key& own_key() const noexcept { return own_; }
    [[nodiscard]] const ticket_keys& tickets() const noexcept { return tickets_; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1800000000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    tscp::result<void> add_ticket_key() noexcept { return tickets_.add(7, psk); }

private:
    const key& own_;
    const key& client_;
    ticket_keys tickets_{};
};

}  // namespace whole
