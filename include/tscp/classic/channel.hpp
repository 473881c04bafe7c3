// SPDX-License-Identifier: MIT
// An established session:  message = hex(encrypt(FROM_ID:TO_ID:DATA)) : check(FROM_ID:TO_ID:DATA)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/classic/hey.hpp>
#include <tscp/classic/received.hpp>
#include <tscp/classic/session_cipher.hpp>
#include <tscp/classic/session_id.hpp>
#include <tscp/classic/suite.hpp>
#include <tscp/classic/utf8.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// One end of a session, made by a client or a server. `Crypto` names `hash` and `block_cipher`.
/// It keeps no counter: a message that is played back is read again, as by the original.
/// A channel that was moved from is over: it says `errc::state_consumed`.
template <class Dialect, class Crypto, role Own>
class channel {
    using check = typename Dialect::template check<typename Crypto::hash>;

public:
    using cipher = session_cipher<typename Crypto::block_cipher>;

    /// The longest "FROM_ID:TO_ID:DATA".
    static constexpr std::size_t max_inner_size = 65535;
    /// The longest data that every session can carry.
    static constexpr std::size_t max_data_size = max_inner_size - 2 * (session_id::max_size + 1);

    channel(const session_ids& ids, cipher&& keyed) noexcept : ids_{ids}, cipher_{std::move(keyed)} {}

    /// False where the channel was moved from.
    [[nodiscard]] bool has_keys() const noexcept { return cipher_.has_key(); }
    [[nodiscard]] suite chosen_suite() const noexcept { return cipher_.chosen(); }
    [[nodiscard]] const session_ids& ids() const noexcept { return ids_; }

    /// The size of the longest message that carries `data_size` bytes, for the caller's buffer.
    [[nodiscard]] static constexpr std::size_t max_message_size(std::size_t data_size) noexcept {
        return 2 * (data_size + max_head_size + 16) + 1 + check::max_size;
    }

    /// Appends a message with the data. Errors: `errc::state_consumed`, `errc::buffers_overlap` (data in the part of
    /// the buffer that is not written yet), `errc::message_too_long`, `errc::not_text` (not UTF-8),
    /// `errc::data_has_separator` (':'), `errc::data_has_nul` and `errc::data_not_ascii` (under AES: what its padding
    /// cannot carry), `errc::buffer_too_small`; nothing changes then.
    result<void> write_message(byte_view data, writer& out) const noexcept {
        if (!has_keys()) { return errc::state_consumed; }
        if (overlap(data, out.unwritten())) { return errc::buffers_overlap; }
        if (data.size() > max_data_size) { return errc::message_too_long; }
        if (!is_text(data)) { return errc::not_text; }
        for (const std::uint8_t byte : data) {
            if (byte == ':') { return errc::data_has_separator; }
        }
        std::array<std::uint8_t, max_head_size> head_buffer;
        writer head{head_buffer};
        if (const auto done = write_head(head); !done) { return done; }
        const auto encrypted_size = cipher_.encrypted_size(head.size(), data);
        if (!encrypted_size) { return encrypted_size.error(); }

        write_transaction message{out};
        const auto digits = out.reserve(2 * *encrypted_size);
        if (!digits) { return digits.error(); }
        // The text lies in the last half of the digits' place: digits written from the front never reach unread bytes.
        const byte_span inner = digits->subspan(*encrypted_size);
        copy_bytes(head.written(), inner);
        copy_bytes(data, inner.subspan(head.size()));
        const std::size_t inner_size = head.size() + data.size();
        if (const auto done = out.write_u8(':'); !done) { return done; }
        if (const auto done = check::write_to(inner.first(inner_size), out); !done) { return done; }
        if (const auto done = cipher_.encrypt(inner, inner_size); !done) { return done; }
        tscp::detail::write_hex_digits(inner, *digits);
        message.commit();
        return {};
    }

    /// Reads a message; `out` takes the decrypted text and keeps the data alone, so it needs room for half the message.
    /// Errors: `errc::state_consumed`, `errc::buffers_overlap` (the message in the part of the buffer that is not
    /// written yet), `errc::message_too_long`, `errc::buffer_too_small`; what is wrong with the message itself is its
    /// status.
    result<received> read_message(byte_view message, writer& out) const noexcept {
        if (!has_keys()) { return errc::state_consumed; }
        if (overlap(message, out.unwritten())) { return errc::buffers_overlap; }
        constexpr received unreadable_message{status::unreadable, {}};
        reader fields{message};
        const auto digits = fields.read_until(':');
        const byte_view sent_check = fields.rest();
        if (!digits || fields.read_until(':')) { return unreadable_message; }
        if (digits->size() / 2 > max_inner_size + 16) { return errc::message_too_long; }

        write_transaction text{out};
        const std::size_t start = out.size();
        if (const auto done = read_hex(*digits, out); !done) {
            if (done.error() == errc::buffer_too_small) { return done.error(); }
            return unreadable_message;
        }
        const byte_span buffer = out.written_from(start);
        const auto inner_size = cipher_.decrypt(buffer);
        if (!inner_size) { return unreadable_message; }
        if (*inner_size > max_inner_size) { return errc::message_too_long; }

        const byte_view inner = buffer.first(*inner_size);
        reader parts{inner};
        const auto from = parts.read_until(':');
        const auto to = parts.read_until(':');
        const byte_view data = parts.rest();
        if (!from || !to || parts.read_until(':')) { return unreadable_message; }

        const status how =
            judge(Own == role::server ? *from : *to, Own == role::server ? *to : *from, inner, sent_check);
        copy_bytes(data, buffer);
        text.commit();
        out.roll_back(start + data.size());
        return received{how, buffer.first(data.size())};
    }

private:
    static constexpr std::size_t max_head_size = 2 * (session_id::max_size + 1);

    // "FROM_ID:TO_ID:"
    result<void> write_head(writer& out) const noexcept {
        const session_id& own = Own == role::client ? ids_.client : ids_.server;
        const session_id& peer = Own == role::client ? ids_.server : ids_.client;
        return detail::write_fields(
            out, [&](writer& to) noexcept { return own.write_to(to); },
            [&](writer& to) noexcept { return peer.write_to(to); }, detail::bytes_field({}));
    }

    // The checks in the original's order.
    [[nodiscard]] status judge(byte_view client, byte_view server, byte_view inner,
                               byte_view sent_check) const noexcept {
        if (!ids_.client.is(client)) { return status::wrong_client; }
        if (!ids_.server.is(server)) { return status::wrong_server; }
        std::array<std::uint8_t, check::max_size> expected_buffer;
        writer expected{expected_buffer};
        if (!check::write_to(inner, expected) || !equal_constant_time(expected.written(), sent_check)) {
            return status::wrong_check;
        }
        return status::ok;
    }

    session_ids ids_;
    cipher cipher_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
