// SPDX-License-Identifier: MIT
// The table of half-open sessions against a model of it: the rules of docs/PROTOCOL.md, "Half-open sessions" and
// "Return routability", over messages that are new, repeated, late, of other links, damaged, and of several clients.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/datagram_client.hpp"

namespace {

using test::bytes;
using tscp::errc;

struct profile : test::profile_of<tscp::framing::datagram, test::none_chacha> {
    static constexpr std::size_t cid_size = 4;
};
constexpr std::size_t places = 6;
constexpr std::size_t asks_above = 3;
constexpr tscp::half_open_times times{10'000, 15'000};

// A handshake of a client: its messages so far.
struct handshake {
    std::string name;
    std::unique_ptr<test::datagram_client<profile>> client;
    bytes hey;     // the last that came
    bytes record;  // of the session by `hey_read`
    bytes hey_read;
};

struct cookie_sent {
    std::size_t handshake = 0;
    std::uint64_t link = 0;
    std::uint64_t time = 0;
    bytes message;  // with it, from the client
};

// What the rules say.
struct model {
    struct place {
        std::size_t handshake = 0;
        std::string name;
        bool proved = false;
        std::uint64_t cookie_time = 0;
        std::uint64_t time = 0;
    };

    // A Hello with a cookie that is good and a proof that is right, or not, at `now`. `found` is its place then.
    errc answer(std::size_t which, const std::string& name, bool good, bool proof, std::uint64_t cookie_time,
                std::uint64_t now) {
        drop_if([&](const place& one) { return now - one.time >= times.place; });
        const bool proved = good && proof;
        const auto own = std::find_if(all.begin(), all.end(), [&](const place& one) { return one.handshake == which; });
        if (own != all.end()) {
            if (proved && own->proved) { own->cookie_time = std::max(own->cookie_time, cookie_time); }
            if (proved && !own->proved && make_room(name, cookie_time) == errc::none) {
                // What made room may lie before it.
                for (place& one : all) {
                    if (one.handshake == which) {
                        one.proved = true;
                        one.cookie_time = cookie_time;
                    }
                }
            }
            return errc::none;
        }
        const bool demanded = all.size() > asks_above;
        const auto same_name = [&](const place& one) { return !name.empty() && one.name == name; };
        if (!proved) {
            if (demanded || std::any_of(all.begin(), all.end(), same_name)) { return errc::cookie_required; }
        } else {
            if (const errc error = make_room(name, cookie_time); error != errc::none) { return error; }
            if (all.size() == places) {
                auto victim = std::find_if(all.begin(), all.end(),
                                           [&](const place& one) { return !one.proved && same_name(one); });
                if (victim == all.end()) {
                    victim = std::find_if(all.begin(), all.end(), [](const place& one) { return !one.proved; });
                }
                if (victim == all.end()) { return errc::table_full; }
                all.erase(victim);
            }
        }
        all.push_back({which, name, proved, proved ? cookie_time : 0, now});
        return errc::none;
    }

    // At most two proved places: the older cookie's goes.
    errc make_room(const std::string& name, std::uint64_t cookie_time) {
        std::vector<std::size_t> own;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!name.empty() && all[i].proved && all[i].name == name) { own.push_back(i); }
        }
        if (own.size() < 2) { return errc::none; }
        const std::size_t oldest = all[own[0]].cookie_time <= all[own[1]].cookie_time ? own[0] : own[1];
        if (all[oldest].cookie_time >= cookie_time) { return errc::stale_cookie; }
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(oldest));
        return errc::none;
    }

    // The confirmation of a handshake: False where it has no place.
    bool confirm(std::size_t which) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].handshake != which) { continue; }
            const std::string name = all[i].name;
            std::vector<place> left;
            for (std::size_t j = 0; j < all.size(); ++j) {
                if (j != i && (j > i || name.empty() || all[j].name != name)) { left.push_back(all[j]); }
            }
            all = left;
            return true;
        }
        return false;
    }

    template <class Condition>
    void drop_if(const Condition& condition) {
        all.erase(std::remove_if(all.begin(), all.end(), condition), all.end());
    }

    std::vector<place> all;  // in the order of their Hellos
};

class world {
public:
    void step() {
        switch (chance_.below(8)) {
            case 0: begin(); break;
            case 1:
            case 2: send_hello(); break;
            case 3:
            case 4: send_with_cookie(); break;
            case 5: read_hey(); break;
            case 6: send_record(); break;
            default: now_ += chance_.below(2000); break;
        }
    }

    std::array<std::size_t, 256> seen{};  // by errc
    std::size_t confirmed = 0;

private:
    static constexpr std::size_t recent = 10;

    std::size_t any_recent() {
        if (handshakes_.empty()) { begin(); }
        const std::size_t from = handshakes_.size() < recent ? 0 : handshakes_.size() - recent;
        return from + chance_.below(handshakes_.size() - from);
    }

    void begin() {
        static const char* const names[] = {"a", "a", "b", "c", ""};
        const std::size_t number = handshakes_.size();
        handshake one;
        one.name = names[chance_.below(5)];
        one.client = std::make_unique<test::datagram_client<profile>>(one.name + "#" + std::to_string(number), number);
        one.client->begin();
        handshakes_.push_back(std::move(one));
        if (handshakes_.size() > recent) { handshakes_[handshakes_.size() - recent - 1].client.reset(); }
    }

    void send_hello() {
        const std::size_t which = any_recent();
        send(which, handshakes_[which].client->hello, false, false, 0, 1 + chance_.below(2));
    }

    void send_with_cookie() {
        if (cookies_.empty()) { return; }
        const std::size_t from = cookies_.size() < 20 ? 0 : cookies_.size() - 20;
        const cookie_sent& one = cookies_[from + chance_.below(cookies_.size() - from)];
        if (one.handshake + recent < handshakes_.size()) { return; }
        bytes message = one.message;
        const std::uint64_t damage = chance_.below(6);
        const std::uint64_t link = chance_.below(5) == 0 ? 3 - one.link : one.link;
        if (damage == 0) { message[12] = static_cast<std::uint8_t>(message[12] ^ 4U); }
        if (damage == 1) { message.back() = static_cast<std::uint8_t>(message.back() ^ 4U); }
        const bool good = damage != 0 && link == one.link && now_ - one.time <= times.cookie;
        send(one.handshake, message, good, damage != 1, one.time, link);
    }

    void send(std::size_t which, const bytes& message, bool good, bool proof, std::uint64_t cookie_time,
              std::uint64_t link) {
        handshake& one = handshakes_[which];
        bytes buffer(300);
        bytes cid(4);
        tscp::write_big_endian(++cids_, cid);
        tscp::writer out{buffer};
        const std::size_t draws = random_.draws;
        const errc error = table_.answer_hello(server_, message, link, now_, out, tscp::cid_view{cid}).error();
        const bool had_place = std::any_of(rules_.all.begin(), rules_.all.end(), [&](const model::place& place) {
            return place.handshake == which && now_ - place.time < times.place;
        });
        CAPTURE(which, one.name, good, proof, now_, had_place);
        REQUIRE(error == rules_.answer(which, one.name, good, proof, cookie_time, now_));
        REQUIRE(table_.size() == rules_.all.size());
        ++seen[static_cast<std::size_t>(error)];
        const bytes reply{out.written().begin(), out.written().end()};
        REQUIRE(reply.size() <= one.client->hello.size() + 4);
        if (error == errc::none) {
            REQUIRE(tscp::kind_of(reply) == tscp::message_kind::hey);
            if (had_place) { REQUIRE(reply == one.hey); }
            REQUIRE(random_.draws == draws + (had_place ? 0 : 1));
            one.hey = reply;
        } else if (error == errc::cookie_required) {
            REQUIRE(reply.size() == 17);
            one.client->repeat();
            if (const auto answer = one.client->receive(reply)) { cookies_.push_back({which, link, now_, *answer}); }
        } else {
            REQUIRE(reply.empty());
        }
    }

    void read_hey() {
        handshake& one = handshakes_[any_recent()];
        if (one.hey.empty() || one.client->session) { return; }
        const auto record = one.client->receive(one.hey);
        REQUIRE(record);
        one.record = *record;
        one.hey_read = one.hey;
    }

    void send_record() {
        const std::size_t which = any_recent();
        const handshake& one = handshakes_[which];
        if (one.record.empty()) { return; }
        bytes content(10);
        const errc error = table_.open(one.record, 1, content).error();
        const bool is_last_hey = one.hey == one.hey_read;
        CAPTURE(which, one.name, is_last_hey, now_);
        // The Hello may have been played again since.
        REQUIRE(error == (is_last_hey && rules_.confirm(which) ? errc::none : errc::no_session));
        REQUIRE(table_.size() == rules_.all.size());
        confirmed += error == errc::none ? 1 : 0;
    }

    test::repeatable_random chance_{20261126};
    test::counted_random random_{5};
    test::any_client directory_;
    tscp::server<profile, test::any_client> server_{directory_, random_};
    tscp::half_open_table<profile, places, tscp::cookies::above<asks_above>> table_{random_, times};
    model rules_;
    std::vector<handshake> handshakes_;
    std::vector<cookie_sent> cookies_;
    std::uint64_t now_ = 1'000'000;
    std::uint64_t cids_ = 0;
};

}  // namespace

TEST_CASE("a table does what the rules say, whatever comes") {
    world one;
    for (int i = 0; i < 60000; ++i) { one.step(); }
    for (const errc error : {errc::none, errc::cookie_required, errc::stale_cookie, errc::table_full}) {
        CAPTURE(static_cast<int>(error), one.seen[static_cast<std::size_t>(error)]);
        CHECK(one.seen[static_cast<std::size_t>(error)] >= 20);
    }
    CHECK(one.confirmed >= 100);
}
