// SPDX-License-Identifier: MIT
// What a server of the tool knows of its clients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "credentials.hpp"

namespace tool {

/// Serves the one mode of its options, and nobody by another.
class tscp2_directory {
public:
    /// Throws std::runtime_error, with a sentence, for keys that cannot be read. Precondition: `fault_of` is empty.
    explicit tscp2_directory(const credential_options& options);

    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept;
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept;
    [[nodiscard]] const tscp2_key& own_key() const noexcept { return own_; }

private:
    [[nodiscard]] tscp::byte_view psk_of(tscp::byte_view identity) const noexcept;

    proof mode_;
    std::optional<psk_file> psks_;
    tscp2_key own_;  // in mode proof::psk one that nobody is told
    std::vector<std::uint8_t> peer_;
    std::string name_;
};

}  // namespace tool
