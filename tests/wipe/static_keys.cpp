// SPDX-License-Identifier: MIT
// The lives by static keys.
#include "lives.hpp"

namespace wipe {
namespace {

struct alone : default_setup {
    using aead = tscp::portable::aes128_gcm;
    static constexpr tscp::handshake_mode mode = tscp::handshake_mode::static_keys;
    static constexpr tscp::framing transport = tscp::framing::stream;
};
struct with_psk : default_setup {
    using aead = tscp::portable::ascon_aead128;
    static constexpr tscp::handshake_mode mode = tscp::handshake_mode::static_keys_and_psk;
};

}  // namespace

bool lives_by_static_keys() {
    const bool clean = leaves_nothing<alone>("static keys, x25519, AES-128-GCM");
    return leaves_nothing<with_psk>("static keys and PSK, x25519, Ascon-AEAD128") && clean;
}

}  // namespace wipe
