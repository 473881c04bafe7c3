// SPDX-License-Identifier: MIT
// The client's side of a handshake with the keys that it needs, and no longer than it needs them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "credentials.hpp"

namespace tool {

class client_handshake {
public:
    /// Reads the keys. Throws std::runtime_error, with a sentence. Precondition: `fault_of` is empty.
    explicit client_handshake(const credential_options& options);
    client_handshake(const client_handshake&) = delete;
    client_handshake& operator=(const client_handshake&) = delete;
    ~client_handshake() = default;

    /// Gives the Hello, and gives up the PSK. Throws std::runtime_error where there are no random bytes.
    std::vector<std::uint8_t> write_hello();

    /// Reads the server's answer, once.
    tscp::result<tscp::client_session<tscp2_profile>> read_hey(tscp::byte_view message);

private:
    tscp::client<tscp2_profile> make_client();

    proof mode_;
    std::string identity_;
    std::vector<std::uint8_t> suites_;
    secret_bytes psk_;
    std::optional<tscp2_key> own_;
    std::vector<std::uint8_t> server_key_;
    tscp2_profile::random random_;
    tscp::waiting_client<tscp2_profile> waiting_;
};

}  // namespace tool
