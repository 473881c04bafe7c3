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
#include <tscp/session/next_keys.hpp>
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

namespace detail {

/// What the peer asked for by extensions.
template <bool UsesExtensions>
struct peer_terms {
    peer_terms() noexcept : record_size_limit{max_content_size}, two_byte_numbers{0} {}
    std::uint16_t record_size_limit : 15;
    std::uint16_t two_byte_numbers : 1;
};
template <>
struct peer_terms<false> {
    static constexpr std::size_t record_size_limit = max_content_size;
    static constexpr unsigned two_byte_numbers = 0;
};

/// A base too, so that they have no zeros before.
template <std::size_t Size>
struct connection_ids {
    std::array<std::uint8_t, Size> own_cid;
    std::array<std::uint8_t, max_cid_size> peer_cid;
};

template <class Profile>
inline constexpr bool keeps_next_keys = Profile::transport == framing::datagram&& Profile::keeps_next_keys;

}  // namespace detail

template <class Profile>
class record_layer : detail::next_keys<Profile, detail::keeps_next_keys<Profile>> {
protected:
    using suites = typename Profile::suites;
    static constexpr bool on_datagrams = Profile::transport == framing::datagram;
    using receive_type = receive_state<Profile::transport, Profile::replay_window_bits>;

public:
    record_layer(const record_layer&) = delete;
    record_layer& operator=(const record_layer&) = delete;

    /// False before a session, after its end, and in an object that was moved from.
    [[nodiscard]] bool has_keys() const noexcept { return receive_.status() == session_status::live; }
    /// True where there is no session: none yet, or it was moved from, suspended, or ended by an error or an alert.
    [[nodiscard]] bool ended() const noexcept { return !has_keys(); }
    /// True once this end, or the peer, has closed its direction.
    [[nodiscard]] bool send_closed() const noexcept { return send_.closed(); }
    [[nodiscard]] bool receive_closed() const noexcept { return receive_.closed(); }
    /// True once a record of the peer was opened: it holds the keys too.
    [[nodiscard]] bool confirmed() const noexcept { return receive_.confirmed(); }

    /// The connection ids that records to this end and to the peer carry.
    [[nodiscard]] byte_view own_cid() const& noexcept { return byte_view{ids_.own_cid}.first(Profile::cid_size); }
    [[nodiscard]] byte_view peer_cid() const& noexcept { return byte_view{ids_.peer_cid}.first(send_.peer_cid_size()); }
    byte_view own_cid() const&& = delete;
    byte_view peer_cid() const&& = delete;

    /// How much longer a record is than its content, at most, and the most that lies before the content.
    static constexpr std::size_t max_header_size = on_datagrams ? 3 + max_cid_size : record::stream_header_size;
    static constexpr std::size_t max_overhead = max_header_size + suites::max_tag_size;
    /// How much longer the next record is than its content.
    [[nodiscard]] std::size_t overhead() const noexcept { return header_size(false) + tag_size(); }
    /// The most content of a record, padding included: 16,384 bytes, or what the peer takes.
    [[nodiscard]] std::size_t max_content() const noexcept { return ids_.record_size_limit; }

    /// Appends a record with the content. Errors: `errc::session_ended`, `errc::direction_closed`,
    /// `errc::message_too_long` (above max_content), `errc::buffer_too_small`, `errc::limit_reached` (the key's),
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

    /// A record that asks for an answer, with up to 8 bytes that the answer repeats. It is what an end seals that has
    /// nothing to say: a client's first record and its repeats, and whoever wants to know that the peer is there.
    /// Errors: those of seal; `errc::out_of_range` (more bytes).
    result<void> seal_ping(byte_view bytes, writer& out) noexcept {
        return seal_control(control_kind::ping, bytes, out);
    }
    /// The answer to a ping, `seal_pong(record.ping(), out)`. Nothing answers a pong. Errors: those of seal_ping.
    result<void> seal_pong(byte_view bytes, writer& out) noexcept {
        return seal_control(control_kind::pong, bytes, out);
    }

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
        this->clear_next_keys();
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
        this->clear_next_keys();
        other.clear_next_keys();
        copy_object(other.send_, send_);
        copy_object(other.receive_, receive_);
        copy_object(other.ids_, ids_);
        other.receive_.reset();
    }

    /// `errc::none` where there is a session.
    [[nodiscard]] errc check_live() const noexcept {
        if (has_keys()) { return errc::none; }
        return receive_.status() == session_status::ended ? errc::session_ended : errc::state_consumed;
    }

    /// For the handshake: the places of the two traffic secrets, 32 bytes each. Write them, then call `start`.
    [[nodiscard]] byte_span traffic_secret(role of, role own) noexcept {
        return of == own ? sending_.traffic_secret() : receiving_.traffic_secret();
    }
    /// Makes the keys from the traffic secrets. Preconditions: an AEAD of the profile, an own cid of the profile's
    /// size, a peer's of at most max_cid_size.
    void start(std::uint8_t aead_id, byte_view own_cid, byte_view peer_cid) noexcept {
        make_keys(aead_id);
        send_.reset();
        receive_.reset();
        receive_.set_status(session_status::live);
        set_cids(own_cid, peer_cid);
        if constexpr (Profile::uses_extensions) { set_peer_terms(max_content_size, false); }
    }
    /// The keys alone. Precondition: an AEAD of the profile.
    void make_keys(std::uint8_t aead_id) noexcept {
        sending_.make(aead_id);
        receiving_.make(aead_id);
        this->clear_next_keys();
    }
    void set_cids(byte_view own_cid, byte_view peer_cid) noexcept {
        copy_bytes(own_cid.first(Profile::cid_size), ids_.own_cid);
        copy_bytes(peer_cid, ids_.peer_cid);
        send_.set_peer_cid_size(peer_cid.size());
    }
    /// For the handshake, after `start`: what the peer asked for by extensions. Precondition: a limit of
    /// min_record_size_limit at least; one above max_content_size is taken for it.
    void set_peer_terms(std::uint16_t record_size_limit, bool two_byte_numbers) noexcept {
        static_assert(Profile::uses_extensions);
        config::expects(record_size_limit >= min_record_size_limit);
        ids_.record_size_limit = record_size_limit < max_content_size ? record_size_limit & 0x7fffU : max_content_size;
        ids_.two_byte_numbers = two_byte_numbers ? 1 : 0;
    }

    /// The parts of a record that is being sealed.
    struct unsealed_record {
        byte_span header;
        byte_span body;  ///< room for content and tag
    };

    /// Seals the content, which may lie in its place already.
    void finish_record(const unsealed_record& place, byte_view content) noexcept {
        sending_.seal(send_.sequence_number(), place.header, content, place.body);
        send_.record_sealed();
    }

    result<void> seal_record(record_type type, byte_view content, std::size_t padding, writer& out) noexcept {
        return detail::burn_stack<detail::record_burn<Profile>>(do_seal_record(type, content, padding, out));
    }

    /// Opens one whole record into `out`, or where it lies if `out` is the record. `accepts_tickets`: this is a client.
    errc open_record(byte_view bytes, byte_span out, bool in_place, bool accepts_tickets,
                     opened_record& opened) noexcept {
        return detail::burn_stack<detail::record_burn<Profile>>(
            do_open_record(bytes, out, in_place, accepts_tickets, opened));
    }

    // What is used most comes first: small offsets make short instructions.
    send_state send_{};
    receive_type receive_{};
    struct ids : detail::peer_terms<Profile::uses_extensions>, detail::connection_ids<Profile::cid_size> {
        // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
        ids() noexcept {}
    } ids_{};
    direction_keys<Profile> sending_{};
    direction_keys<Profile> receiving_{};

private:
    TSCP_NEVER_INLINE errc do_seal_record(record_type type, byte_view content, std::size_t padding,
                                          writer& out) noexcept {
        if (content.size() > max_content() || padding > max_content() - content.size()) {
            return errc::message_too_long;
        }
        if (out.would_overwrite(content)) { return errc::buffers_overlap; }
        send_decision decision{};
        if (const errc error = decide_record(type, decision); error != errc::none) { return error; }
        const bool updates = decision.action == send_action::update_then_seal;
        const std::size_t header = header_size(updates);
        const std::size_t body = content.size() + padding + tag_size();
        if (out.remaining() < header + body) { return errc::buffer_too_small; }
        const byte_span header_place = out.take(header);
        const unsealed_record place{header_place, out.take(body)};
        commit_record(type, updates, place);
        if (padding != 0) {
            const byte_span inner = place.body.first(content.size() + padding);
            copy_bytes(content, inner);
            inner[content.size()] = 1;
            wipe(inner.subspan(content.size() + 1));
            content = inner;
        }
        finish_record(place, content);
        return errc::none;
    }

    TSCP_NEVER_INLINE errc do_seal_in_place(byte_span message, byte_span buffer, byte_view& sealed) noexcept;

    TSCP_NEVER_INLINE errc do_open_record(byte_view bytes, byte_span out, bool in_place, bool accepts_tickets,
                                          opened_record& opened) noexcept {
        if (const errc error = check_live(); error != errc::none) { return error; }
        if (!is_record(bytes)) { return drop(errc::unexpected_message); }
        record one;
        const errc malformed = on_datagrams ? record::read_datagram(bytes, own_cid(), tag_size(), one)
                                            : record::read_stream(bytes, tag_size(), one);
        if (malformed != errc::none) { return drop(malformed); }
        const std::size_t size = one.sealed.size() - tag_size();
        // Above what this end takes it is dropped untried, like one above what any end takes: the size is not yet
        // proved to be the peer's, and a peer that does not know of the limit loses these records alone.
        if constexpr (Profile::record_size_limit < max_content_size) {
            if (size > Profile::record_size_limit) { return drop(errc::record_too_long); }
        }
        if (in_place) { out = out.subspan(one.header.size()); }
        if (out.size() < size) { return errc::buffer_too_small; }
        out = out.first(size);
        if (!in_place && overlap(bytes, out)) { return errc::buffers_overlap; }

        const receive_decision decision = receive_.decide(one.epoch, one.sequence_number, 8U * one.sequence_number_size,
                                                          send_.max_epochs_ahead(receive_.epoch()));
        if (decision.action == receive_action::drop) { return drop(decision.reason); }
        if (!try_to_open(one, decision, out)) {
            if (receive_.record_failed(decision, failure_limit())) { return fail_final(errc::limit_reached); }
            return drop(errc::not_authentic);
        }
        const bool newest = receive_.record_opened(decision);
        const std::uint8_t peer_epoch = receive_.epoch();
        const bool follows = send_.must_follow(peer_epoch);
        if (follows) { advance_sending(); }
        send_.peer_used(peer_epoch);
        return accept_record(one.type, out, update_is_due() || follows, newest, accepts_tickets, opened);
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
            const bool two_bytes =
                tag_size() < record::full_tag_size || ids_.two_byte_numbers != 0 || send_.two_byte_number(updates);
            return record::datagram_header_size(send_.peer_cid_size(), two_bytes ? 2 : 1);
        }
        return record::stream_header_size;
    }

    TSCP_NEVER_INLINE_IF_SMALL result<void> seal_control(control_kind kind, byte_view bytes, writer& out) noexcept {
        if (bytes.size() > max_control_size) { return errc::out_of_range; }
        std::array<std::uint8_t, 1 + max_control_size> content;
        content[0] = static_cast<std::uint8_t>(kind);
        copy_bytes(bytes, byte_span{content}.subspan(1));
        return seal_record(record_type::control, byte_view{content}.first(1 + bytes.size()), 0, out);
    }

    errc decide_record(record_type type, send_decision& decision) const noexcept {
        if (const errc error = check_live(); error != errc::none) { return error; }
        decision = send_.decide(seal_limit(), update_is_due(), type == record_type::key_update);
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

    // Where later keys are not kept a forgery under them costs several times one under the present keys. All are tried
    // nevertheless: whatever chose some would let a forger who hears records before they arrive choose which honest
    // ones are dropped, and an update would never be opened.
    [[nodiscard]] bool try_to_open(const record& one, const receive_decision& decision, byte_span out) noexcept {
        if (decision.epochs_ahead() == 0) { return receiving_.open(decision.sequence_number, one, out); }
        if constexpr (detail::keeps_next_keys<Profile>) {
            direction_keys<Profile>& next = this->keys_after(receiving_);
            if (decision.epochs_ahead() == 1) { return try_later(next, one, decision, out); }
            direction_keys<Profile> later;
            later.make_next(next);
            return try_later(later, one, decision, out);
        } else {
            direction_keys<Profile> later;
            later.make_next(receiving_);
            if (decision.epochs_ahead() == 2) { later.make_next(later); }
            return try_later(later, one, decision, out);
        }
    }
    [[nodiscard]] bool try_later(direction_keys<Profile>& later, const record& one, const receive_decision& decision,
                                 byte_span out) noexcept {
        if (!later.open(decision.sequence_number, one, out)) { return false; }
        receiving_.take(later);
        this->clear_next_keys();
        return true;
    }

    // The tag has verified: the content is taken for what its type says.
    errc accept_record(record_type type, byte_view content, bool reply_required, bool newest, bool accepts_tickets,
                       opened_record& opened) noexcept {
        bool sound = true;
        auto event = static_cast<record_event>(type);
        switch (type) {
            case record_type::data: break;
            case record_type::padded_data:
                event = record_event::data;
                sound = remove_padding(content);
                break;
            case record_type::close:
                sound = content.empty();
                receive_.mark_closed();
                break;
            case record_type::key_update: sound = content.empty(); break;
            case record_type::ticket:
                sound = accepts_tickets && content.size() > client_ticket::head_size &&
                        content.size() <= client_ticket::max_record_size;
                break;
            case record_type::alert:
                sound = content.size() == 1;
                reply_required = false;
                break;
            case record_type::control:
                sound = !content.empty() && content.size() <= 1 + max_control_size;
                if (!sound) { break; }
                event = control_event(content[0]);
                if (event == record_event::ping) { reply_required = !send_.closed(); }
                content = content.subspan(1);
                break;
            default: break;  // record::has_type lets no other through
        }
        if (!sound || event == record_event::alert) { end(); }
        if (!sound) { return errc::protocol_violation; }
        opened = opened_record{event, content, reply_required, newest};
        return errc::none;
    }

    static record_event control_event(std::uint8_t kind) noexcept {
        switch (static_cast<control_kind>(kind)) {
            case control_kind::ping: return record_event::ping;
            case control_kind::pong: return record_event::pong;
            default: return record_event::ignored;
        }
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
    const errc error = detail::burn_stack<detail::record_burn<Profile>>(do_seal_in_place(message, buffer, sealed));
    if (error != errc::none) { return error; }
    return sealed;
}

template <class Profile>
errc record_layer<Profile>::do_seal_in_place(byte_span message, byte_span buffer, byte_view& sealed) noexcept {
    const auto begin = reinterpret_cast<std::uintptr_t>(buffer.data());
    const auto at = reinterpret_cast<std::uintptr_t>(message.data());
    if (at < begin || at - begin > buffer.size() || message.size() > buffer.size() - (at - begin)) {
        return errc::out_of_range;
    }
    if (message.size() > max_content()) { return errc::message_too_long; }
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
