// SPDX-License-Identifier: MIT
// What a server knows of its clients: a directory of the user's, which offers what its modes need and no more.
//
// For a type D:
//     d.find_psk(byte_view identity)     -> psk_entry                mode 0
//     d.find_peer(byte_view key_id)      -> peer_entry               modes 2 and 3, with
//     d.own_key()                        -> const K&: a key-agreement object
//     d.tickets()                        -> const ticket_keys<…>&    mode 1, with
//     d.now()                            -> std::uint64_t: seconds since 1970
//     d.is_authorized(byte_view name)       -> bool: a client with this name may still come
// All are noexcept. The views of an entry must live until the call of the server that asked for it returns. A device
// that is a client too leaves out of its directory every identity and key that it uses as a client (the Selfie attack).
#pragma once

#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A client with a PSK; an empty PSK means: unknown.
struct psk_entry {
    byte_view psk;
    byte_view name;
};

/// A client with a static key; an empty key means: unknown.
struct peer_entry {
    byte_view public_value;
    byte_view name;
    /// For mode 3; where it is empty the client may use mode 2, where it is not mode 3, never either.
    byte_view psk = {};
    /// Diffie–Hellman of the two static keys, where it is kept; else it is computed for every Hello.
    byte_view shared = {};
};

namespace detail::directory {

template <class D>
using find_psk = decltype(std::declval<D&>().find_psk(std::declval<byte_view>()));
template <class D>
using find_peer = decltype(std::declval<D&>().find_peer(std::declval<byte_view>()));
template <class D>
using tickets = decltype(std::declval<D&>().tickets());

}  // namespace detail::directory

/// The simplest directory: a callable `psk_entry(byte_view identity) noexcept`.
template <class Find>
struct psk_directory {
    Find find;
    psk_entry find_psk(byte_view identity) noexcept { return find(identity); }
};
template <class Find>
psk_directory(Find) -> psk_directory<Find>;

/// A directory of static keys: one's own, and a callable `peer_entry(byte_view key_id) noexcept`.
template <class Key, class Find>
struct peer_directory {
    const Key& key;
    Find find;
    peer_entry find_peer(byte_view key_id) noexcept { return find(key_id); }
    [[nodiscard]] const Key& own_key() const noexcept { return key; }
};
template <class Key, class Find>
peer_directory(const Key&, Find) -> peer_directory<Key, Find>;

}  // namespace TSCP_ABI
}  // namespace tscp
