// SPDX-License-Identifier: MIT
// Who gets a place: the rules one by one, and all that two promises need, by going through all states.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <tscp/handshake/half_open_places.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::errc;
using tscp::detail::place_choice;

// A place with a text for a name; free where that is "-".
struct fake_place {
    std::string text = "-";
    bool is_proved = false;
    std::uint64_t time = 0;
    std::uint64_t number = 0;

    [[nodiscard]] bool used() const { return text != "-"; }
    [[nodiscard]] tscp::byte_view name() const {
        return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    }
    [[nodiscard]] bool proved() const { return is_proved; }
    [[nodiscard]] std::uint64_t cookie_time() const { return time; }
    [[nodiscard]] std::uint64_t order() const { return number; }
};
using places = std::vector<fake_place>;

const fake_place nobody;
fake_place unproved(const std::string& name, std::uint64_t order) { return {name, false, 0, order}; }
fake_place proved(const std::string& name, std::uint64_t cookie_time, std::uint64_t order = 1) {
    return {name, true, cookie_time, order};
}

// The index of the place, or the refusal.
struct answer {
    errc refusal;
    std::size_t index;
    bool operator==(const answer& other) const { return refusal == other.refusal && index == other.index; }
};
answer at(std::size_t index) { return {errc::none, index}; }
answer refused(errc error) { return {error, 0}; }

template <bool CookiesAreDemanded = true>
answer choose(const places& all, const std::string& name, bool cookie_demanded = false) {
    const fake_place self = unproved(name, 0);
    const place_choice choice =
        tscp::detail::choose_place<CookiesAreDemanded>(all, {self.name(), cookie_demanded, false, 0});
    return {choice.refusal, choice.index};
}
answer choose_proved(const places& all, const std::string& name, std::uint64_t cookie_time) {
    const fake_place self = unproved(name, 0);
    const place_choice choice = tscp::detail::choose_place<true>(all, {self.name(), true, true, cookie_time});
    return {choice.refusal, choice.index};
}

}  // namespace

TEST_CASE("an unproved newcomer takes a free place, and no other") {
    CHECK(choose({nobody, nobody}, "a") == at(1));
    CHECK(choose({unproved("b", 1), nobody}, "a") == at(1));
    CHECK(choose({nobody, proved("b", 9)}, "a") == at(0));
    CHECK(choose({unproved("b", 1), proved("c", 1)}, "a") == refused(errc::cookie_required));
    CHECK(choose<false>({unproved("b", 1), proved("c", 1)}, "a") == refused(errc::table_full));
}

TEST_CASE("an unproved newcomer whose name has a place, or of whom a cookie is demanded, gets none") {
    for (const fake_place& own : {unproved("a", 1), proved("a", 1)}) {
        CHECK(choose({own, nobody}, "a") == refused(errc::cookie_required));
        CHECK(choose<false>({own, nobody}, "a") == refused(errc::client_has_place));
        CHECK(choose({own, nobody}, "ab") == at(1));
    }
    CHECK(choose({nobody}, "a", true) == refused(errc::cookie_required));
    CHECK(choose<false>({nobody}, "a", true) == refused(errc::table_full));
}

TEST_CASE("clients without a name share nothing") {
    CHECK(choose({unproved("", 1), nobody}, "") == at(1));
    CHECK(choose_proved({proved("", 1), proved("", 2), nobody}, "", 3) == at(2));
    CHECK(choose_proved({proved("", 1), proved("", 2)}, "", 3) == refused(errc::table_full));
}

TEST_CASE("a proved newcomer takes a free place, else its own name's unproved one, else the oldest unproved one") {
    CHECK(choose_proved({unproved("a", 1), nobody}, "a", 5) == at(1));
    CHECK(choose_proved({unproved("b", 2), unproved("a", 3), unproved("c", 1)}, "a", 5) == at(1));
    CHECK(choose_proved({unproved("b", 2), unproved("a", 1), unproved("c", 3)}, "a", 5) == at(1));
    CHECK(choose_proved({unproved("b", 2), proved("a", 3), unproved("c", 1)}, "a", 5) == at(2));
    CHECK(choose_proved({proved("b", 2), proved("a", 3), proved("c", 1)}, "a", 5) == refused(errc::table_full));
}

TEST_CASE("a proved newcomer whose name has two proved places displaces the older cookie's, for a newer cookie only") {
    const places all{proved("a", 7, 1), nobody, proved("a", 5, 2), unproved("b", 3), proved("b", 1)};
    CHECK(choose_proved(all, "a", 6) == at(2));
    CHECK(choose_proved(all, "a", 8) == at(2));
    CHECK(choose_proved({proved("a", 5, 2), proved("a", 5, 1)}, "a", 6) == at(1));
    CHECK(choose_proved({proved("a", 5, 1), proved("a", 5, 2)}, "a", 6) == at(0));
    CHECK(choose_proved(all, "a", 5) == refused(errc::stale_cookie));
    CHECK(choose_proved(all, "a", 4) == refused(errc::stale_cookie));
}

TEST_CASE("a cookie is demanded never, above a number of places, or always") {
    using namespace tscp::cookies;
    STATIC_REQUIRE_FALSE(never::may_be_demanded);
    STATIC_REQUIRE_FALSE(never::demanded(1000));
    STATIC_REQUIRE_FALSE(above<4>::demanded(4));
    STATIC_REQUIRE(above<4>::demanded(5));
    STATIC_REQUIRE(always::demanded(0));
}

// One client makes handshakes one after the other; the server makes cookies for the present one, in the order of their
// times; an attacker plays every message with a cookie again and again, and places are emptied at any time. Promises: a
// message of an older handshake never displaces the place of the present one, and the message of the present handshake
// with the newest cookie always gets a place.
namespace {

constexpr std::uint64_t handshakes = 4;
constexpr std::uint64_t cookies = 5;

using proof = std::pair<std::uint64_t, std::uint64_t>;  // handshake, cookie
using state = std::tuple<std::uint64_t, std::uint64_t, std::set<proof>, std::vector<proof>>;

struct explorer {
    std::set<state> seen;
    std::vector<state> unexplored;
    bool displaced = false;  // the present handshake by an older one
    bool dropped = false;    // the present handshake's newest

    void reach(const state& next) {
        if (seen.insert(next).second) { unexplored.push_back(next); }
    }

    void play(const state& from, const proof& played) {
        const auto& [present, made, proofs, held] = from;
        if (std::any_of(held.begin(), held.end(), [&](const proof& one) { return one.first == played.first; })) {
            return;
        }
        places all(3);
        for (std::size_t i = 0; i < held.size(); ++i) { all[i] = proved("a", held[i].second, i + 1); }
        const answer chosen = choose_proved(all, "a", played.second);
        const bool is_present = played.first == present;
        if (chosen.refusal != errc::none) {
            dropped = dropped || (is_present && played == *std::max_element(proofs.begin(), proofs.end(), newer));
            return;
        }
        std::vector<proof> left = held;
        if (chosen.index < held.size()) {
            displaced = displaced || (held[chosen.index].first == present && !is_present);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(chosen.index));
        }
        left.push_back(played);
        std::sort(left.begin(), left.end());
        reach({present, made, proofs, left});
    }

    void run() {
        reach({0, 0, {}, {}});
        while (!unexplored.empty()) {
            const state from = unexplored.back();
            unexplored.pop_back();
            const auto& [present, made, proofs, held] = from;
            if (present < handshakes) { reach({present + 1, made, proofs, held}); }
            if (present > 0 && made < cookies) {
                std::set<proof> more = proofs;
                more.insert({present, made + 1});
                reach({present, made + 1, more, held});
            }
            for (std::size_t i = 0; i < held.size(); ++i) {
                std::vector<proof> left = held;
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                reach({present, made, proofs, left});
            }
            for (const proof& played : proofs) { play(from, played); }
        }
    }

    static bool newer(const proof& left, const proof& right) { return left.second < right.second; }
};

}  // namespace

TEST_CASE("no recorded message displaces a client's present handshake or keeps its newest cookie out, in any state") {
    explorer all;
    all.run();
    CHECK(all.seen.size() > 1000);
    CHECK_FALSE(all.displaced);
    CHECK_FALSE(all.dropped);
}
