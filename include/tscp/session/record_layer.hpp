// SPDX-License-Identifier: MIT
// An established session, whichever end of it: seals contents into records and opens records. It asks the states what
// may be done, calls the keys, and tells the states what was done.
//
// A failed call says why and changes nothing, but where docs/PROTOCOL.md says "final": then the keys are wiped,
// `ended()` is true, and every later call answers `errc::session_ended`. An object that was moved from, or never held a
// session, answers `errc::state_consumed`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/session/direction_keys.hpp>
#include <tscp/session/opened_record.hpp>
#include <tscp/session/receive_state.hpp>
#include <tscp/session/send_state.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
class handshake_secrets;

template <class Profile>
class record_layer {
protected:
    using suites = typename Profile::suites;
    static constexpr bool on_datagrams = Profile::transport == framing::datagram;
    using receive_type = receive_state<Profile::transport, Profile::replay_window_bits>;

public:
    record_layer(const record_layer&) = delete;
    record_layer& operator=(const record_layer&) = delete;

    /// False before a session, after its end, and in an object that was moved from.
    [[nodiscard]] bool has_keys() const noexcept { return receive_.status() == session_status::live; }
    /// True after an error or an alert that ended the session.
    [[nodiscard]] bool ended() const noexcept { return !has_keys(); }
    /// True once this end, or the peer, has closed its direction.
    [[nodiscard]] bool send_closed() const noexcept { return send_.closed(); }
    [[nodiscard]] bool receive_closed() const noexcept { return receive_.closed(); }
    /// True once a record of the peer was opened: it holds the keys too.
    [[nodiscard]] bool confirmed() const noexcept { return receive_.confirmed(); }

    /// How much longer a record is than its content, at most, and the most that lies before the content.
    static constexpr std::size_t max_header_size = on_datagrams ? 3 + max_cid_size : record::stream_header_size;
    static constexpr std::size_t max_overhead = max_header_size + suites::max_tag_size;
    /// How much longer the next record is than its content.
    [[nodiscard]] std::size_t overhead() const noexcept { return header_size(false) + tag_size(); }

    /// Appends a record with the content. Errors: `errc::session_ended`, `errc::direction_closed`,
    /// `errc::message_too_long` (above 16,384 bytes), `errc::buffer_too_small`, `errc::limit_reached` (the key's),
    /// `errc::buffers_overlap` (the message lies where the record would: `seal_in_place` is for that).
    result<void> seal(byte_view message, writer& out) noexcept {
        return seal_record(record_type::data, message, 0, out);
    }

    /// The same with `padding` more bytes, 1 at least, so that the record does not show the content's size.
    result<void> seal_padded(byte_view message, std::size_t padding, writer& out) noexcept {
        if (padding == 0) { return errc::out_of_range; }
        return seal_record(record_type::padded_data, message, padding, out);
    }

    /// Seals `message` where it lies in `buffer`, and gives the record, which lies there too. Errors: those of seal;
    /// `errc::buffer_too_small` (the header does not fit before it or the tag behind it: max_header_size and
    /// suites::max_tag_size bytes are enough), `errc::out_of_range` (the message lies elsewhere).
    result<byte_view> seal_in_place(byte_span message, stored_span buffer) noexcept;

    /// Ends this end's direction: nothing is sealed after it.
    result<void> seal_close(writer& out) noexcept {
        const auto done = seal_record(record_type::close, {}, 0, out);
        if (done) { send_.mark_closed(); }
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
    result<void> seal_key_update(writer& out) noexcept { return seal_record(record_type::key_update, {}, 0, out); }

    /// What the end of the transport means: success after the peer's close, else `errc::truncated`.
    [[nodiscard]] result<void> end_of_stream() const noexcept {
        if (receive_closed()) { return {}; }
        return errc::truncated;
    }

    /// How many numbers below the highest opened never came, over all epochs; 65,535 stands for that and more. What was
    /// lost at the end of an earlier epoch is not seen.
    [[nodiscard]] std::size_t lost_records() const noexcept { return receive_.lost_records(); }

    /// Wipes the keys.
    void end() noexcept {
        if (has_keys()) { receive_.set_status(session_status::ended); }
        sending_.clear();
        receiving_.clear();
    }

protected:
    template <class>
    friend class handshake_secrets;

    record_layer() noexcept = default;
    ~record_layer() = default;

    /// Takes the other's session in place of its own, and leaves the other without.
    void take(record_layer& other) noexcept {
        sending_.take(other.sending_);
        receiving_.take(other.receiving_);
        send_ = other.send_;
        receive_ = other.receive_;
        own_cid_ = other.own_cid_;
        peer_cid_ = other.peer_cid_;
        other.receive_.reset();
        other.receive_.set_status(session_status::none);
    }

    /// `errc::none` where there is a session.
    [[nodiscard]] errc check_live() const noexcept {
        switch (receive_.status()) {
            case session_status::live: return errc::none;
            case session_status::ended: return errc::session_ended;
            case session_status::none: break;
        }
        return errc::state_consumed;
    }

    /// For the handshake: the places of the two traffic secrets, 32 bytes each. Write them, then call `start`.
    [[nodiscard]] byte_span traffic_secret(role of, role own) noexcept {
        return of == own ? sending_.traffic_secret() : receiving_.traffic_secret();
    }
    /// Makes the keys from the traffic secrets. Preconditions: an AEAD of the profile, an own cid of the profile's
    /// size, a peer's of at most max_cid_size.
    void start(std::uint8_t aead_id, byte_view own_cid, byte_view peer_cid) noexcept {
        sending_.make(aead_id);
        receiving_.make(aead_id);
        send_.reset();
        receive_.reset();
        set_cids(own_cid, peer_cid);
    }
    void set_cids(byte_view own_cid, byte_view peer_cid) noexcept {
        copy_bytes(own_cid, own_cid_);
        copy_bytes(peer_cid, peer_cid_);
        send_.set_peer_cid_size(peer_cid.size());
    }

    [[nodiscard]] byte_view own_cid() const noexcept { return byte_view{own_cid_}.first(Profile::cid_size); }
    [[nodiscard]] byte_view peer_cid() const noexcept { return byte_view{peer_cid_}.first(send_.peer_cid_size()); }

    /// The parts of a record that is being sealed.
    struct unsealed_record {
        byte_span header;
        byte_span body;  ///< room for content and tag
    };

    /// Decides whether a record with `size` bytes of content may be sealed, moves to new keys where they are due, and
    /// reserves its place with the header written. Fill the content, then call `finish_record`. Precondition: at most
    /// max_content_size.
    errc begin_record(record_type type, std::size_t size, writer& out, unsealed_record& place) noexcept {
        send_decision decision{};
        if (const errc error = decide_record(type, decision); error != errc::none) { return error; }
        const bool updates = decision.action == send_action::update_then_seal;
        const std::size_t header = header_size(updates);
        const std::size_t body = size + tag_size();
        if (out.remaining() < header + body) { return errc::buffer_too_small; }
        place.header = out.take(header);
        place.body = out.take(body);
        commit_record(type, updates, place);
        return errc::none;
    }

    /// Seals the content, which may lie in its place already.
    void finish_record(const unsealed_record& place, byte_view content) noexcept {
        sending_.seal(send_.sequence_number(), place.header, content, place.body);
        send_.record_sealed();
    }

    result<void> seal_record(record_type type, byte_view content, std::size_t padding, writer& out) noexcept {
        return burn_stack<config::stack.record>(try_to_seal(type, content, padding, out));
    }

    /// Opens one whole record into `out`, or where it lies if `out` is the record. `accepts_tickets`: this is a client.
    errc open_record(byte_view bytes, byte_span out, bool in_place, bool accepts_tickets,
                     opened_record& opened) noexcept {
        return burn_stack<config::stack.record>(try_to_open(bytes, out, in_place, accepts_tickets, opened));
    }

    /// For the end of a call that has used keys and takes `Size` bytes of stack.
    template <std::size_t Size>
    [[nodiscard]] static errc burn_stack(errc outcome) noexcept {
        return detail::burn_stack<detail::session_burn<Profile, Size>>(outcome);
    }

    direction_keys<Profile> sending_;
    direction_keys<Profile> receiving_;
    send_state send_;
    receive_type receive_;
    std::array<std::uint8_t, Profile::cid_size> own_cid_;
    std::array<std::uint8_t, max_cid_size> peer_cid_;

private:
    TSCP_NEVER_INLINE errc try_to_seal(record_type type, byte_view content, std::size_t padding, writer& out) noexcept {
        if (content.size() > max_content_size || padding > max_content_size - content.size()) {
            return errc::message_too_long;
        }
        if (out.would_overwrite(content)) { return errc::buffers_overlap; }
        unsealed_record place;
        if (const errc error = begin_record(type, content.size() + padding, out, place); error != errc::none) {
            return error;
        }
        if (padding != 0) {
            const byte_span inner = place.body.first(content.size() + padding);
            copy_bytes(content, inner);
            inner[content.size()] = 1;
            for (std::uint8_t& byte : inner.subspan(content.size() + 1)) { byte = 0; }
            content = inner;
        }
        finish_record(place, content);
        return errc::none;
    }

    TSCP_NEVER_INLINE errc try_to_seal_in_place(byte_span message, byte_span buffer, byte_view& sealed) noexcept;

    TSCP_NEVER_INLINE errc try_to_open(byte_view bytes, byte_span out, bool in_place, bool accepts_tickets,
                                       opened_record& opened) noexcept {
        if (const errc error = check_live(); error != errc::none) { return error; }
        if (!is_record(bytes)) { return drop(errc::unexpected_message); }
        record one;
        const errc malformed = on_datagrams ? record::read_datagram(bytes, own_cid(), tag_size(), one)
                                            : record::read_stream(bytes, tag_size(), one);
        if (malformed != errc::none) { return drop(malformed); }
        const std::size_t size = one.sealed.size() - tag_size();
        if (in_place) { out = out.subspan(one.header.size()); }
        if (out.size() < size) { return errc::buffer_too_small; }
        out = out.first(size);
        if (!in_place && overlap(bytes, out)) { return errc::buffers_overlap; }

        const receive_decision decision =
            receive_.decide(one.epoch, one.sequence_number, 8U * one.sequence_number_size);
        if (decision.action == receive_action::drop) { return drop(decision.reason); }
        if (!open_by_keys(one, decision, out)) {
            if (receive_.record_failed(decision, failure_limit())) { return fail_final(errc::limit_reached); }
            return drop(errc::not_authentic);
        }
        const bool newest = receive_.record_opened(decision);
        const bool follows = send_.must_follow(receive_.epoch());
        if (follows) { advance_sending(); }
        send_.peer_used(receive_.epoch());
        return accept_record(one.type, out, follows || update_is_due(), newest, accepts_tickets, opened);
    }

    [[nodiscard]] std::size_t tag_size() const noexcept { return suites::tag_size(sending_.aead_id()); }

    [[nodiscard]] std::uint64_t seal_limit() const noexcept { return suites::seal_limit(sending_.aead_id()); }
    [[nodiscard]] std::uint32_t failure_limit() const noexcept {
        const std::uint64_t limit =
            on_datagrams && tag_size() < 16 ? Profile::short_tag_open_limit : suites::open_limit(receiving_.aead_id());
        return static_cast<std::uint32_t>(limit < receive_type::max_failures ? limit : receive_type::max_failures);
    }

    // That of the next record, before which the keys may be updated.
    [[nodiscard]] std::size_t header_size(bool updates) const noexcept {
        if constexpr (on_datagrams) {
            const bool two_bytes = send_.two_byte_number<Profile::replay_window_bits>(updates);
            return record::datagram_header_size(send_.peer_cid_size(), two_bytes ? 2 : 1);
        }
        return record::stream_header_size;
    }

    errc decide_record(record_type type, send_decision& decision) const noexcept {
        if (const errc error = check_live(); error != errc::none) { return error; }
        decision =
            send_.decide(seal_limit(), receive_.failures_at_half(failure_limit()), type == record_type::key_update);
        return decision.reason;
    }

    // The peer's key has used up half of its failures: the next record that this end seals begins an update.
    [[nodiscard]] bool update_is_due() const noexcept {
        return receive_.failures_at_half(failure_limit()) && send_.update_allowed() && !send_.closed();
    }

    // From here on nothing fails.
    TSCP_NEVER_INLINE_IF_SMALL void commit_record(record_type type, bool updates,
                                                  const unsealed_record& place) noexcept {
        if (updates) { advance_sending(); }
        if constexpr (on_datagrams) {
            record::write_datagram_header(type, send_.epoch(), peer_cid(), send_.sequence_number(), place.header);
        } else {
            record::write_stream_header(type, send_.epoch(), place.body.size(), place.header);
        }
    }

    TSCP_NEVER_INLINE_IF_SMALL void advance_sending() noexcept {
        sending_.make_next(sending_);
        send_.advance_epoch();
    }

    [[nodiscard]] bool open_by_keys(const record& one, const receive_decision& decision, byte_span out) noexcept {
        if (decision.epochs_ahead() == 0) { return receiving_.open(decision.sequence_number, one, out); }
        direction_keys<Profile> later;
        later.make_next(receiving_);
        if (decision.epochs_ahead() == 2) { later.make_next(later); }
        if (!later.open(decision.sequence_number, one, out)) { return false; }
        receiving_.take(later);
        return true;
    }

    // The tag has verified: the content is taken for what its type says.
    errc accept_record(record_type type, byte_view content, bool reply_required, bool newest, bool accepts_tickets,
                       opened_record& opened) noexcept {
        bool sound = true;
        record_event event = record_event::data;
        switch (type) {
            case record_type::data: break;
            case record_type::padded_data: sound = remove_padding(content); break;
            case record_type::close:
                event = record_event::close;
                sound = content.empty();
                receive_.mark_closed();
                break;
            case record_type::key_update:
                event = record_event::key_update;
                sound = content.empty();
                break;
            case record_type::ticket:
                event = record_event::ticket;
                sound = accepts_tickets && content.size() > client_ticket::head_size &&
                        content.size() <= client_ticket::max_record_size;
                break;
            case record_type::alert:
                event = record_event::alert;
                sound = content.size() == 1;
                reply_required = false;
                break;
        }
        if (!sound || event == record_event::alert) { end(); }
        if (!sound) { return errc::protocol_violation; }
        opened = opened_record{event, content, reply_required, newest};
        return errc::none;
    }

    // Takes off zeros and the byte 1 before them; false where there is none.
    static bool remove_padding(byte_view& content) noexcept {
        std::size_t size = content.size();
        while (size > 0 && content[size - 1] == 0) { --size; }
        if (size == 0 || content[size - 1] != 1) { return false; }
        content = content.first(size - 1);
        return true;
    }

    // Final on streams; on datagrams as if it had never arrived.
    errc drop(errc error) noexcept {
        if constexpr (!on_datagrams) { end(); }
        return error;
    }
    errc fail_final(errc error) noexcept {
        end();
        return error;
    }
};

template <class Profile>
result<byte_view> record_layer<Profile>::seal_in_place(byte_span message, stored_span buffer) noexcept {
    byte_view sealed;
    if (const errc error = burn_stack<config::stack.record>(try_to_seal_in_place(message, buffer, sealed));
        error != errc::none) {
        return error;
    }
    return sealed;
}

template <class Profile>
errc record_layer<Profile>::try_to_seal_in_place(byte_span message, byte_span buffer, byte_view& sealed) noexcept {
    const auto begin = reinterpret_cast<std::uintptr_t>(buffer.data());
    const auto at = reinterpret_cast<std::uintptr_t>(message.data());
    if (at < begin || at - begin > buffer.size() || message.size() > buffer.size() - (at - begin)) {
        return errc::out_of_range;
    }
    if (message.size() > max_content_size) { return errc::message_too_long; }
    send_decision decision{};
    if (const errc error = decide_record(record_type::data, decision); error != errc::none) { return error; }
    const bool updates = decision.action == send_action::update_then_seal;
    const std::size_t before = at - begin;
    const std::size_t header = header_size(updates);
    if (before < header || buffer.size() - before - message.size() < tag_size()) { return errc::buffer_too_small; }
    const unsealed_record place{buffer.subspan(before - header, header),
                                buffer.subspan(before, message.size() + tag_size())};
    commit_record(record_type::data, updates, place);
    finish_record(place, message);
    sealed = buffer.subspan(before - header, header + place.body.size());
    return errc::none;
}

}  // namespace TSCP_ABI
}  // namespace tscp
