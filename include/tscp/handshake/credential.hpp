// SPDX-License-Identifier: MIT
// How a client knows its server: a value for each mode. All refer to bytes and keys of the caller's, which must live
// until the Hey has been read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A PSK has 16 to 64 bytes, and not all are zero: such a one was never written.
[[nodiscard]] inline bool is_psk(byte_view psk) noexcept {
    return psk.size() >= 16 && psk.size() <= 64 && !is_zero_constant_time(psk);
}

/// Mode 0: a key that the two devices, and no others, hold.
struct external_psk {
    identity_view identity{};
    psk_view psk{};
};

/// Mode 1: a ticket of an earlier session with this server, or with another that has its ticket key. Where it is
/// refused, the client may go on by itself with the credential by which it got the ticket, with no weaker group; any
/// other change is the user's to make.
struct resumption {
    explicit resumption(const client_ticket& kept) noexcept : ticket{kept} {}
    explicit resumption(const client_ticket&&) = delete;
    const client_ticket& ticket;
};

/// Mode 2: long-term keys. `key_id` names the two public keys at the server. `Key` is a key-agreement object.
template <class Key>
struct static_keys {
    static_keys(identity_view id, const Key& own_key, public_key_view server_key) noexcept
        : key_id{id}, own{own_key}, server{server_key} {}
    static_keys(identity_view, const Key&&, public_key_view) = delete;
    identity_view key_id;
    const Key& own;
    public_key_view server;
};

/// Mode 3: long-term keys and a PSK, which is used in no other mode. `key_id` names all three at the server.
template <class Key>
struct static_keys_and_psk {
    static_keys_and_psk(identity_view id, const Key& own_key, public_key_view server_key, psk_view shared_key) noexcept
        : key_id{id}, own{own_key}, server{server_key}, psk{shared_key} {}
    static_keys_and_psk(identity_view, const Key&&, public_key_view, psk_view) = delete;
    identity_view key_id;
    const Key& own;
    public_key_view server;
    psk_view psk{};
};

namespace detail {

/// What a credential with long-term keys has beside the others; in a profile without them it takes no room.
template <class Key>
struct static_credential {
    byte_view server_public{};
    const Key* own = nullptr;
};
template <>
struct static_credential<no_static_key> {};

}  // namespace detail

/// Any of them, as a client of the profile keeps it. `Key` is the profile's static_key.
template <class Key>
struct client_credential : detail::static_credential<Key> {
    client_credential(const external_psk& one) noexcept
        : mode{handshake_mode::external_psk}, identity{one.identity}, psk{one.psk}, allows_group_none{true} {}
    client_credential(const resumption& one) noexcept
        : mode{handshake_mode::resumption},
          identity{one.ticket.bytes()},
          psk{one.ticket.usable() ? one.ticket.reveal_psk() : byte_view{}},
          ticket{&one.ticket},
          allows_group_none{one.ticket.group_none()} {}
    client_credential(const static_keys<Key>& one) noexcept
        : detail::static_credential<Key>{one.server, &one.own},
          mode{handshake_mode::static_keys},
          identity{one.key_id} {}
    client_credential(const static_keys_and_psk<Key>& one) noexcept
        : detail::static_credential<Key>{one.server, &one.own},
          mode{handshake_mode::static_keys_and_psk},
          identity{one.key_id},
          psk{one.psk} {}

    handshake_mode mode;
    byte_view identity{};
    byte_view psk{};
    const client_ticket* ticket = nullptr;
    bool allows_group_none = false;
};

/// Fails to compile with a sentence where a client of the profile cannot use a credential of this type.
template <class Credential, class Profile>
constexpr bool require_credential() {
    static_assert(std::is_convertible_v<const Credential&, client_credential<typename Profile::static_key>>,
                  "tscp: a client's credential is tscp::external_psk, tscp::resumption, or tscp::static_keys<Key> or "
                  "tscp::static_keys_and_psk<Key> with the profile's `using static_key = Key;`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
