// SPDX-License-Identifier: MIT
// The lives over finite fields.
#include "lives.hpp"

namespace wipe {
namespace {

struct small_field : default_setup {
    using group = tscp::ffdhe2048<tscp::portable::integer<2048>>;
};
struct large_field : default_setup {
    using group = tscp::ffdhe3072<tscp::portable::integer<3072>>;
    using aead = tscp::portable::aes128_ccm;
};

}  // namespace

bool lives_over_ffdhe() {
    const bool clean = leaves_nothing<small_field>("PSK, ffdhe2048, ChaCha20-Poly1305");
    return leaves_nothing<large_field>("PSK, ffdhe3072, AES-128-CCM") && clean;
}

}  // namespace wipe
