// SPDX-License-Identifier: MIT
// Handshakes over a network that loses, repeats, delays and damages, old datagrams among the new: every one ends with
// the same secrets at both ends, and no old or damaged one makes a session. TSCP_NETWORK_SEED repeats a run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <optional>
#include <set>

#include "../../../support/catch.hpp"
#include "../../../support/datagram_client.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::profile_of<tscp::framing::datagram, test::none_chacha>;

using client_type = test::datagram_client<profile>;
using server_type = tscp::server<profile, test::any_client>;

struct damage {
    std::size_t lost = 0;
    std::size_t repeated = 0;
    std::size_t delayed = 0;
    std::size_t corrupted = 0;
    std::size_t cut = 0;
};

// One direction. What is delayed comes any time later, in a later handshake too.
class line {
public:
    line(test::repeatable_random& chance, damage& seen) : chance_{chance}, seen_{seen} {}

    void send(bytes unit) {
        switch (chance_.below(8)) {
            case 0: ++seen_.lost; return;
            case 1:
                ++seen_.corrupted;
                unit[chance_.below(unit.size())] ^= static_cast<std::uint8_t>(1U << chance_.below(8));
                break;
            case 2:
                ++seen_.cut;
                unit.resize(chance_.below(unit.size()));
                break;
            case 3:
                ++seen_.repeated;
                soon_.push_back(unit);
                break;
            case 4:
                ++seen_.delayed;
                late_.push_back(unit);
                return;
            default: break;
        }
        soon_.push_back(unit);
    }

    std::optional<bytes> next() {
        if (late_.size() > 10 && chance_.below(3) == 0) { return take(late_, chance_.below(late_.size())); }
        if (soon_.empty()) { return std::nullopt; }
        return take(soon_, 0);
    }

private:
    static bytes take(std::deque<bytes>& from, std::size_t at) {
        bytes unit = from[at];
        from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
        return unit;
    }

    test::repeatable_random& chance_;
    damage& seen_;
    std::deque<bytes> soon_;
    std::deque<bytes> late_;
};

bytes exported(const tscp::session_secrets<profile::hash>& secrets) {
    bytes out(32);
    REQUIRE(secrets.export_keying_material(tscp::bytes_of("test"), {}, out));
    return out;
}

// A device that shakes hands over and over, and a server with a table for it.
class world {
public:
    explicit world(std::uint64_t seed)
        : client_{"dev1", seed}, random_{seed + 1}, chance_{seed}, up_{chance_, seen}, down_{chance_, seen} {}

    // Until the client has opened a record of the server in a new session; how many rounds it took.
    std::size_t handshake() {
        client_.confirmed = false;
        std::size_t rounds = 0;
        while (!client_.confirmed) {
            REQUIRE(rounds < 1000);
            // What the server kept may be an old handshake's: whoever gets no answer begins anew.
            if (rounds++ % 20 == 0) {
                client_.begin();
                hellos += 1;
            }
            now_ += 100;
            up_.send(client_.repeat());
            while (const auto unit = up_.next()) { at_server(*unit); }
            while (const auto unit = down_.next()) {
                if (const auto answer = client_.receive(*unit)) { up_.send(*answer); }
            }
        }
        CHECK(sessions_.count(exported(client_.session->secrets)) == 1);
        return rounds;
    }

    std::size_t hellos = 0;
    damage seen;
    std::size_t confirmed = 0;
    std::size_t cookies = 0;

private:
    void at_server(bytes unit) {
        if (tscp::kind_of(unit) != tscp::message_kind::record) {
            bytes buffer(300);
            tscp::writer out{buffer};
            const errc error = table_.answer_hello(server_at_, unit, 7, now_, out).error();
            cookies += error == errc::cookie_required ? 1 : 0;
            if (out.size() > 0) { down_.send({out.written().begin(), out.written().end()}); }
            return;
        }
        bytes content(300);
        for (auto& session : servers_) {
            if (session.channel.open(unit, content)) {
                down_.send(test::seal(session.channel, tscp::bytes_of("pong")));
                return;
            }
        }
        auto done = table_.open(unit, 7, content);
        if (!done) { return; }
        REQUIRE(done->first_record.data().empty());
        ++confirmed;
        // No session is confirmed twice.
        REQUIRE(sessions_.insert(exported(done->secrets)).second);
        servers_.push_back(std::move(*done));
        if (servers_.size() > 8) { servers_.pop_front(); }
        down_.send(test::seal(servers_.back().channel, tscp::bytes_of("pong")));
    }

    client_type client_;
    test::counted_random random_;
    test::repeatable_random chance_;
    line up_;
    line down_;
    test::any_client directory_;
    server_type server_at_{directory_, random_};
    tscp::half_open_table<profile, 4> table_{random_};
    std::deque<tscp::server_session<profile>> servers_;
    std::set<bytes> sessions_;
    std::uint64_t now_ = 0;
};

}  // namespace

TEST_CASE("five thousand handshakes over a bad network") {
    const char* const text = std::getenv("TSCP_NETWORK_SEED");
    const std::uint64_t seed = text == nullptr ? 20261124 : std::strtoull(text, nullptr, 10);
    std::printf("handshakes: seed %llu\n", static_cast<unsigned long long>(seed));
    world one{seed};
    constexpr std::size_t count = 5000;
    std::size_t rounds = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t taken = one.handshake();
        rounds += taken;
        most = std::max(most, taken);
    }
    std::printf("handshakes: %zu of %zu Hellos, %zu cookies and %zu rounds, %zu at most; %zu confirmed\n", count,
                one.hellos, one.cookies, rounds, most, one.confirmed);
    std::printf("handshakes: %zu lost, %zu repeated, %zu delayed, %zu corrupted, %zu cut\n", one.seen.lost,
                one.seen.repeated, one.seen.delayed, one.seen.corrupted, one.seen.cut);
    CHECK(one.confirmed >= count);
    for (const std::size_t kind :
         {one.seen.lost, one.seen.repeated, one.seen.delayed, one.seen.corrupted, one.seen.cut}) {
        CHECK(kind >= 1000);
    }
}
