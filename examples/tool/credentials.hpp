// SPDX-License-Identifier: MIT
// What an end proves itself by: the options, and the keys that they name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "psk_file.hpp"
#include "tscp2_profile.hpp"

namespace tool {

/// The modes of docs/PROTOCOL.md that the tool speaks.
enum class proof : std::uint8_t { psk, static_keys, static_keys_and_psk };

/// How both commands were told to prove themselves.
struct credential_options {
    std::string psk_path;
    std::string key_path;
    std::string peer;
    std::string identity;
    std::string suites = default_suite;
    bool insecure_key_file = false;  ///< Also read key files that others can use.

    /// The one mode that is spoken: every key that was given is demanded. Precondition: `fault_of` is empty.
    [[nodiscard]] proof mode() const {
        if (key_path.empty()) { return proof::psk; }
        return psk_path.empty() ? proof::static_keys : proof::static_keys_and_psk;
    }
};

/// A sentence for options that do not go together; empty where they do.
std::string fault_of(const credential_options& options, bool is_client);

/// The keys of a PSK file. Throws std::runtime_error.
psk_file read_psk_file(const credential_options& options);
/// A private key of 32 bytes, as one line of hexadecimal. Throws std::runtime_error.
tscp2_key read_private_key(const std::string& path, bool insecure_key_file);
/// The peer's public key. Throws std::runtime_error where it is one's own. Precondition: `fault_of` is empty.
std::vector<std::uint8_t> read_peer_key(const credential_options& options, const tscp2_key& own);

/// A new key pair. Throws std::runtime_error where there are no random bytes.
tscp2_key draw_key();

}  // namespace tool
