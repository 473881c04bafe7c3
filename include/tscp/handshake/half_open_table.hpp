// SPDX-License-Identifier: MIT
// A datagram server's half-open sessions, from a Hello to the first record that opens: docs/PROTOCOL.md, "Half-open
// sessions" and "Return routability".
//
//     tscp::half_open_table<profile, 64> table{random};
//     table.answer_hello(server, message, link, now, out, cid);      // a Hello, with or without cookie; send `out`
//     table.expire(now);
//     auto session = table.open(record, link, content);              // a record of no session
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/hash.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/cookie_source.hpp>
#include <tscp/handshake/half_open.hpp>
#include <tscp/handshake/half_open_places.hpp>
#include <tscp/handshake/received_hello.hpp>
#include <tscp/handshake/server.hpp>
#include <tscp/wire/cookie.hpp>
#include <tscp/wire/extensions.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// How long things last, in milliseconds.
struct half_open_times {
    std::uint32_t place = 10'000;   ///< A half-open session, from its Hello on.
    std::uint32_t cookie = 60'000;  ///< A cookie.
};

namespace detail {

// What a table needs where it demands cookies; nothing where it never does.
template <class Profile, bool Demanded>
struct table_cookies {
    explicit table_cookies(typename Profile::random& generator, std::uint32_t lifetime) noexcept
        : random{generator}, source{lifetime} {}

    typename Profile::random& random;
    cookie_source<typename Profile::hash> source;
};
template <class Profile>
struct table_cookies<Profile, false> {};

}  // namespace detail

/// `Places` sessions at most: as many as handshakes begin in one round trip. `Cookies` is one of namespace cookies,
/// `Sessions` one of namespace sessions. `link` is the user's number for where a datagram came from, no other
/// address's; `now` a time in milliseconds of a clock that does not go back.
template <class Profile, std::size_t Places, class Cookies = cookies::above<Places / 2>,
          class Sessions = sessions::one_per_name>
class half_open_table : private detail::table_cookies<Profile, Cookies::may_be_demanded> {
    static_assert(Places >= 1, "tscp: a table has a place at least.");
    static_assert(Profile::transport == framing::datagram,
                  "tscp: a stream has one half-open session: half_open itself.");
    static constexpr bool demands_cookies = Cookies::may_be_demanded;
    using cookies_base = detail::table_cookies<Profile, demands_cookies>;

public:
    /// A table that demands cookies draws a secret for them from `generator`, when it is needed first.
    template <class Demand = Cookies, std::enable_if_t<Demand::may_be_demanded, int> = 0>
    explicit half_open_table(typename Profile::random& generator, const half_open_times& times = {}) noexcept
        : cookies_base{generator, times.cookie}, lifetime_{times.place} {}
    /// One that never does needs none.
    template <class Demand = Cookies, std::enable_if_t<!Demand::may_be_demanded, int> = 0>
    explicit half_open_table(const half_open_times& times = {}) noexcept : lifetime_{times.place} {}
    half_open_table(const half_open_table&) = delete;
    half_open_table& operator=(const half_open_table&) = delete;
    ~half_open_table() = default;

    /// Answers a Hello, with a cookie or without: by `server`, by the stored Hey where it is a repeat, or by a demand
    /// for a cookie. `cid` must be unlike that of every live session; it is not used where there is no new one.
    /// Whatever the result, send what `out` has got, which is at most 4 bytes longer than the Hello. Errors: those of
    /// server::answer_hello; `errc::connection_id_in_use`; a cookie was sent: `errc::cookie_required`; dropped:
    /// `errc::table_full`, `errc::client_has_place`, `errc::stale_cookie`.
    template <class Server>
    result<void> answer_hello(Server& server, byte_view message, std::uint64_t link, std::uint64_t now, writer& out,
                              cid_view cid = {}) noexcept {
        if (out.would_overwrite(message) || out.would_overwrite(cid)) { return errc::buffers_overlap; }
        hello_with_cookie with_cookie;
        hello request;
        record_terms terms;
        if (const errc error = detail::parse_hello<Profile>(message, with_cookie, request, terms);
            error != errc::none) {
            return error;
        }
        const auto whole = hello::size_of(with_cookie.hello);
        if (!whole || *whole != with_cookie.hello.size()) { return errc::malformed_hello; }
        hello_digest digest;
        hash_traits<typename Profile::hash>::digest(with_cookie.hello, digest);
        const cookie_subject subject{with_cookie.hello, digest, link};
        std::uint64_t cookie_time = 0;
        bool is_good = false;
        if constexpr (demands_cookies) {
            is_good = this->source.check_cookie(with_cookie.cookie, subject, now, cookie_time);
        }

        expire(now);
        if (slot* const repeated = find_hello(digest, link)) {
            if (link != repeated->link) { repeated->is_answered_elsewhere = true; }
            if constexpr (!demands_cookies) { repeated->link = link; }
            if (is_good) { prove(server, message, cookie_time, *repeated, out); }
            return out.write_bytes(repeated->hey_message());
        }
        const bool is_demanded = is_cookie_demanded(request.mode);
        if (is_demanded && !is_good) { return refuse_without_cookie(subject, now, out); }
        if (Profile::cid_size != 0 && has_session(cid, link)) { return errc::connection_id_in_use; }

        half_open<Profile> half;
        detail::place_choice choice;
        bool is_proved = false;
        const auto admit = [&](const admission& client) noexcept {
            is_proved = is_good && client.proof_verified;
            choice = detail::choose_place<demands_cookies>(slots_, {client.name, is_demanded, is_proved, cookie_time});
            return choice.refusal;
        };
        const std::size_t start = out.size();
        // Where the cookie is not good the proof is not worth computing.
        const errc error = server.answer_hello(is_good ? message : with_cookie.hello, out, cid, half, admit);
        if (error == errc::cookie_required) { return refuse_without_cookie(subject, now, out); }
        if (error != errc::none) { return error; }
        slot& place = slots_[choice.index];
        place.hello_hash = digest;
        place.stored_size = out.size() - start;
        copy_bytes(out.written().subspan(start), place.stored);
        copy_bytes(cid, place.cid);
        place.link = link;
        place.time = now;
        place.number = draw_order();
        place.is_proved = is_proved;
        place.is_answered_elsewhere = false;
        place.time_of_cookie = cookie_time;
        place.session = std::move(half);
        return {};
    }

    /// Opens the first record of one of the sessions: that with its connection id, or, where the profile's is empty,
    /// those of its link. Then its place is free, and where a client has one session, so are those of its older Hellos.
    /// A live session of the same client is the caller's to end. It knows no time: call `expire` before it, else a
    /// first record that was held back opens for as long as no Hello comes. Errors: `errc::no_session` (no half-open
    /// session has this connection id, or link); those of channel::open, by the last session that was tried.
    result<server_session<Profile>> open(byte_view record, std::uint64_t link, stored_span out) noexcept {
        return result<server_session<Profile>>{detail::fill_in_place, [&](server_session<Profile>& session) noexcept {
                                                   return open(record, link, out, session);
                                               }};
    }
    /// The same into a session of the caller's.
    errc open(byte_view record, std::uint64_t link, stored_span out, server_session<Profile>& session) noexcept {
        errc reason = errc::no_session;
        for (slot& one : slots_) {
            if (!one.used() || !one.receives(record, link)) { continue; }
            const errc error = one.session.open(record, out, session);
            if (error == errc::none) {
                confirmed_order_ = one.number;
                confirmed_link_is_proved_ = one.link == link && !one.is_answered_elsewhere;
                if constexpr (Sessions::end_older) { end_before(session.client.name.bytes(), one.number); }
                return errc::none;
            }
            if (reason != errc::buffer_too_small && reason != errc::buffers_overlap) { reason = error; }
        }
        return reason;
    }

    /// True where a half-open session has this connection id; where the profile's is empty, this link.
    [[nodiscard]] bool has_session(cid_view cid, std::uint64_t link) const noexcept {
        // NOLINTNEXTLINE(readability-use-anyofallof): a freestanding library has no <algorithm>
        for (const slot& one : slots_) {
            if (one.used() && (Profile::cid_size == 0 ? one.link == link : equal_public(one.cid, cid))) { return true; }
        }
        return false;
    }

    /// For a server that has half-open sessions elsewhere too, on streams: the next in the order of all Hellos, to be
    /// drawn for each Hello there that is accepted; and that of the session which `open` gave last.
    std::uint64_t draw_order() noexcept { return ++last_order_; }
    [[nodiscard]] std::uint64_t confirmed_order() const noexcept { return confirmed_order_; }
    /// True where the client of the session that `open` gave last receives at the link of its first record: its Hey was
    /// sent there, and nowhere else. Whoever has the keys can send a Hello and a first record from another's address,
    /// and a repeat of the Hello from his own: begin address_validation unproved where this is false.
    [[nodiscard]] bool confirmed_link_is_proved() const noexcept { return confirmed_link_is_proved_; }
    /// Frees the places of the clients of this name whose Hello came before the one with this order: after a
    /// confirmation elsewhere. An empty name is nobody's.
    void end_before(byte_view name, std::uint64_t order) noexcept {
        for (slot& one : slots_) {
            if (one.used() && one.number < order && detail::is_same_name(one.name(), name)) { one.session.end(); }
        }
    }

    /// Frees the places that have outlived their time. A Hello does it too. Where the clock went back all the same, by
    /// a tick of 32 bits that wraps for example, a place lives as long from then on.
    void expire(std::uint64_t now) noexcept {
        for (slot& one : slots_) {
            if (now < one.time) { one.time = now; }
            if (one.used() && now - one.time >= lifetime_) { one.session.end(); }
        }
    }

    /// How many places are taken.
    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t count = 0;
        for (const slot& one : slots_) { count += one.used() ? 1U : 0U; }
        return count;
    }

private:
    static constexpr std::size_t max_hey =
        hey::max_size(Profile::suites::max_share_size, own_record_terms<Profile>.size());
    using hello_digest = std::array<std::uint8_t, Profile::hash::digest_size>;

    // Free where its session has ended. The functions are those that detail::choose_place asks for.
    struct slot {
        [[nodiscard]] bool used() const noexcept { return !session.ended(); }
        [[nodiscard]] byte_view name() const noexcept { return session.claimed_identity().name.bytes(); }
        [[nodiscard]] bool proved() const noexcept { return is_proved; }
        [[nodiscard]] std::uint64_t cookie_time() const noexcept { return time_of_cookie; }
        [[nodiscard]] std::uint64_t order() const noexcept { return number; }

        [[nodiscard]] byte_view hey_message() const noexcept { return byte_view{stored}.first(stored_size); }
        [[nodiscard]] bool receives(byte_view datagram, std::uint64_t from) const noexcept {
            if constexpr (Profile::cid_size == 0) { return link == from; }
            return record::has_connection_id(datagram, cid);
        }

        half_open<Profile> session{};
        std::array<std::uint8_t, max_hey> stored{};
        hello_digest hello_hash{};
        std::array<std::uint8_t, Profile::cid_size> cid{};
        std::size_t stored_size = 0;
        std::uint64_t link = 0;
        std::uint64_t time = 0;
        std::uint64_t number = 0;
        std::uint64_t time_of_cookie = 0;
        bool is_proved = false;
        bool is_answered_elsewhere = false;
    };

    // Without connection ids a session is where its Hello came from: that Hello from another link is no repeat but a
    // newcomer, which its client can prove. Where nobody can, the place goes along with the client.
    slot* find_hello(const hello_digest& digest, std::uint64_t link) noexcept {
        constexpr bool is_bound_to_link = Profile::cid_size == 0 && demands_cookies;
        for (slot& one : slots_) {
            if (one.used() && equal_public(one.hello_hash, digest) && (!is_bound_to_link || one.link == link)) {
                return &one;
            }
        }
        return nullptr;
    }
    // Whether a Hello has to bring a cookie, whoever sent it. In modes 2 and 3 its binder costs Diffie–Hellman.
    [[nodiscard]] bool is_cookie_demanded(handshake_mode mode) const noexcept {
        const std::size_t taken = size();
        const bool is_dear = mode == handshake_mode::static_keys || mode == handshake_mode::static_keys_and_psk;
        return taken == Places || Cookies::demanded(taken) || (demands_cookies && is_dear && taken > Places / 2);
    }

    // Sends a cookie, where there are any.
    errc refuse_without_cookie(const cookie_subject& subject, std::uint64_t now, writer& out) noexcept {
        if constexpr (demands_cookies) {
            if (const errc error = this->source.start(this->random); error != errc::none) { return error; }
            std::array<std::uint8_t, cookie_size> cookie;
            this->source.make(subject, now, cookie);
            const auto done = cookie_message::write_cookie(cookie, out);
            return done ? errc::cookie_required : done.error();
        } else {
            return errc::table_full;
        }
    }

    // A repeat came with a good cookie: where the proof is right too its place is proved, within the share of its name.
    template <class Server>
    void prove(Server& server, byte_view message, std::uint64_t cookie_time, slot& place, writer& out) noexcept {
        if (place.is_proved && place.time_of_cookie >= cookie_time) { return; }
        half_open<Profile> none;
        bool is_proved = false;
        const std::size_t start = out.size();
        (void)server.answer_hello(message, out, cid_view{place.cid}, none, [&](const admission& client) noexcept {
            is_proved = client.proof_verified;
            return errc::cookie_required;  // no second Hey
        });
        out.roll_back(start);
        if (!is_proved) { return; }
        if (!place.is_proved) {
            const detail::proved_share share = detail::proved_places_of(slots_, place.name());
            if (share.count >= detail::proved_places_per_name) {
                slot& oldest = slots_[share.oldest];
                if (oldest.time_of_cookie >= cookie_time) { return; }
                oldest.session.end();
            }
        }
        place.is_proved = true;
        place.time_of_cookie = cookie_time;
    }

    std::array<slot, Places> slots_{};
    std::uint64_t last_order_ = 0;
    std::uint64_t confirmed_order_ = 0;
    std::uint32_t lifetime_;
    bool confirmed_link_is_proved_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
