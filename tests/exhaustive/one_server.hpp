// SPDX-License-Identifier: MIT
// Two clients and a server with two places for half-open sessions, over datagrams that somebody holds back, records and
// replays: docs/PROTOCOL.md, "Half-open sessions" and "Return routability". Client, server and table are the library's
// own, over toy cryptography. Alice has an identity for each handshake, as by tickets, and one name at the server; Bob
// is there to take places.
//
// The events; where an answer reaches Alice, she makes her next message, which somebody holds back:
//     begin               Alice begins a handshake and gives up the one before; Hello and answer arrive
//     begin, held         the same, and the Hello is held back
//     Hello               her Hello is sent again, and the answer arrives
//     Hello, unanswered   her Hello arrives, or is replayed, and the answer is lost
//     Hello 1, Hello 2    that of her last handshake before, or of the one before that, is replayed from elsewhere
//     0x36                her Hello with the newest cookie arrives, and the answer
//     0x36 1, 0x36 2      those of the handshakes before
//     record              her first record arrives, and the reply
//     record 1, record 2  those of the handshakes before
//     Bob knocks          Bob begins a handshake and the Hello arrives, nothing else
//     Bob begins          the same, and he answers a cookie; the Hey arrives
//     Bob confirms        his first record arrives
//     time                all places expire; the second time all cookies do
//
// The promises:
//     order   the sessions that Alice confirms are in the order of her handshakes
//     alive   a confirmation does not empty the place of her present handshake, if that is not its own
//     out     only what proves itself takes the place of her present handshake away, and nothing does where that is
//             proved
//     kept    the 0x36 of her present handshake always gets a place, but where Bob has proved ones
//     and no nonce is used twice under a key, a record that is confirmed is of whom the server says, an answer is at
//     most 4 bytes longer than what it answers, and whatever happened, a client that comes over a network that works
//     has a session, at the latest when the places have expired.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/group/none.hpp>
#include <tscp/tscp.hpp>

#include "search.hpp"
#include "toy_crypto.hpp"

namespace test {

/// Repeatable numbers, which go back with the world.
struct toy_random {
    static std::uint64_t& state() noexcept {
        thread_local std::uint64_t one = 0;
        return one;
    }
    static bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = static_cast<std::uint8_t>(scrambled(++state())); }
        return true;
    }
};

/// Alice's identities begin with `a`, Bob's with `b`.
struct two_names {
    static tscp::byte_view psk_of(std::uint8_t name) noexcept {
        static const std::array<std::array<std::uint8_t, 32>, 2> psks{{{1, 2, 3}, {4, 5, 6}}};
        return psks[name == 'a' ? 0 : 1];
    }
    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        return {tscp::psk_view{psk_of(identity[0])}, tscp::client_name{identity.first(1)}};
    }
};

struct handshake_profile : tscp::default_profile {
    using hash = toy_hash;
    using random = toy_random;
    using suites = tscp::suite_list<tscp::suite<tscp::group_none, toy_aead<1000, 1000>>>;
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr std::size_t cid_size = 1;
    static constexpr std::size_t max_name_size = 1;
};

template <class Cookies>
class one_server {
    using profile = handshake_profile;
    using table = tscp::half_open_table<profile, 2, Cookies>;
    using waiting = tscp::waiting_client<profile>;
    using session = tscp::client_session<profile>;
    static constexpr bool demands_cookies = Cookies::may_be_demanded;

    enum action : unsigned {
        begin,
        begin_held,
        hello,
        hello_unanswered,
        hello_1,
        hello_2,
        proof,
        proof_1,
        proof_2,
        record,
        record_1,
        record_2,
        bob_knocks,
        bob_begins,
        bob_confirms,
        time,
        actions,
    };
    enum kind : unsigned { admitted, dropped, kinds };
    enum who : unsigned { alice, bob };

public:
    static constexpr unsigned events = actions;
    static constexpr std::array<const char*, kinds> kind_names{"admitted at once", "admitted later"};

    static const char* name_of(unsigned event) noexcept {
        static constexpr std::array<const char*, events> names{
            "begin",        "begin, held", "Hello",  "Hello, unanswered", "Hello 1",  "Hello 2",    "0x36",
            "0x36 1",       "0x36 2",      "record", "record 1",          "record 2", "Bob knocks", "Bob begins",
            "Bob confirms", "time"};
        return names[event];
    }
    static bool is_mirrored(unsigned /*event*/) noexcept { return false; }
    static bool is_rare(unsigned /*event*/) noexcept { return false; }

    const char* fault = nullptr;
    std::uint32_t touched = 1;  // the server, always

    static one_server make() {
        one_server world;
        std::memset(static_cast<void*>(&world), 0, sizeof world);
        world.touched = 1;
        world.random_state_ = 1;
        world.now_ = 1'000'000;
        if constexpr (demands_cookies) {
            static thread_local toy_random random;
            ::new (static_cast<void*>(world.table_)) table{random, times};
        } else {
            ::new (static_cast<void*>(world.table_)) table{times};
        }
        aead_log::clear();
        return world;
    }

    bool apply(unsigned event) {
        const saved_globals globals{*this};
        if (!can_apply(static_cast<action>(event))) { return false; }
        ++now_;
        history_ = scrambled(history_ + event + 1);
        const presence before = present_;
        act_on(static_cast<action>(event));
        present_ = present_place();
        check_place(static_cast<action>(event), before);
        return true;
    }

    [[nodiscard]] verdict judge() const {
        one_server later = *this;
        const saved_globals globals{later};
        kind came_to = admitted;
        for (const who client : {alice, bob}) {
            one_server now = later;
            if (now.shake_hands(client)) { continue; }
            came_to = dropped;
            now = later;
            now.let_time_pass();
            if (!now.shake_hands(client)) { later.break_promise("a client is kept out"); }
            later.note(now);
        }
        return {later.fault, came_to};
    }

    // Times and random numbers are others after other events, so a state is known by those that applied.
    [[nodiscard]] std::uint64_t digest() const noexcept { return history_; }

private:
    static constexpr tscp::half_open_times times{10'000, 15'000};

    struct message {
        std::uint8_t size;
        std::array<std::uint8_t, 95> bytes;
        [[nodiscard]] tscp::byte_view view() const noexcept { return tscp::byte_view{bytes}.first(size); }
        [[nodiscard]] bool empty() const noexcept { return size == 0; }
    };

    // One handshake, as the network has recorded it.
    struct handshake {
        std::uint32_t number;  // from 1; 0 for none
        message hello;
        message proof;  // with the newest cookie
        std::uint64_t cookie_time;
        message record;
        std::uint64_t hey_of_record;  // its digest
    };

    struct one_client {
        alignas(16) std::uint8_t waiting_memory[sizeof(waiting)];
        alignas(16) std::uint8_t session_memory[sizeof(session)];
        std::array<handshake, 3> last;  // the present one, and those before
        std::uint64_t hey;              // a digest of the newest Hey for the present Hello; 0 for none
        std::uint64_t proved_hey;       // that of a place that is proved
        std::uint32_t has_session;
        std::uint32_t confirmed;          // the number of the handshake that was confirmed last
        std::uint32_t has_proved_places;  // one at least since the places expired
    };

    struct answer {
        tscp::errc error;
        message bytes;
    };

    // What the world has outside of it.
    class saved_globals {
    public:
        explicit saved_globals(one_server& world) noexcept : world_{world} {
            toy_random::state() = world.random_state_;
            world.log_.restore();
        }
        saved_globals(const saved_globals&) = delete;
        saved_globals& operator=(const saved_globals&) = delete;
        ~saved_globals() {
            world_.random_state_ = toy_random::state();
            world_.log_.save();
            if (std::exchange(aead_log::of_thread().sealed.repeated, false)) {
                world_.break_promise("a nonce is used twice under a key");
            }
        }

    private:
        one_server& world_;
    };

    void break_promise(const char* promise) noexcept {
        if (fault == nullptr) { fault = promise; }
    }
    void note(const one_server& other) noexcept {
        if (other.fault != nullptr) { break_promise(other.fault); }
    }

    [[nodiscard]] table& places() noexcept { return *std::launder(reinterpret_cast<table*>(table_)); }
    static waiting& waiting_of(one_client& of) noexcept {
        return *std::launder(reinterpret_cast<waiting*>(of.waiting_memory));
    }
    static session& session_of(one_client& of) noexcept {
        return *std::launder(reinterpret_cast<session*>(of.session_memory));
    }

    [[nodiscard]] bool can_apply(action what) const noexcept {
        const auto& of = clients_[alice].last;
        switch (what) {
            case hello: return !of[0].hello.empty() && clients_[alice].has_session == 0;
            case hello_unanswered: return !of[0].hello.empty();
            case hello_1: return !of[1].hello.empty();
            case hello_2: return !of[2].hello.empty();
            case proof: return !of[0].proof.empty();
            case proof_1: return !of[1].proof.empty();
            case proof_2: return !of[2].proof.empty();
            case record: return !of[0].record.empty();
            case record_1: return !of[1].record.empty();
            case record_2: return !of[2].record.empty();
            case bob_confirms: return !clients_[bob].last[0].record.empty();
            default: return true;
        }
    }

    void act_on(action what) {
        one_client& own = clients_[alice];
        switch (what) {
            case begin:
                begin_handshake(alice);
                receive(alice, serve(own.last[0].hello, 1));
                break;
            case begin_held: begin_handshake(alice); break;
            case hello:
                waiting_of(own).hello_repeated();
                receive(alice, serve(own.last[0].hello, 1));
                break;
            case hello_unanswered: note_hey(alice, serve(own.last[0].hello, 9)); break;
            case hello_1: (void)serve(own.last[1].hello, 9); break;
            case hello_2: (void)serve(own.last[2].hello, 9); break;
            case proof: send_proof(alice); break;
            case proof_1: note_proved(alice, serve(own.last[1].proof, 1)); break;
            case proof_2: note_proved(alice, serve(own.last[2].proof, 1)); break;
            case record: confirm(alice, 0); break;
            case record_1: confirm(alice, 1); break;
            case record_2: confirm(alice, 2); break;
            case bob_knocks:
                begin_handshake(bob);
                note_hey(bob, serve(clients_[bob].last[0].hello, 2));
                break;
            case bob_begins:
                begin_handshake(bob);
                receive(bob, serve(clients_[bob].last[0].hello, 2));
                if (!clients_[bob].last[0].proof.empty()) { send_proof(bob); }
                break;
            case bob_confirms: confirm(bob, 0); break;
            case time: let_time_pass(); break;
            case actions: break;
        }
    }

    void let_time_pass() {
        now_ += times.place;
        for (one_client& one : clients_) { one.has_proved_places = 0; }
    }

    void begin_handshake(who client) {
        one_client& own = clients_[client];
        const std::uint32_t number = own.last[0].number + 1;
        std::rotate(own.last.begin(), own.last.end() - 1, own.last.end());
        std::memset(static_cast<void*>(own.last.data()), 0, sizeof(handshake));
        std::memset(own.session_memory, 0, sizeof own.session_memory);
        std::memset(own.waiting_memory, 0, sizeof own.waiting_memory);
        ::new (static_cast<void*>(own.waiting_memory)) waiting;
        own.hey = 0;
        own.has_session = 0;
        own.proved_hey = 0;
        handshake& now = own.last[0];
        now.number = number;
        tscp::writer out{now.hello.bytes};
        with_client(client, number, [&](const tscp::client<profile>& from) {
            if (from.write_hello(out, waiting_of(own)) != tscp::errc::none) { break_promise("a Hello is not written"); }
        });
        now.hello.size = static_cast<std::uint8_t>(out.size());
    }

    // The client with the identity of one of its handshakes.
    template <class Use>
    static void with_client(who client, std::uint32_t number, const Use& use) {
        const std::array<std::uint8_t, 2> identity{static_cast<std::uint8_t>(client == alice ? 'a' : 'b'),
                                                   static_cast<std::uint8_t>(number)};
        const std::array<std::uint8_t, 1> cid{0xc1};
        toy_random random;
        tscp::client_options options;
        options.cid = cid;
        const tscp::external_psk known{tscp::identity_view{identity}, tscp::psk_view{two_names::psk_of(identity[0])}};
        use(tscp::client<profile>{known, random, options});
    }

    // The server's answer to a Hello, with a cookie or without.
    answer serve(const message& to, std::uint64_t link) {
        two_names directory;
        toy_random random;
        tscp::server<profile, two_names> server{directory, random};
        const std::array<std::uint8_t, 1> cid{++last_cid_};
        answer given{};
        tscp::writer out{given.bytes.bytes};
        const auto done = places().answer_hello(server, to.view(), link, now_, out, tscp::cid_view{cid});
        given.error = done ? tscp::errc::none : done.error();
        given.bytes.size = static_cast<std::uint8_t>(out.size());
        if (out.size() > std::size_t{to.size} + 4) { break_promise("an answer is longer than what it answers"); }
        return given;
    }

    void note_hey(who client, const answer& given) {
        if (given.error != tscp::errc::none) { return; }
        toy_hash hash;
        hash.update(given.bytes.view());
        clients_[client].hey = hash.word();
    }
    void note_proved(who client, const answer& given) {
        if (given.error == tscp::errc::none) { clients_[client].has_proved_places = 1; }
    }

    // The client's present handshake goes on with an answer: a cookie or the Hey.
    void receive(who client, const answer& given) {
        one_client& own = clients_[client];
        handshake& now = own.last[0];
        note_hey(client, given);
        if (own.has_session != 0) { return; }
        if (given.error == tscp::errc::none) {
            session& begun = *::new (static_cast<void*>(own.session_memory)) session;
            tscp::writer out{now.record.bytes};
            if (waiting_of(own).read_hey(given.bytes.view(), begun) != tscp::errc::none ||
                !begun.channel.seal(now.hello.view().last(4), out)) {
                break_promise("a Hey is not read");
            }
            now.record.size = static_cast<std::uint8_t>(out.size());
            now.hey_of_record = own.hey;
            own.has_session = 1;
        } else if (given.error == tscp::errc::cookie_required) {
            message answered{};
            tscp::writer out{answered.bytes};
            with_client(client, now.number, [&](const tscp::client<profile>& from) {
                const tscp::errc error = from.answer_cookie(waiting_of(own), given.bytes.view(), now.hello.view(), out);
                if (error == tscp::errc::unexpected_cookie) { return; }
                if (error != tscp::errc::none) { break_promise("a cookie is not answered"); }
                answered.size = static_cast<std::uint8_t>(out.size());
                now.proof = answered;
                now.cookie_time = now_;
            });
        }
    }

    void send_proof(who client) {
        one_client& own = clients_[client];
        const answer given = serve(own.last[0].proof, client == alice ? 1 : 2);
        const bool is_good = demands_cookies && now_ - own.last[0].cookie_time <= times.cookie;
        const bool is_full = given.error == tscp::errc::table_full && clients_[1 - client].has_proved_places != 0;
        if (is_good && given.error != tscp::errc::none && !is_full) {
            break_promise("kept: a 0x36 of the present handshake gets no place");
        }
        receive(client, given);
        if (is_good && given.error == tscp::errc::none) {
            own.proved_hey = own.hey;
            own.has_proved_places = 1;
        }
    }

    // A first record of one of the last handshakes arrives.
    void confirm(who client, unsigned age) {
        one_client& own = clients_[client];
        handshake& one = own.last[age];
        const bool must_open = age == 0 && own.hey == one.hey_of_record && has_place(client);
        std::array<std::uint8_t, 95> content;
        tscp::server_session<profile> confirmed;
        const std::uint64_t link = client == alice ? 1 : 2;
        if (places().open(one.record.view(), link, content, confirmed) != tscp::errc::none) {
            if (must_open) { break_promise("a first record does not open in its place"); }
            return;
        }
        if (one.number <= own.confirmed) { break_promise("order: an older handshake is confirmed over a newer one"); }
        own.confirmed = one.number;
        const tscp::byte_view name = confirmed.client.name.bytes();
        if (name.size() != 1 || name[0] != (client == alice ? 'a' : 'b') ||
            !tscp::equal_public(confirmed.first_record.data(), one.hello.view().last(4))) {
            break_promise("a record is confirmed as somebody else's");
        }
        if (age != 0) { return; }
        std::array<std::uint8_t, 32> reply;
        tscp::writer out{reply};
        tscp::opened_record opened;
        if (!confirmed.channel.seal({}, out) ||
            session_of(own).channel.open(out.written(), content, opened) != tscp::errc::none) {
            break_promise("the reply to a first record does not open");
        }
    }

    // Whether the present Hello has the place of its newest Hey: a repeat gets the same Hey again.
    [[nodiscard]] bool has_place(who client) const {
        if (clients_[client].hey == 0) { return false; }
        one_server copy = *this;
        copy.clients_[client].hey = 0;
        copy.note_hey(client, copy.serve(copy.clients_[client].last[0].hello, 9));
        toy_random::state() = random_state_;
        return copy.clients_[client].hey == clients_[client].hey;
    }

    // The present handshake, and its place.
    struct presence {
        std::uint32_t number;
        bool has_place;
        bool is_proved;
    };
    [[nodiscard]] presence present_place() const {
        const one_client& own = clients_[alice];
        return {own.last[0].number, has_place(alice), own.hey == own.proved_hey};
    }

    void check_place(action what, const presence& before) {
        const one_client& own = clients_[alice];
        if (!before.has_place || what == time || present_.number != before.number || present_.has_place) { return; }
        if (what == record && own.confirmed == own.last[0].number) { return; }  // it became a session
        if (what == record_1 || what == record_2 || what == bob_confirms || what == record) {
            return break_promise("alive: a confirmation empties the place of the present handshake");
        }
        const bool may_displace = what == proof_1 || what == proof_2 || what == bob_begins;
        if (before.is_proved || !may_displace) {
            break_promise("out: the place of the present handshake is taken away");
        }
    }

    // A handshake over a network that works; false where the server has no place.
    bool shake_hands(who client) {
        one_client& own = clients_[client];
        const std::uint32_t others_proved = clients_[1 - client].has_proved_places;
        const std::uint32_t own_proved = own.has_proved_places;
        ++now_;
        begin_handshake(client);
        answer given = serve(own.last[0].hello, client == alice ? 1 : 2);
        receive(client, given);
        if (given.error == tscp::errc::cookie_required) {
            ++now_;
            given = serve(own.last[0].proof, client == alice ? 1 : 2);
            receive(client, given);
        }
        if (given.error != tscp::errc::none) {
            const bool is_full = given.error == tscp::errc::table_full && (others_proved != 0 || own_proved != 0);
            if (demands_cookies && !is_full) { break_promise("a client is refused without reason"); }
            return false;
        }
        confirm(client, 0);
        return own.confirmed == own.last[0].number;
    }

    alignas(16) std::uint8_t table_[sizeof(table)];
    std::array<one_client, 2> clients_;
    presence present_;
    std::uint64_t now_;
    std::uint64_t history_;
    std::uint64_t random_state_;
    log_position log_;
    std::uint8_t last_cid_;
};

}  // namespace test
