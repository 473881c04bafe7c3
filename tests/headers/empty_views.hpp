// SPDX-License-Identifier: MIT
// Views without bytes are null pointers: no function of the language's that must not have one gets it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/hex.hpp>
#include <tscp/kdf/hkdf.hpp>

#include "whole.hpp"

namespace whole {

/// Seals and opens nothing, with no additional data.
template <class Aead>
bool takes_empty_views() noexcept {
    const std::uint8_t bytes[32] = {1};
    std::uint8_t sealed[Aead::tag_size] = {};
    const Aead aead{tscp::byte_view{bytes}.first(Aead::key_size)};
    const auto nonce = tscp::byte_view{bytes}.first(Aead::nonce_size);
    aead.seal(nonce, {}, {}, sealed);
    return aead.open(nonce, {}, sealed, {});
}

inline bool run_empty_views() noexcept {
    const tscp::byte_view none;
    const tscp::byte_span no_place;
    tscp::copy_bytes(none, no_place);
    tscp::wipe(no_place);
    tscp::writer nothing{no_place};
    tscp::reader reader{none};
    if (!nothing.write_bytes(none) || !tscp::write_hex(none, nothing) || !tscp::read_hex(none, nothing)) {
        return false;
    }
    nothing.roll_back(0);

    using hash = tscp::portable::sha256;
    std::uint8_t digest[hash::digest_size] = {};
    hash empty;
    empty.update(none);
    empty.finish(digest);
    tscp::hkdf<hash>::extract(none, none, digest);
    counting_random random;
    return tscp::hkdf<hash>::expand(digest, none, no_place) && reader.read_bytes(0) && random.fill(no_place) &&
           tscp::equal_public(none, no_place) && tscp::equal_constant_time(none, no_place) &&
           !tscp::overlap(none, no_place) && tscp::is_zero_constant_time(none) &&
           tscp::kind_of(none) == tscp::message_kind::unknown && !tscp::client_ticket::from_stored(none) &&
           takes_empty_views<tscp::portable::aes128_gcm>() && takes_empty_views<tscp::portable::aes128_ccm>() &&
           takes_empty_views<tscp::portable::ascon_aead128>() && takes_empty_views<chacha20_poly1305>();
}

}  // namespace whole
