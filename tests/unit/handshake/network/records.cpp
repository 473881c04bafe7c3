// SPDX-License-Identifier: MIT
// Two million records over a network that loses, repeats, reorders and damages: nothing is delivered twice, nothing
// forged. TSCP_NETWORK_SEED repeats a run, TSCP_NETWORK_RECORDS makes it longer or shorter.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <vector>

#include "../../../support/catch.hpp"
#include "../../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using profile = test::profile_of<tscp::framing::datagram, test::none_chacha>;

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

struct damage {
    std::size_t lost = 0;
    std::size_t repeated = 0;
    std::size_t reordered = 0;
    std::size_t corrupted = 0;
    std::size_t cut = 0;
    std::size_t delivered = 0;
    std::size_t refused = 0;
};

// One direction: what is under way, and which serial numbers have arrived.
struct line {
    std::deque<bytes> under_way;
    std::vector<bool> arrived;
    std::uint64_t sent = 0;
};

bytes content_of(std::uint64_t serial) {
    bytes content(8 + serial % 24, static_cast<std::uint8_t>(serial));
    for (std::size_t i = 0; i < 8; ++i) { content[i] = static_cast<std::uint8_t>(serial >> (8 * i)); }
    return content;
}

template <class From>
void send(From& from, line& on, damage& seen, test::repeatable_random& chance) {
    bytes record = test::seal(from, content_of(on.sent));
    on.arrived.push_back(false);
    ++on.sent;
    switch (chance.below(20)) {
        case 0: ++seen.lost; return;
        case 1:
            ++seen.repeated;
            on.under_way.push_back(record);
            break;
        case 2:
            ++seen.corrupted;
            record[chance.below(record.size())] ^= static_cast<std::uint8_t>(1U << chance.below(8));
            break;
        case 3:
            ++seen.cut;
            record.resize(chance.below(record.size()));
            break;
        default: break;
    }
    if (chance.below(10) == 0 && !on.under_way.empty()) {
        ++seen.reordered;
        on.under_way.insert(on.under_way.end() - static_cast<std::ptrdiff_t>(1 + chance.below(on.under_way.size())),
                            record);
    } else {
        on.under_way.push_back(record);
    }
}

template <class To>
void deliver(To& to, line& on, damage& seen) {
    bytes record = on.under_way.front();
    on.under_way.pop_front();
    const auto got = to.open_in_place(record);
    if (!got) {
        ++seen.refused;
        return;
    }
    if (got->event() != tscp::record_event::data) { return; }
    REQUIRE(got->data().size() >= 8);
    std::uint64_t serial = 0;
    for (std::size_t i = 0; i < 8; ++i) { serial |= static_cast<std::uint64_t>(got->data()[i]) << (8 * i); }
    REQUIRE(serial < on.sent);
    REQUIRE_FALSE(on.arrived[serial]);
    REQUIRE(tscp::equal_public(got->data(), content_of(serial)));
    on.arrived[serial] = true;
    ++seen.delivered;
}

}  // namespace

TEST_CASE("two million records over a bad network") {
    const std::uint64_t seed = number_from("TSCP_NETWORK_SEED", 20261124);
    const std::uint64_t records = number_from("TSCP_NETWORK_RECORDS", 2000000);
    std::printf("network: seed %llu\n", static_cast<unsigned long long>(seed));
    test::repeatable_random chance{seed};
    test::pair<profile> one{seed};
    line up;
    line down;
    damage seen;
    std::size_t updates = 0;
    while (up.sent + down.sent < records) {
        if (chance.below(2) == 0) {
            send(one.client_channel(), up, seen, chance);
        } else {
            send(one.server_channel(), down, seen, chance);
        }
        if (chance.below(5000) == 0) {
            bytes buffer(100);
            tscp::writer out{buffer};
            if (one.client_channel().seal_key_update(out)) {
                ++updates;
                up.under_way.emplace_back(out.written().begin(), out.written().end());
            }
        }
        while (up.under_way.size() > 12) { deliver(one.server_channel(), up, seen); }
        while (down.under_way.size() > 12) { deliver(one.client_channel(), down, seen); }
        REQUIRE_FALSE(one.client_channel().ended());
        REQUIRE_FALSE(one.server_channel().ended());
    }
    while (!up.under_way.empty()) { deliver(one.server_channel(), up, seen); }
    while (!down.under_way.empty()) { deliver(one.client_channel(), down, seen); }
    std::printf(
        "network: %zu lost, %zu repeated, %zu reordered, %zu corrupted, %zu cut, %zu updates: %zu delivered, %zu "
        "refused\n",
        seen.lost, seen.repeated, seen.reordered, seen.corrupted, seen.cut, updates, seen.delivered, seen.refused);
    for (const std::size_t kind : {seen.lost, seen.repeated, seen.reordered, seen.corrupted, seen.cut}) {
        CHECK(kind >= 1000);
    }
    CHECK(updates > 50);
    // What was sent and neither lost nor damaged is delivered, but for the few that an update overtakes.
    CHECK(seen.delivered > (records - seen.lost - seen.corrupted - seen.cut) / 100 * 99);
}
