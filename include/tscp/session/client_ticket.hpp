// SPDX-License-Identifier: MIT
// A ticket at the client: what it needs to resume. docs/PROTOCOL.md, "Tickets".
//
//     ticket record = lifetime(4) | flags(1) | number(8) | ticket(1..255)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/opened_record.hpp>
#include <tscp/session/secrets.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Use it once. It holds a key: store it as secrets are stored. An empty one, or one that was moved from, resumes
/// nothing: the client answers `errc::state_consumed`.
class client_ticket {
    static constexpr std::size_t stored_head_size = 1 + 1 + 4 + 32 + 1;

public:
    static constexpr std::size_t head_size = 4 + 1 + 8;
    static constexpr std::size_t max_record_size = head_size + 255;
    /// What `write_to` appends at most: format(1) | flags(1) | lifetime(4) | psk(32) | len(1) ticket.
    static constexpr std::size_t max_stored_size = stored_head_size + 255;

    client_ticket() noexcept = default;
    client_ticket(client_ticket&& other) noexcept { take(other); }
    client_ticket& operator=(client_ticket&& other) noexcept {
        if (this != &other) { take(other); }
        return *this;
    }
    client_ticket(const client_ticket&) = delete;
    client_ticket& operator=(const client_ticket&) = delete;
    ~client_ticket() = default;

    /// The ticket in a ticket record of the session with these secrets, which move on: tickets come with rising
    /// numbers, some may be lost. Errors: `errc::ticket_outdated` (a newer one of the session was taken: ignore it),
    /// `errc::malformed_ticket` (also where the record was no ticket), `errc::state_consumed` (no secrets),
    /// `errc::protocol_violation` (a number above 254: the session must end, as client_session::read_ticket does).
    template <class Hash>
    static result<client_ticket> parse(ticket_record record, session_secrets<Hash>& secrets) noexcept {
        return result<client_ticket>{detail::fill_in_place,
                                     [&](client_ticket& ticket) noexcept { return ticket.assign(record, secrets); }};
    }
    /// The same in place of the ticket that was here, which stays after an error.
    template <class Hash>
    errc assign(ticket_record record, session_secrets<Hash>& secrets) noexcept {
        if (record.size() <= head_size || record.size() > max_record_size) { return errc::malformed_ticket; }
        if (read_big_endian32(record.data() + 5) != 0 || read_big_endian32(record.data() + 9) >= max_session_tickets) {
            return errc::protocol_violation;
        }
        const errc error = secrets.take_ticket_psk(record[head_size - 1], psk_);
        if (error != errc::none) { return error; }
        lifetime_ = read_big_endian32(record.data());
        group_none_ = (record[4] & 1U) != 0;
        set_bytes(record.subspan(head_size));
        return errc::none;
    }

    /// Appends the ticket, for storage. Errors: `errc::state_consumed`, `errc::buffer_too_small`.
    result<void> write_to(writer& out) const noexcept {
        if (!usable()) { return errc::state_consumed; }
        if (out.remaining() < stored_head_size + size_) { return errc::buffer_too_small; }
        const byte_span head = out.take(stored_head_size);
        head[0] = stored_format;
        head[1] = group_none_ ? 1 : 0;
        write_big_endian32(lifetime_, head.data() + 2);
        copy_bytes(psk_.reveal(), head.subspan(6));
        head[38] = size_;
        copy_bytes(bytes(), out.take(size_));
        return {};
    }

    /// The ticket that `write_to` stored, and no byte more or less. `errc::malformed_ticket`. Damage to key or ticket
    /// is not seen here: the server refuses such a one.
    static result<client_ticket> from_stored(byte_view stored) noexcept {
        return result<client_ticket>{detail::fill_in_place, [&](client_ticket& ticket) noexcept {
                                         if (stored.size() < stored_head_size || stored[0] != stored_format ||
                                             stored[1] > 1 || stored[38] == 0 ||
                                             stored.size() - stored_head_size != stored[38]) {
                                             return errc::malformed_ticket;
                                         }
                                         ticket.set_bytes(stored.subspan(stored_head_size));
                                         ticket.group_none_ = stored[1] != 0;
                                         ticket.lifetime_ = read_big_endian32(stored.data() + 2);
                                         copy_bytes(stored.subspan(6, 32), ticket.psk_.overwrite());
                                         return errc::none;
                                     }};
    }

    /// False where there is no ticket.
    [[nodiscard]] bool usable() const noexcept { return size_ != 0; }
    /// The identity of the next Hello.
    [[nodiscard]] byte_view bytes() const& noexcept { return byte_view{bytes_}.first(size_); }
    byte_view bytes() const&& = delete;
    [[nodiscard]] byte_view reveal_psk() const& noexcept { return psk_.reveal(); }
    byte_view reveal_psk() const&& = delete;
    /// In seconds from when it came.
    [[nodiscard]] std::uint32_t lifetime() const noexcept { return lifetime_; }
    /// True where the server lets it be used without Diffie–Hellman.
    [[nodiscard]] bool group_none() const noexcept { return group_none_; }

private:
    static constexpr std::uint8_t stored_format = 1;

    void take(client_ticket& other) noexcept {
        psk_.take(other.psk_);
        set_bytes(other.bytes());
        lifetime_ = other.lifetime_;
        group_none_ = other.group_none_;
        other.size_ = 0;
    }

    // Precondition: at most 255 bytes.
    void set_bytes(byte_view ticket) noexcept {
        copy_bytes(ticket, bytes_);
        size_ = static_cast<std::uint8_t>(ticket.size());
    }

    secret<32> psk_{};
    std::uint8_t bytes_[255];  // the first size_ of them count
    std::uint32_t lifetime_ = 0;
    std::uint8_t size_ = 0;
    bool group_none_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
