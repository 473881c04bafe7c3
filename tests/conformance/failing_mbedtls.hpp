// SPDX-License-Identifier: MIT
// Mbed TLS with failures on demand: the linker leads the backend's calls here (--wrap), and from here to the library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <psa/crypto.h>

namespace test::vendor {

/// Counts the calls of Mbed TLS that the backend makes, and lets one of them fail. A call that fails has done its work
/// before, so that its output is what a careless accelerator leaves; but for psa_import_key, which has made no key.
struct script {
    std::size_t calls = 0;               ///< Calls so far.
    std::size_t fails_at = 0;            ///< The number of the call that fails, from 1 on; 0: none.
    psa_status_t reason = PSA_SUCCESS;   ///< What it returns.
    std::size_t keys = 0;                ///< Keys that Mbed TLS holds.
    std::size_t initializations = 0;     ///< Calls of psa_crypto_init.
    bool gives_zero_secrets = false;     ///< A key agreement succeeds with a secret of zeros.
    bool gives_short_output = false;     ///< Output is reported as one byte short.
    std::vector<std::uint8_t> imported;  ///< The key that was imported last.
};

/// Begins anew: the call numbered `fails_at` from here on fails by `reason`.
script& begin(std::size_t fails_at = 0, psa_status_t reason = PSA_SUCCESS);

/// The present script.
script& present();

/// How many calls of Mbed TLS an action makes, where none fails. The last of an operation with a key destroys it.
template <class Action>
std::size_t calls_of(const Action& action) {
    begin();
    action();
    return present().calls;
}

}  // namespace test::vendor
