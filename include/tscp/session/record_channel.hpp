// SPDX-License-Identifier: MIT
// An established session, whichever end of it: seals contents into records and opens records.
//
// A failed call says why and changes nothing, but where docs/PROTOCOL.md says "final": then the keys are wiped,
// `ended()` is true, and every later call answers `errc::session_ended`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/opened.hpp>
#include <tscp/session/replay_window.hpp>
#include <tscp/session/traffic_key.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
class record_channel {
protected:
    using suites = typename Profile::suites;
    using key = traffic_key<Profile>;
    static constexpr bool on_datagrams = Profile::transport == framing::datagram;

public:
    record_channel(record_channel&& other) noexcept = default;
    record_channel& operator=(record_channel&&) = delete;
    record_channel(const record_channel&) = delete;
    record_channel& operator=(const record_channel&) = delete;
    ~record_channel() = default;

    /// True after an error or an alert that ended the session, and in an object that was moved from.
    [[nodiscard]] bool ended() const noexcept { return !sealing_.alive(); }
    /// True once this end, or the peer, has closed its direction.
    [[nodiscard]] bool send_closed() const noexcept { return has(sent_close); }
    [[nodiscard]] bool receive_closed() const noexcept { return has(got_close); }
    /// True once a record of the peer was opened: it holds the keys too.
    [[nodiscard]] bool confirmed() const noexcept { return has(is_confirmed); }

    /// How much longer a record is than its content, at most.
    static constexpr std::size_t max_overhead = 3 + (on_datagrams ? max_cid_size : 0) + suites::max_tag_size;
    /// How much longer the next record is than its content.
    [[nodiscard]] std::size_t overhead() const noexcept { return header_size() + sealing_.tag_size(); }

    /// Appends a record with the content. Errors: `errc::session_ended`, `errc::direction_closed`,
    /// `errc::message_too_long` (above 16,384 bytes), `errc::buffer_too_small`, `errc::limit_reached` (the key's),
    /// `errc::limit_reached` (a snapshot's). `message` and the buffer must not overlap.
    result<void> seal(byte_view message, writer& out) noexcept {
        return seal_record(record_type::data, message, 0, out);
    }

    /// The same with `padding` more bytes, 1 at least, so that the record does not show the content's size.
    result<void> seal_padded(byte_view message, std::size_t padding, writer& out) noexcept {
        if (padding == 0) { return errc::out_of_range; }
        return seal_record(record_type::padded_data, message, padding, out);
    }

    /// Ends this end's direction: nothing is sealed after it.
    result<void> seal_close(writer& out) noexcept {
        const auto done = seal_record(record_type::close, {}, 0, out);
        if (done) { set(sent_close, true); }
        return done;
    }

    /// Ends the session: for the peer when it opens the record, for this end at once.
    result<void> seal_alert(alert_code code, writer& out) noexcept {
        const auto byte = static_cast<std::uint8_t>(code);
        const auto done = seal_record(record_type::alert, byte_view{&byte, 1}, 0, out);
        if (done) { end(); }
        return done;
    }

    /// Moves this direction to new keys. `errc::update_not_allowed`: not before the peer has used the present ones;
    /// else those of seal.
    result<void> seal_key_update(writer& out) noexcept {
        if (const auto done = may_seal(0, out); !done) { return done; }
        if (!has(may_update)) { return errc::update_not_allowed; }
        if (has(reserving)) { return errc::limit_reached; }
        advance_sealing();
        return seal_record(record_type::key_update, {}, 0, out);
    }

    /// Opens a record in place; see the other `open`.
    result<opened_record> open(byte_span record_bytes) noexcept { return open_into(record_bytes, record_bytes, true); }

    /// Opens one whole record; `out` has room for its content. Errors: `errc::session_ended`; `errc::malformed_record`,
    /// `errc::wrong_epoch`, `errc::not_authentic`: final on streams, dropped on datagrams; there also
    /// `errc::unexpected_message`, `errc::wrong_connection_id`, `errc::replayed`, `errc::limit_reached`, all
    /// dropped; `errc::limit_reached` (too many forgeries), `errc::protocol_violation`: final;
    /// `errc::buffer_too_small`, which changes nothing.
    result<opened_record> open(byte_view record_bytes, byte_span out) noexcept {
        return open_into(record_bytes, out, false);
    }

    /// What the end of the transport means: success after the peer's close, else `errc::truncated`.
    [[nodiscard]] result<void> end_of_stream() const noexcept {
        if (has(got_close)) { return {}; }
        return errc::truncated;
    }

    /// How many numbers below the highest opened_record are missing, over all epochs; 65,535 stands for that and more.
    /// What was lost at the end of an earlier epoch is not seen.
    [[nodiscard]] std::size_t lost_records() const noexcept { return sealing_.owner_bits() & lost_mask; }

    /// Wipes the keys.
    void end() noexcept {
        sealing_.wipe_keys();
        opening_.wipe_keys();
    }

protected:
    record_channel(key&& sealing, key&& opening, byte_view own_cid, byte_view peer_cid) noexcept
        : sealing_{std::move(sealing)}, opening_{std::move(opening)} {
        copy_bytes(own_cid, own_cid_);
        copy_bytes(peer_cid, peer_cid_);
        sealing_.set_owner_bits(static_cast<std::uint32_t>(peer_cid.size()) << cid_shift);
    }

    // The channel's own state, in the owner's bits of the sealing key: 16 bits of losses, 4 of the peer's cid size,
    // and flags. The opening key's hold the count of failures.
    static constexpr std::uint32_t lost_mask = 0xffff;
    static constexpr unsigned cid_shift = 16;
    static constexpr std::uint32_t is_confirmed = 1U << 20U;
    static constexpr std::uint32_t may_update = 1U << 21U;
    static constexpr std::uint32_t sent_close = 1U << 22U;
    static constexpr std::uint32_t got_close = 1U << 23U;
    static constexpr std::uint32_t wide_number = 1U << 24U;
    static constexpr std::uint32_t reserving = 1U << 25U;

    [[nodiscard]] bool has(std::uint32_t flag) const noexcept { return (sealing_.owner_bits() & flag) != 0; }
    void set(std::uint32_t flag, bool on) noexcept {
        const std::uint32_t bits = sealing_.owner_bits();
        sealing_.set_owner_bits(on ? bits | flag : bits & ~flag);
    }
    [[nodiscard]] byte_view peer_cid() const noexcept {
        return byte_view{peer_cid_}.first((sealing_.owner_bits() >> cid_shift) & 0x0fU);
    }
    [[nodiscard]] byte_view own_cid() const noexcept { return {own_cid_.data(), Profile::cid_size}; }

    result<void> seal_record(record_type type, byte_view content, std::size_t padding, writer& out) noexcept {
        if (content.size() > max_content_size || padding > max_content_size - content.size()) {
            return ended() ? errc::session_ended : errc::message_too_long;
        }
        const std::size_t size = content.size() + padding;
        if (const auto done = may_seal(size, out); !done) { return done; }
        if (update_is_due()) { advance_sealing(); }
        const std::uint64_t number = sealing_.number();
        if (number >= sealing_.seal_limit()) { return errc::limit_reached; }
        if (has(reserving) && sealing_.reserved() == 0) { return errc::limit_reached; }

        const auto header = out.reserve(header_size());
        const auto body = out.reserve(size + sealing_.tag_size());
        if (!header || !body) { return errc::buffer_too_small; }
        write_header(type, body->size(), number, *header);
        if (padding == 0) {
            sealing_.seal(number, *header, content, *body);
        } else {
            const byte_span inner = body->first(size);
            copy_bytes(content, inner);
            inner[content.size()] = 1;
            for (std::uint8_t& byte : inner.subspan(content.size() + 1)) { byte = 0; }
            sealing_.seal(number, *header, inner, *body);
        }
        sealing_.set_sequence_number(number + 1);
        if (has(reserving)) { sealing_.set_reserved(sealing_.reserved() - 1); }
        set(wide_number, false);
        return {};
    }

    key sealing_;
    key opening_;
    replay_window<Profile::replay_window_bits> window_;
    std::array<std::uint8_t, Profile::cid_size == 0 ? 1 : Profile::cid_size> own_cid_{};
    std::array<std::uint8_t, max_cid_size> peer_cid_{};

private:
    // One byte tells numbers apart up to 128 behind the newest: who set up a wider window wants late records.
    [[nodiscard]] bool uses_wide_number() const noexcept {
        return Profile::replay_window_bits > 128 || has(wide_number) || sealing_.number() % 64 == 63;
    }

    [[nodiscard]] std::size_t header_size() const noexcept {
        if constexpr (on_datagrams) { return 1 + peer_cid().size() + (uses_wide_number() ? 2U : 1U); }
        return 3;
    }

    // Everything that is known before a number or a key is touched. An update may make the header shorter, not longer.
    [[nodiscard]] result<void> may_seal(std::size_t size, const writer& out) const noexcept {
        if (ended()) { return errc::session_ended; }
        if (has(sent_close)) { return errc::direction_closed; }
        if (out.remaining() < header_size() + size + sealing_.tag_size()) { return errc::buffer_too_small; }
        return {};
    }

    void write_header(record_type type, std::size_t length, std::uint64_t number, byte_span header) const noexcept {
        header[0] = record::first_byte(type, sealing_.epoch());
        if constexpr (on_datagrams) {
            const byte_view cid = peer_cid();
            if (!cid.empty()) { header[0] |= record::cid_bit; }
            if (header.size() == cid.size() + 3) {
                header[0] |= record::wide_bit;
                header[header.size() - 2] = static_cast<std::uint8_t>(number >> 8U);
            }
            copy_bytes(cid, header.subspan(1));
            header[header.size() - 1] = static_cast<std::uint8_t>(number);
        } else {
            header[1] = static_cast<std::uint8_t>(length >> 8U);
            header[2] = static_cast<std::uint8_t>(length);
        }
    }

    // At half a limit, of what this end sealed or of what failed to open.
    [[nodiscard]] bool update_is_due() const noexcept {
        return has(may_update) && !has(reserving) &&
               (sealing_.number() >= sealing_.seal_limit() / 2 || opening_.owner_bits() >= opening_.open_limit() / 2);
    }

    void advance_sealing() noexcept {
        key following = sealing_.next();
        sealing_.replace_with(following);
        set(may_update, false);
    }

    result<opened_record> fail(errc why) noexcept {
        if constexpr (!on_datagrams) { end(); }
        return why;
    }
    result<opened_record> fail_for_good(errc why) noexcept {
        end();
        return why;
    }

    result<opened_record> open_into(byte_view bytes, byte_span out, bool in_place) noexcept {
        if (ended()) { return errc::session_ended; }
        if (kind_of(bytes) != message_kind::record) { return fail(errc::unexpected_message); }
        if (!on_datagrams && has(got_close)) { return fail(errc::protocol_violation); }
        const std::size_t tag = opening_.tag_size();
        const auto read = on_datagrams ? record::read_datagram(bytes, own_cid(), tag) : record::read_stream(bytes, tag);
        if (!read) { return fail(read.error()); }
        const std::size_t size = read->sealed.size() - tag;
        if (in_place) { out = out.subspan(read->header.size()); }
        if (out.size() < size) { return errc::buffer_too_small; }
        out = out.first(size);

        const unsigned ahead = (read->epoch - opening_.epoch()) & 3U;
        if (ahead == 0) {
            const std::uint64_t number = number_of(*read, opening_.number());
            if (const errc why = judge(number); why != errc::none) { return why; }
            if (!opening_.open(number, read->header, read->sealed, out)) { return count_failure(); }
            return accept(*read, number, out);
        }
        if (ahead == 3) { return fail(errc::wrong_epoch); }
        if (has(got_close)) { return fail(errc::replayed); }
        if (has(reserving)) { return errc::limit_reached; }
        key following = opening_.next();
        if (ahead == 2) {
            key after_it = following.next();
            following.replace_with(after_it);
        }
        const std::uint64_t number = number_of(*read, 0);
        if (!following.open(number, read->header, read->sealed, out)) { return count_failure(); }
        opening_.replace_with(following);
        opening_.set_owner_bits(0);
        window_.clear();
        return accept(*read, number, out);
    }

    [[nodiscard]] static std::uint64_t number_of(const record& read, std::uint64_t expected) noexcept {
        return on_datagrams ? reconstruct_sequence_number(expected, read.number, read.number_bits) : expected;
    }

    [[nodiscard]] errc judge(std::uint64_t number) const noexcept {
        if constexpr (on_datagrams) {
            const std::uint64_t next = opening_.number();
            if (number >= key::max_sequence_number || !window_.admits(number, next)) { return errc::replayed; }
            if (has(got_close) && number >= next) { return errc::replayed; }
            if (has(reserving) && number >= next && number - next >= opening_.reserved()) {
                return errc::limit_reached;
            }
        }
        return errc::none;
    }

    result<opened_record> count_failure() noexcept {
        if constexpr (!on_datagrams) { return fail(errc::not_authentic); }
        opening_.set_owner_bits(opening_.owner_bits() + 1);
        if (opening_.owner_bits() >= opening_.open_limit()) { return fail_for_good(errc::limit_reached); }
        return errc::not_authentic;
    }

    // The tag has verified: the window moves, and the content is taken for what its type says.
    result<opened_record> accept(const record& read, std::uint64_t number, byte_span content) noexcept {
        const std::uint64_t next = opening_.number();
        const bool newest = number >= next;
        if constexpr (on_datagrams) {
            note_losses(number, next);
            window_.mark(number, next);
        }
        if (newest) {
            if (has(reserving)) {
                opening_.set_reserved(opening_.reserved() - static_cast<unsigned>(number + 1 - next));
            }
            opening_.set_sequence_number(number + 1);
        }
        set(is_confirmed, true);
        const bool reply_required = opening_.epoch() == ((sealing_.epoch() + 1U) & 3U) && !has(sent_close);
        if (reply_required) { advance_sealing(); }
        if (opening_.epoch() == sealing_.epoch()) { set(may_update, true); }

        switch (read.type) {
            case record_type::data: return opened_record{record_event::data, content, reply_required, newest};
            case record_type::padded_data: {
                std::size_t size = content.size();
                while (size > 0 && content[size - 1] == 0) { --size; }
                if (size == 0 || content[size - 1] != 1) { return fail_for_good(errc::protocol_violation); }
                return opened_record{record_event::data, content.first(size - 1), reply_required, newest};
            }
            case record_type::close:
                if (!content.empty()) { return fail_for_good(errc::protocol_violation); }
                set(got_close, true);
                return opened_record{record_event::close, {}, reply_required, newest};
            case record_type::key_update:
                if (!content.empty()) { return fail_for_good(errc::protocol_violation); }
                return opened_record{record_event::key_update, {}, reply_required, newest};
            case record_type::ticket: return opened_record{record_event::ticket, content, reply_required, newest};
            case record_type::alert:
                if (content.size() != 1) { return fail_for_good(errc::protocol_violation); }
                end();
                return opened_record{record_event::alert, content, false, newest};
        }
        return fail_for_good(errc::protocol_violation);
    }

    void note_losses(std::uint64_t number, std::uint64_t next) noexcept {
        const std::uint64_t bits = sealing_.owner_bits();
        std::uint64_t lost = bits & lost_mask;
        if (number >= next) {
            lost += number - next;
            if (lost > lost_mask) { lost = lost_mask; }
        } else if (lost > 0 && lost < lost_mask) {
            --lost;
        }
        sealing_.set_owner_bits(static_cast<std::uint32_t>((bits & ~std::uint64_t{lost_mask}) | lost));
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
