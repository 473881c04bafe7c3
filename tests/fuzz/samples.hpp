// SPDX-License-Identifier: MIT
// What make_corpus.cpp writes and the targets know as their own: the same in every run.
#pragma once

#include "../support/tscp2_pair.hpp"
#include "mutation.hpp"

namespace fuzz {

using ticket_keys = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;

/// Of the secrets that ticket records are read with.
inline constexpr std::uint8_t suite_of_secrets = test::x25519_chacha::id;

inline const ticket_keys& server_ticket_keys() {
    static ticket_keys own;
    static const bool added{own.add(ticket_key_id, test::psk())};
    if (!added) { std::abort(); }
    return own;
}

/// A ticket of the server's, always with the same nonce.
inline test::bytes sealed_ticket(const tscp::ticket_content& content) {
    test::counted_random random{5};
    return test::written_by(
        [&](tscp::writer& out) { return bool{server_ticket_keys().seal(content, {}, random, out)}; });
}

/// The one ticket that inputs may hold.
inline test::bytes genuine_ticket() {
    tscp::ticket_content content;
    tscp::copy_bytes(test::psk(), content.psk.overwrite());
    content.authenticated_at = 1700000000;
    content.lifetime = 3600;
    content.name = tscp::stored_view{tscp::bytes_of("kitchen")};
    return sealed_ticket(content);
}

/// A session without Diffie–Hellman, which makes it quick; the messages are the same in every one.
template <class Profile>
struct quick_session : test::pair<Profile> {
    static constexpr std::uint8_t suite = test::none_chacha::id;
    static constexpr std::uint64_t client_seed = 1;
    static constexpr std::uint64_t server_seed = client_seed + 1000003;
    quick_session() : test::pair<Profile>{client_seed, tscp::byte_view{&suite, 1}} {}
};

}  // namespace fuzz
