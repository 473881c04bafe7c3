// SPDX-License-Identifier: MIT
// The simplest directories: one callable each. What a directory must offer is in concepts/directory.hpp.
#pragma once

#include <utility>

#include <tscp/concepts/directory.hpp>
#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Mode 0: a callable `psk_entry(byte_view identity) noexcept`.
template <class Find>
struct psk_directory {
    Find find;
    psk_entry find_psk(byte_view identity) noexcept {
        static_assert(noexcept(find(identity)), "tscp: the callable of a psk_directory must be noexcept.");
        return find(identity);
    }
};
template <class Find>
psk_directory(Find) -> psk_directory<Find>;

/// Modes 2 and 3: one's own key, and a callable `peer_entry(byte_view key_id) noexcept`.
template <class Key, class Find>
struct peer_directory {
    peer_directory(const Key& own, Find look_up) noexcept : key{own}, find{std::move(look_up)} {}
    peer_directory(const Key&&, Find) = delete;

    const Key& key;
    Find find;
    peer_entry find_peer(byte_view key_id) noexcept {
        static_assert(noexcept(find(key_id)), "tscp: the callable of a peer_directory must be noexcept.");
        return find(key_id);
    }
    [[nodiscard]] const Key& own_key() const noexcept { return key; }
};

}  // namespace TSCP_ABI
}  // namespace tscp
