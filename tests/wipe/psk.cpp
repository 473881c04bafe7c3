// SPDX-License-Identifier: MIT
// The lives by PSK.
#include "lives.hpp"

namespace wipe {
namespace {

struct stream : default_setup {
    using aead = tscp::portable::aes256_gcm;
    static constexpr tscp::framing transport = tscp::framing::stream;
};
struct none : default_setup {
    using group = tscp::group_none;
    using aead = tscp::portable::aes128_ccm8;
};

}  // namespace

bool search_works() { return finds_what_is_left<default_setup>(); }

bool lives_by_psk() {
    bool clean = leaves_nothing<default_setup>("PSK, x25519, ChaCha20-Poly1305");
    clean = leaves_nothing<stream>("PSK, x25519, AES-256-GCM") && clean;
    return leaves_nothing<none>("PSK, none, AES-128-CCM-8") && clean;
}

}  // namespace wipe
