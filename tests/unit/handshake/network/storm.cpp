// SPDX-License-Identifier: MIT
// A server's table of half-open sessions in virtual time: a thousand clients that come back at once, and a client whose
// recorded messages are played again and again. With group none, as what is tried is who finds a place, not what a
// handshake costs. TSCP_NETWORK_SEED repeats a run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "../../../support/catch.hpp"
#include "../../../support/datagram_client.hpp"

namespace {

using test::bytes;
using tscp::errc;

struct profile : test::profile_of<tscp::framing::datagram, test::none_chacha> {
    static constexpr std::size_t cid_size = 4;
};

// All times are milliseconds.
constexpr std::uint64_t one_way = 25;

// What happens, in the order of time.
class agenda {
public:
    void at(std::uint64_t time, std::function<void()> what) { events_.push({time, ++count_, std::move(what)}); }
    void after(std::uint64_t delay, std::function<void()> what) { at(now + delay, std::move(what)); }
    // False where nothing is left to happen.
    bool step() {
        if (events_.empty()) { return false; }
        const event next = events_.top();
        events_.pop();
        now = next.time;
        next.what();
        return true;
    }

    std::uint64_t now = 1'000'000;

private:
    struct event {
        std::uint64_t time;
        std::uint64_t number;
        std::function<void()> what;
        bool operator<(const event& other) const {
            return time != other.time ? time > other.time : number > other.number;
        }
    };
    std::priority_queue<event> events_;
    std::uint64_t count_ = 0;
};

// A server that confirms sessions, and does nothing with them.
class server_end {
public:
    // What it answers, if anything.
    bytes receive(const bytes& message, std::uint64_t link, std::uint64_t now) {
        bytes buffer(300);
        tscp::writer out{buffer};
        if (tscp::kind_of(message) == tscp::message_kind::record) {
            tscp::server_session<profile> session;
            bytes content(message.size());
            if (table.open(message, link, content, session) != errc::none) { return {}; }
            ++confirmed;
            (void)session.channel.seal({}, out);
        } else {
            bytes cid(4);
            tscp::write_big_endian(++cids_, cid);
            const errc error = table.answer_hello(server_, message, link, now, out, tscp::cid_view{cid}).error();
            ++seen[static_cast<std::size_t>(error)];
            most = std::max(most, table.size());
        }
        return {out.written().begin(), out.written().end()};
    }

    std::size_t seen[256] = {};  // answers to Hellos, by errc
    std::size_t confirmed = 0;
    std::size_t most = 0;
    test::counted_random random{2};
    tscp::half_open_table<profile, 64> table{random};

private:
    test::any_client directory_;
    tscp::server<profile, test::any_client> server_{directory_, random};
    std::uint64_t cids_ = 0;
};

// A client with a timer, on a network that loses nothing.
class client_end {
public:
    client_end(agenda& all, server_end& server, test::repeatable_random& chance, std::string identity,
               std::uint64_t link, std::uint64_t own_seed)
        : all_{all}, server_{server}, chance_{chance}, client_{std::move(identity), own_seed}, link_{link} {}

    // Begins a handshake, and goes on until it has a session.
    void begin() {
        interval_ = 1000;
        records_ = 0;
        ++begun;
        ++sends;
        send(client_.begin());
        wait();
    }

    std::size_t begun = 0;  // handshakes
    std::size_t sends = 0;  // of the timer
    std::uint64_t done_at = 0;
    std::vector<bytes> on_air;  // what this end sent

private:
    static constexpr int max_records = 2;

    void send(const bytes& message) {
        on_air.push_back(message);
        all_.after(one_way, [this, message] {
            const bytes answer = server_.receive(message, link_, all_.now);
            if (!answer.empty()) {
                all_.after(one_way, [this, answer] { receive(answer); });
            }
        });
    }
    void receive(const bytes& message) {
        const bool had_keys = client_.session.has_value();
        if (const auto answer = client_.receive(message)) { send(*answer); }
        if (client_.confirmed && done_at == 0) { done_at = all_.now; }
        // Records have a timer of their own.
        if (!had_keys && client_.session) {
            interval_ = 1000;
            ++generation_;
            wait();
        }
    }
    void wait() {
        const std::uint64_t delay = interval_ / 2 + chance_.below(interval_ + 1);
        interval_ = std::min<std::uint64_t>(2 * interval_, 60'000);
        all_.after(delay, [this, mine = generation_] {
            if (done_at != 0 || mine != generation_) { return; }
            if (client_.session && ++records_ >= max_records) {
                begin();
                return;
            }
            ++sends;
            send(client_.repeat());
            wait();
        });
    }

    agenda& all_;
    server_end& server_;
    test::repeatable_random& chance_;
    test::datagram_client<profile> client_;
    std::uint64_t link_;
    std::uint64_t interval_ = 1000;
    std::uint64_t generation_ = 0;
    int records_ = 0;
};

// Plays all that it was given, ten times in a round trip, from a link of its own each time or from `link`.
class attacker {
public:
    attacker(agenda& all, server_end& server, std::uint64_t link) : all_{all}, server_{server}, link_{link} { play(); }

    std::vector<bytes> recorded;

private:
    void play() {
        for (const bytes& message : recorded) {
            (void)server_.receive(message, link_ != 0 ? link_ : ++last_link_, all_.now);
        }
        all_.after(2 * one_way / 10, [this] { play(); });
    }

    agenda& all_;
    server_end& server_;
    std::uint64_t link_;
    std::uint64_t last_link_ = 1'000'000;
};

// Runs a handshake, and says by how many sends of the timer it had a session: 0 where it has none in a minute.
std::size_t sends_of_handshake(agenda& all, client_end& client) {
    const std::uint64_t start = all.now;
    client.begin();
    while (client.done_at == 0 && all.now < start + 60'000 && all.step()) {}
    return client.done_at == 0 ? 0 : client.sends;
}

std::uint64_t seed() {
    const char* const text = std::getenv("TSCP_NETWORK_SEED");
    return text == nullptr ? 20261126 : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST_CASE("a thousand clients that come back within a second have sessions within ten, at a table of 64") {
    agenda all;
    server_end server;
    test::repeatable_random chance{seed()};
    const std::uint64_t start = all.now;
    std::vector<std::unique_ptr<client_end>> clients;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        clients.push_back(std::make_unique<client_end>(all, server, chance, "sensor" + std::to_string(i), i, i));
        all.at(start + chance.below(1000), [&one = *clients.back()] { one.begin(); });
    }
    while (all.step() && all.now <= start + 10'000) {}
    std::uint64_t last = 0;
    std::size_t handshakes = 0;
    std::size_t done = 0;
    for (const auto& one : clients) {
        last = std::max(last, one->done_at);
        handshakes += one->begun;
        done += one->done_at != 0 && one->done_at <= start + 10'000 ? 1 : 0;
    }
    std::printf(
        "storm: seed %llu, %zu of 1000 in %llu ms; %zu handshakes, %zu cookies, %zu places at most, %zu dropped\n",
        static_cast<unsigned long long>(seed()), done, static_cast<unsigned long long>(last - start), handshakes,
        server.seen[static_cast<std::size_t>(errc::cookie_required)], server.most,
        server.seen[static_cast<std::size_t>(errc::table_full)]);
    CHECK(done == 1000);
}

TEST_CASE("two recorded Hellos of a client, played ten times a round trip from other addresses, do not keep it out") {
    test::repeatable_random chance{seed()};
    std::size_t most = 0;
    for (std::uint64_t run = 0; run < 1000; ++run) {
        agenda all;
        server_end server;
        attacker replay{all, server, 0};
        for (const std::uint64_t old : {1U, 2U}) {
            replay.recorded.push_back(test::datagram_client<profile>{"dev1", 10 * run + old}.begin());
        }
        const std::uint64_t start = all.now + chance.below(1000);
        while (all.now < start) { all.step(); }
        client_end client{all, server, chance, "dev1", 3, 10 * run + 3};
        const std::size_t sends = sends_of_handshake(all, client);
        REQUIRE(sends >= 1);
        most = std::max(most, sends);
        REQUIRE(server.confirmed == 1);
    }
    std::printf("replayed Hellos: %zu sends at most\n", most);
    CHECK(most <= 3);
}

TEST_CASE("nor does all that a client sent in its last handshakes, cookies too, from wherever it comes") {
    constexpr std::uint64_t client_link = 5;
    test::repeatable_random chance{seed()};
    std::size_t most = 0;
    std::size_t cookies = 0;
    for (std::uint64_t run = 0; run < 100; ++run) {
        agenda all;
        server_end server;
        attacker from_elsewhere{all, server, 0};
        attacker from_there{all, server, client_link};
        from_there.recorded.push_back(test::datagram_client<profile>{"dev1", 100 * run + 99}.begin());
        std::vector<std::unique_ptr<client_end>> clients;
        for (std::uint64_t number = 0; number < 5; ++number) {
            const std::uint64_t start = all.now + chance.below(300);
            while (all.now < start) { all.step(); }
            clients.push_back(
                std::make_unique<client_end>(all, server, chance, "dev1", client_link, 100 * run + number));
            const std::size_t sends = sends_of_handshake(all, *clients.back());
            REQUIRE(sends >= 1);
            most = std::max(most, sends);
            for (const bytes& message : clients.back()->on_air) {
                from_elsewhere.recorded.push_back(message);
                from_there.recorded.push_back(message);
                cookies += tscp::kind_of(message) == tscp::message_kind::hello_with_cookie ? 1 : 0;
            }
        }
    }
    std::printf("replayed handshakes: %zu sends at most, %zu messages with cookies\n", most, cookies);
    CHECK(most <= 3);
    CHECK(cookies >= 100);
}
