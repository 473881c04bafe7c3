// SPDX-License-Identifier: MIT
// What the measured programs of TSCP 2 are compiled for: a profile, how the client knows the server, and the server's
// directory. Each setup takes the hash, so that a program may count its compressions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/none.hpp>
#include <tscp/tscp.hpp>

// Without linkage, as a firmware of one source has it: the compiler sees all uses, and the image is 300 bytes smaller.
namespace {

/// The bytes 1, 2, 3, … in place of random ones.
struct counting_draws {
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = next++; }
        return true;
    }
    std::uint8_t next = 1;
};

inline constexpr std::uint8_t psk[32] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
inline constexpr std::uint8_t cid[4] = {0xc1, 0xd2, 0xe3, 0xf4};

/// One group with ChaCha20-Poly1305.
template <class Hash, class Group>
struct board_profile : tscp::default_profile {
    using hash = Hash;
    using random = counting_draws;
    using suites = tscp::suite_list<tscp::suite<Group, tscp::portable::chacha20_poly1305>>;
    static constexpr bool uses_extensions = false;
};

/// Datagrams with connection ids of 4 bytes, a window of 64 records.
template <class Hash, class Group>
struct datagram_profile : board_profile<Hash, Group> {
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr std::size_t cid_size = 4;
    static constexpr bool keeps_next_keys = false;
};

/// One client, by any identity.
struct psk_table {
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept {
        return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("one")}};
    }
};

/// What a directory adds for tickets.
template <class Hash>
struct ticket_table {
    using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, Hash>;

    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1800000000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    keys_type keys;
};

/// What setups without long-term keys have in common. `device` is what lies in memory as long as the devices live.
struct psk_setup {
    struct device {};

    static tscp::external_psk credential(const device&) noexcept {
        return {tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{psk}};
    }
};

/// A PSK on streams, without tickets: the least that there is.
template <class Hash, class Group>
struct least_setup : psk_setup {
    using profile = board_profile<Hash, Group>;
    struct directory : psk_table {
        explicit directory(const device&) noexcept {}
    };
};
template <class Hash>
using stream_setup = least_setup<Hash, tscp::portable::x25519>;
template <class Hash>
using psk_stream_setup = least_setup<Hash, tscp::group_none>;

/// A PSK and tickets, on datagrams.
template <class Hash, class Group>
struct psk_and_ticket_setup : psk_setup {
    using profile = datagram_profile<Hash, Group>;
    static constexpr bool tickets_allow_group_none = std::is_same_v<Group, tscp::group_none>;
    struct directory : psk_table, ticket_table<Hash> {
        explicit directory(const device&) noexcept {}
    };
};
template <class Hash>
using full_setup = psk_and_ticket_setup<Hash, tscp::portable::x25519>;
template <class Hash>
using psk_full_setup = psk_and_ticket_setup<Hash, tscp::group_none>;

/// The same with long-term keys beside the PSK, or instead of it.
template <class Hash>
struct static_setup {
    using key = tscp::static_key<tscp::portable::x25519>;

    struct profile : datagram_profile<Hash, tscp::portable::x25519> {
        using static_key = key;
    };
    static constexpr bool tickets_allow_group_none = false;

    struct device {
        key client = key_of(0xc3);
        key server = key_of(0xd4);
    };

    /// Two clients with one key: for `dev1` the server has a PSK too, for others it has not.
    struct directory : ticket_table<Hash> {
        explicit directory(const device& own) noexcept : keys_{own} {}
        tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept {
            const tscp::public_key_view known{keys_.client.public_value()};
            const tscp::client_name name{tscp::bytes_of("one")};
            return equal_public(key_id, tscp::bytes_of("dev1"))
                       ? tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{psk}, name)
                       : tscp::peer_entry::static_keys(known, name);
        }
        [[nodiscard]] const key& own_key() const noexcept { return keys_.server; }

    private:
        const device& keys_;
    };

    static tscp::static_keys_and_psk<key> credential(const device& own) noexcept {
        return {tscp::identity_view{tscp::bytes_of("dev1")}, own.client,
                tscp::public_key_view{own.server.public_value()}, tscp::psk_view{psk}};
    }
    static tscp::static_keys<key> credential_without_psk(const device& own) noexcept {
        return {tscp::identity_view{tscp::bytes_of("dev2")}, own.client,
                tscp::public_key_view{own.server.public_value()}};
    }

    static key key_of(std::uint8_t repeated) noexcept {
        std::uint8_t bytes[32];
        for (std::uint8_t& byte : bytes) { byte = repeated; }
        return std::move(*key::make(bytes));
    }
};

}  // namespace
