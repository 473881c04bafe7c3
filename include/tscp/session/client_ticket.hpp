// SPDX-License-Identifier: MIT
// A ticket at the client: what it needs to resume.  Ticket record = lifetime(4) | flags(1) | nonce(8) | ticket(1..255)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/session/secrets.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Use it once. It holds a key: store it as secrets are stored.
class client_ticket {
public:
    static constexpr std::size_t head_size = 4 + 1 + 8;
    static constexpr std::size_t max_record_size = head_size + 255;

    client_ticket(client_ticket&& other) noexcept
        : psk_{std::move(other.psk_)},
          bytes_{other.bytes_},
          lifetime_{other.lifetime_},
          size_{std::exchange(other.size_, std::uint8_t{0})},
          group_none_{other.group_none_} {}
    client_ticket& operator=(client_ticket&& other) noexcept {
        psk_ = std::move(other.psk_);
        bytes_ = other.bytes_;
        lifetime_ = other.lifetime_;
        group_none_ = other.group_none_;
        size_ = std::exchange(other.size_, std::uint8_t{0});
        return *this;
    }
    client_ticket(const client_ticket&) = delete;
    client_ticket& operator=(const client_ticket&) = delete;
    ~client_ticket() = default;

    /// The ticket in the content of a ticket record of the session with these secrets. `errc::malformed_ticket`.
    template <class Hash>
    static result<client_ticket> read(byte_view content, const session_secrets<Hash>& secrets) noexcept {
        if (content.size() <= head_size || content.size() > max_record_size) { return errc::malformed_ticket; }
        client_ticket ticket;
        for (std::size_t i = 0; i < 4; ++i) { ticket.lifetime_ = ticket.lifetime_ << 8U | content[i]; }
        ticket.group_none_ = (content[4] & 1U) != 0;
        secrets.ticket_psk(content.subspan(5, 8), ticket.psk_.overwrite());
        copy_bytes(content.subspan(head_size), ticket.bytes_);
        ticket.size_ = static_cast<std::uint8_t>(content.size() - head_size);
        return ticket;
    }

    /// The ticket that was stored as these parts. `errc::malformed_ticket`.
    static result<client_ticket> from_parts(byte_view ticket_bytes, byte_view psk, bool group_none,
                                            std::uint32_t lifetime) noexcept {
        if (ticket_bytes.empty() || ticket_bytes.size() > 255 || psk.size() != 32) { return errc::malformed_ticket; }
        client_ticket ticket;
        copy_bytes(ticket_bytes, ticket.bytes_);
        copy_bytes(psk, ticket.psk_.overwrite());
        ticket.size_ = static_cast<std::uint8_t>(ticket_bytes.size());
        ticket.group_none_ = group_none;
        ticket.lifetime_ = lifetime;
        return ticket;
    }

    /// The identity of the next Hello.
    [[nodiscard]] byte_view bytes() const noexcept { return byte_view{bytes_}.first(size_); }
    [[nodiscard]] byte_view reveal_psk() const noexcept { return psk_.reveal(); }
    /// In seconds from when it came.
    [[nodiscard]] std::uint32_t lifetime() const noexcept { return lifetime_; }
    /// True where the server lets it be used without Diffie–Hellman.
    [[nodiscard]] bool group_none() const noexcept { return group_none_; }

private:
    client_ticket() noexcept = default;

    secret<32> psk_;
    std::array<std::uint8_t, 255> bytes_{};
    std::uint32_t lifetime_ = 0;
    std::uint8_t size_ = 0;
    bool group_none_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
