// SPDX-License-Identifier: MIT
// The tool's keys: PSK files, private keys, and the directory that a server looks identities up in.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tscp2_profile.hpp"

namespace tool {

/// A file with one line of hexadecimal, a key for every identity, or with lines `identity hexkey`.
struct psk_file {
    /// Throws std::runtime_error, with a sentence, for a file that cannot be read or has another form.
    static psk_file read(const std::string& path);
    /// The key of an identity; empty where there is none.
    [[nodiscard]] tscp::byte_view find(const std::string& identity) const;

    std::map<std::string, std::vector<std::uint8_t>> keys;  // under "" the one for every identity
};

/// A private key of 32 bytes, as one line of hexadecimal. Throws std::runtime_error.
tscp2_key read_private_key(const std::string& path);
/// A public key, 64 hexadecimal digits. Throws std::runtime_error.
std::vector<std::uint8_t> read_public_key(const std::string& digits);

/// How both commands were told to prove themselves.
struct credential_options {
    std::string psk_path;
    std::string key_path;
    std::string peer;
    std::string identity;
    std::string suites = default_suite;
};

/// What a server knows.
class tscp2_directory {
public:
    explicit tscp2_directory(const credential_options& options);

    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept;
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept;
    [[nodiscard]] const tscp2_key& own_key() const noexcept { return own_; }

private:
    std::optional<psk_file> psks_;
    bool has_peer_ = false;
    tscp2_key own_;
    std::vector<std::uint8_t> peer_;
    std::string name_;
};

/// `tscp keygen`: writes a new secret, readable by its owner alone; with `is_key` prints the public key.
int generate_key(const std::string& path, bool is_key);

}  // namespace tool
