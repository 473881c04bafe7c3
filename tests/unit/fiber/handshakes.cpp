// SPDX-License-Identifier: MIT
// Handshakes of each mode in slices: the same bytes as in one piece, in as many slices for one key as for another.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include <tscp/fiber/fiber.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using fiber = tscp::fiber<std::size_t{1} << 18U>;

struct at_yield {
    static inline fiber* current = nullptr;

    static void yield() noexcept {
        if (current != nullptr) { current->pause(); }
    }
};

template <class Yield>
struct profile_with
    : test::profile_of<tscp::framing::datagram,
                       tscp::suite<tscp::portable::yielding_x25519<Yield>, tscp::portable::chacha20_poly1305>,
                       test::none_chacha> {
    using hash = tscp::portable::yielding_sha256<Yield>;
    using static_key = tscp::static_key<tscp::portable::yielding_x25519<Yield>>;
    static constexpr std::size_t cid_size = 4;
};

enum class how : std::uint8_t { psk, psk_without_group, ticket, static_keys, static_keys_and_psk };
constexpr std::array all_ways{how::psk, how::psk_without_group, how::ticket, how::static_keys,
                              how::static_keys_and_psk};

// What both ends know for ever.
template <class Profile>
struct site {
    using key = typename Profile::static_key;
    using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, typename Profile::hash>;

    explicit site(how chosen, std::uint8_t seed)
        : way{chosen}, client{std::move(*key::make(bytes(32, seed)))}, own{std::move(*key::make(bytes(32, 0x22)))} {
        REQUIRE(keys.add(1, bytes(32, 0x33)));
    }

    tscp::psk_entry find_psk(tscp::byte_view) noexcept { return test::entry(tscp::bytes_of("kitchen"), psk); }
    tscp::peer_entry find_peer(tscp::byte_view) noexcept {
        const tscp::public_key_view known{client.public_value()};
        const tscp::client_name name{tscp::bytes_of("kitchen")};
        return way == how::static_keys ? tscp::peer_entry::static_keys(known, name)
                                       : tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{psk}, name);
    }
    [[nodiscard]] const key& own_key() const noexcept { return own; }
    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    how way;
    key client;
    key own;
    keys_type keys;
    bytes psk = test::psk();
};

template <class Profile>
tscp::client_ticket ticket_of(site<Profile>& at) {
    test::ends<Profile> both;
    REQUIRE(test::do_handshake(test::credential(tscp::bytes_of("dev1"), at.psk), at, both) == errc::none);
    test::counted_random random{9};
    bytes record = test::written_by([&](tscp::writer& out) {
        return bool{both.server.seal_ticket(at.keys, {site<Profile>::now(), 600}, random, out)};
    });
    const auto got = both.client.channel.open_in_place(record);
    REQUIRE(got);
    auto ticket = both.client.read_ticket(*got);
    REQUIRE(ticket);
    return std::move(*ticket);
}

// A session from Hello to the client's first record.
template <class Profile>
struct connection {
    explicit connection(how way, std::uint8_t seed = 0x11) : at{way, seed} {
        if (way == how::ticket) { ticket = ticket_of(at); }
        settings.seed = seed;
        settings.first_content = bytes{'h', 'i'};
        settings.suites = bytes{static_cast<std::uint8_t>(way == how::psk_without_group ? 0x01 : 0x11)};
    }

    void run() {
        const tscp::identity_view id{tscp::bytes_of("dev1")};
        const tscp::public_key_view server{at.own.public_value()};
        const auto by = [&](const auto& credential) { error = test::do_handshake(credential, at, both, settings); };
        switch (at.way) {
            case how::ticket: return by(tscp::resumption{ticket});
            case how::static_keys: return by(tscp::static_keys<typename Profile::static_key>{id, at.client, server});
            case how::static_keys_and_psk:
                return by(tscp::static_keys_and_psk<typename Profile::static_key>{id, at.client, server,
                                                                                  tscp::psk_view{at.psk}});
            default: return by(test::credential(tscp::bytes_of("dev1"), at.psk));
        }
    }

    site<Profile> at;
    tscp::client_ticket ticket;
    test::handshake_settings settings;
    test::ends<Profile> both;
    errc error = errc::truncated;
};
using whole = connection<profile_with<tscp::no_yield>>;
using sliced = connection<profile_with<at_yield>>;

// A connection and the fiber that it runs in.
struct running {
    explicit running(how way, std::uint8_t seed = 0x11) : one{way, seed} {
        slices.start([this] { one.run(); });
    }
    bool step(std::uint32_t budget) {
        at_yield::current = &slices;
        const bool done = slices.step(budget);
        at_yield::current = nullptr;
        if (!done) { ++steps; }
        return done;
    }
    std::size_t run(std::uint32_t budget) {
        while (!step(budget)) {}
        return steps;
    }

    sliced one;
    fiber slices;
    std::size_t steps = 0;
};

template <class Left, class Right>
bool same_messages(const Left& left, const Right& right) {
    return left.error == errc::none && right.error == errc::none && left.both.hello == right.both.hello &&
           left.both.hey == right.both.hey && left.both.first_record == right.both.first_record &&
           right.both.first_content == bytes{'h', 'i'};
}

}  // namespace

TEST_CASE("handshakes of each mode in slices send the same bytes as in one piece") {
    for (const how way : all_ways) {
        CAPTURE(static_cast<int>(way));
        whole expected{way};
        expected.run();
        for (const std::uint32_t budget : {1U, 3U}) {
            const auto one = std::make_unique<running>(way);
            const std::size_t steps = one->run(budget);
            CHECK(same_messages(expected, one->one));
            CHECK(steps * budget > (way == how::psk_without_group ? 200 : 4 * 2565));
            CHECK(one->slices.stack_used() == 0);
        }
    }
}

TEST_CASE("handshakes in slices of any sizes, several at once, do not disturb each other") {
    test::repeatable_random random{84};
    std::array<std::unique_ptr<running>, all_ways.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) { all[i] = std::make_unique<running>(all_ways[i]); }
    for (std::size_t left = all.size(); left > 0;) {
        left = 0;
        for (const auto& each : all) { left += each->step(1U + random.draw(1)[0] % 50U) ? 0 : 1; }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(i);
        whole expected{all_ways[i]};
        expected.run();
        CHECK(same_messages(expected, all[i]->one));
    }
}

TEST_CASE("a handshake has as many slices for one key as for another") {
    for (const how way : all_ways) {
        CAPTURE(static_cast<int>(way));
        const std::size_t steps = std::make_unique<running>(way)->run(1);
        CHECK(std::make_unique<running>(way, std::uint8_t{0x01})->run(1) == steps);
        CHECK(std::make_unique<running>(way, std::uint8_t{0xfe})->run(1) == steps);
    }
}
