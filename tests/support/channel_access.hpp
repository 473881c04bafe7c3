// SPDX-License-Identifier: MIT
// What a channel keeps to itself: its numbers, and the secrets that must not outlive it.
#pragma once

#include <cstdint>
#include <vector>

#include <tscp/kdf/expand_label.hpp>
#include <tscp/session/record_layer.hpp>

#include "bytes.hpp"

namespace test {

template <class Profile>
struct channel_access : tscp::record_layer<Profile> {
    using layer = tscp::record_layer<Profile>;
    static auto& send(layer& channel) { return channel.*&channel_access::send_; }
    static auto& receive(layer& channel) { return channel.*&channel_access::receive_; }
    static auto& sending(layer& channel) { return channel.*&channel_access::sending_; }
    static auto& receiving(layer& channel) { return channel.*&channel_access::receiving_; }
    /// As a handshake ends whose peer asked for it.
    static void set_terms(layer& channel, std::uint16_t record_size_limit, bool two_byte_numbers) {
        (channel.*&channel_access::set_peer_terms)(record_size_limit, two_byte_numbers);
    }
};

/// The traffic secret of one direction, and the key and iv that come of it.
template <class Profile>
std::vector<bytes> secrets_of(const tscp::direction_keys<Profile>& keys) {
    using hash = typename Profile::hash;
    const bytes secret{keys.reveal_traffic_secret().begin(), keys.reveal_traffic_secret().end()};
    bytes key;
    bytes iv;
    Profile::suites::visit_aead(keys.aead_id(), [&](auto suite) noexcept {
        using aead = typename decltype(suite)::aead;
        key.resize(aead::key_size);
        iv.resize(aead::nonce_size);
    });
    (void)tscp::expand_label<hash>(secret, tscp::bytes_of("key"), {}, key);
    (void)tscp::expand_label<hash>(secret, tscp::bytes_of("iv"), {}, iv);
    return {secret, key, iv};
}

/// Those of both directions.
template <class Profile>
std::vector<bytes> secrets_of(tscp::record_layer<Profile>& channel) {
    std::vector<bytes> all = secrets_of(channel_access<Profile>::sending(channel));
    for (bytes& one : secrets_of(channel_access<Profile>::receiving(channel))) { all.push_back(std::move(one)); }
    return all;
}

}  // namespace test
