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
#include "../../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using profile = test::profile_of<tscp::framing::datagram, test::none_chacha>;
using client_type = tscp::client<profile>;
using waiting_type = tscp::waiting_client<profile>;

struct any_client {
    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept { return test::entry(identity); }
};
using server_type = tscp::server<profile, any_client>;

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
    explicit world(std::uint64_t seed) : random_{seed}, chance_{seed}, up_{chance_, seen}, down_{chance_, seen} {}

    // Until the client has opened a record of the server in a new session; how many rounds it took.
    std::size_t handshake() {
        answered_ = false;
        std::size_t rounds = 0;
        bytes hello;
        while (!answered_) {
            REQUIRE(rounds < 1000);
            // The place that the server kept may have gone to an old Hello: whoever gets no answer begins anew.
            if (rounds++ % 20 == 0) {
                client_.reset();
                hello = new_hello();
                hellos += 1;
            }
            up_.send(client_ ? test::seal(client_->channel, tscp::bytes_of("ping")) : hello);
            while (const auto unit = up_.next()) { at_server(*unit); }
            while (const auto unit = down_.next()) { at_client(*unit); }
        }
        CHECK(sessions_.count(exported(client_->secrets)) == 1);
        return rounds;
    }

    std::size_t hellos = 0;
    damage seen;
    std::size_t confirmed = 0;

private:
    bytes new_hello() {
        return test::written_by([&](tscp::writer& out) {
            auto sent = client_type{test::credential(), random_}.write_hello(out);
            waiting_.emplace(std::move(*sent));
            return true;
        });
    }

    void at_server(bytes unit) {
        bytes buffer(300);
        tscp::writer out{buffer};
        if (tscp::kind_of(unit) == tscp::message_kind::hello) {
            (void)table_.answer_hello(server_at_, unit, 7, 0, out);
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
        REQUIRE(tscp::equal_public(done->first_record.data(), tscp::bytes_of("ping")));
        ++confirmed;
        // No session is confirmed twice.
        REQUIRE(sessions_.insert(exported(done->secrets)).second);
        servers_.push_back(std::move(*done));
        if (servers_.size() > 8) { servers_.pop_front(); }
        down_.send(test::seal(servers_.back().channel, tscp::bytes_of("pong")));
    }

    void at_client(bytes unit) {
        if (client_) {
            const auto got = client_->channel.open_in_place(unit);
            if (!got) { return; }
            REQUIRE(tscp::equal_public(got->data(), tscp::bytes_of("pong")));
            answered_ = true;
            return;
        }
        auto session = std::move(*waiting_).read_hey(unit);
        if (session) { client_.emplace(std::move(*session)); }
    }

    test::counted_random random_;
    test::repeatable_random chance_;
    line up_;
    line down_;
    any_client directory_;
    server_type server_at_{directory_, random_};
    tscp::half_open_table<profile, 4, 2> table_;
    std::optional<waiting_type> waiting_;
    std::optional<tscp::client_session<profile>> client_;
    std::deque<tscp::server_session<profile>> servers_;
    std::set<bytes> sessions_;
    bool answered_ = false;
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
    std::printf("handshakes: %zu of %zu Hellos and %zu rounds, %zu at most; %zu confirmed\n", count, one.hellos, rounds,
                most, one.confirmed);
    std::printf("handshakes: %zu lost, %zu repeated, %zu delayed, %zu corrupted, %zu cut\n", one.seen.lost,
                one.seen.repeated, one.seen.delayed, one.seen.corrupted, one.seen.cut);
    CHECK(one.confirmed >= count);
    for (const std::size_t kind :
         {one.seen.lost, one.seen.repeated, one.seen.delayed, one.seen.corrupted, one.seen.cut}) {
        CHECK(kind >= 1000);
    }
}
