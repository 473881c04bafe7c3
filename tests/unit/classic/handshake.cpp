// SPDX-License-Identifier: MIT
// Hello and Hey: what is refused and with which error, which state a refusal leaves, and buffers of every size.
#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/classic.hpp>

#include "../../support/catch.hpp"
#include "../../support/classic_mixes.hpp"

namespace {

namespace classic = tscp::classic;
using classic::debug;
using classic::release;
using tscp::errc;

using crypto = test::mix<tscp::portable::integer<128>, tscp::portable::sha256, tscp::portable::aes256>;

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// Draws that lead to the first published transcript.
const std::vector<std::uint8_t> client_draws{1, 2, 38, 15, 15, 15, 15, 15, 15, 12, 15, 15, 15, 15, 3, 15};
const std::vector<std::uint8_t> server_draws{4, 5, 6, 10, 5};
const std::string good_hello = "Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146";
const std::string good_release_hello = "Hello:KAKI5-1-0-A:C-15-12-23:oXo:241:95451829898482265063773876022625";

template <class Dialect>
errc refusal(const std::string& hello, const char* suites = "oXo|AES") {
    test::replay_random random{server_draws};
    const std::string list = suites;
    classic::server<Dialect, crypto> server{classic::i_know_that_classic_is_insecure, random,
                                            *classic::suite_list::parse(list)};
    std::array<std::uint8_t, 256> buffer{};
    tscp::writer out{buffer};
    const auto channel = server.answer_hello(hello, out);
    if (channel) { return errc::none; }
    CHECK(out.size() == 0);
    CHECK(buffer == std::array<std::uint8_t, 256>{});
    CHECK(random.left() == server_draws.size());  // a refused Hello draws nothing
    return channel.error();
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

struct session {
    test::replay_random client_random{client_draws};
    test::replay_random server_random{server_draws};
    std::array<std::uint8_t, classic::hello<debug>::max_size> hello_buffer{};
    std::array<std::uint8_t, classic::hey<debug>::max_size> hey_buffer{};
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};

    classic::client<debug, crypto> client() { return {classic::i_know_that_classic_is_insecure, client_random}; }
    classic::server<debug, crypto> server() { return {classic::i_know_that_classic_is_insecure, server_random}; }
};

}  // namespace

TEST_CASE("a sound Hello is answered") {
    CHECK(refusal<debug>(good_hello) == errc::none);
    CHECK(refusal<release>(good_release_hello) == errc::none);
    CHECK(refusal<debug>(with(good_hello, "oXo|AES", "Rot13|AES|Des")) == errc::none);
    CHECK(refusal<debug>(with(good_hello, "oXo|AES", "AES|b|c|d|e|f|g|h")) == errc::none);
}

TEST_CASE("a Hello is refused by its looks, each fault with an error of its own") {
    const auto refused = [](const std::string& from, const std::string& to) {
        return refusal<debug>(with(good_hello, from, to));
    };
    CHECK(refusal<debug>("") == errc::unexpected_message);
    CHECK(refusal<debug>("Hello") == errc::unexpected_message);
    CHECK(refused("Hello:", "Hey:") == errc::unexpected_message);
    CHECK(refused("Hello:", " Hello:") == errc::unexpected_message);
    CHECK(refused("KAKI5-1-0-A", "KAKI5-1-0-B") == errc::wrong_organisation);
    CHECK(refused("KAKI5-1-0-A", "") == errc::wrong_organisation);
    for (const char* id : {"", "C", "C-1-2", "C-1-2-38-1", "S-1-2-38", "c-1-2-38", "C-16-2-38", "C-1-16-38", "C-1-2-64",
                           "C-01-2-38", "C-1-2-+8", "C--1-2-38", "C-1-2-38 ", "C-1-2-111111111111111111111111"}) {
        CAPTURE(id);
        CHECK(refused("C-1-2-38", id) == errc::malformed_id);
    }
    CHECK(refused("oXo|AES", "") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "oXo|") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "|oXo") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "oXo||AES") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "AES|b|c|d|e|f|g|h|i") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "AES|abcdefghijklmnopq") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "AES|a b") == errc::malformed_offer);
    CHECK(refused("oXo|AES", "aes|OXO") == errc::no_common_suite);
    CHECK(refusal<debug>(good_hello, "oXo") == errc::none);
    CHECK(refusal<debug>(with(good_hello, "oXo|AES", "AES"), "oXo") == errc::no_common_suite);
    for (const char* seed : {"", "+102", "-102", " 102", "102 ", "0102", "1e2", "0x66"}) {
        CAPTURE(seed);
        CHECK(refused(":102:", std::string{":"} + seed + ":") == errc::malformed_number);
    }
    for (const char* seed : {"0", "1", "100", "116", "15255", "99999", "100000", "115000000000000000000000000000"}) {
        CAPTURE(seed);
        CHECK(refused(":102:", std::string{":"} + seed + ":") == errc::seed_out_of_range);
    }
    const std::string x = "116297090366876477071146";
    for (const char* value : {"", "-1", "+1", " 1", "1 ", "01", "1.0"}) {
        CAPTURE(value);
        CHECK(refused(x, value) == errc::malformed_number);
    }
    CHECK(refused(x, "0") == errc::public_value_out_of_range);
    CHECK(refused(x, "1162970903668764770711460") == errc::public_value_out_of_range);
    CHECK(refused(x, "999999999999999999999999") == errc::public_value_out_of_range);
    CHECK(refused(x, std::string(100000, '9')) == errc::public_value_out_of_range);
    CHECK(refused(x, x + ":") == errc::trailing_field);
    for (std::size_t size = 0; size < good_hello.size() - x.size(); ++size) {
        CHECK(refusal<debug>(good_hello.substr(0, size)) != errc::none);
    }
}

TEST_CASE("public values end at the modulus") {
    std::array<std::uint8_t, 32> buffer{};
    tscp::writer modulus{buffer};
    REQUIRE(classic::modulus_of<debug>(102).write_to(modulus));
    std::string value = to_string(modulus.written());
    const std::string x = "116297090366876477071146";
    CHECK(refusal<debug>(with(good_hello, x, value)) == errc::public_value_out_of_range);
    --value.back();  // this modulus does not end in 0
    CHECK(refusal<debug>(with(good_hello, x, value)) == errc::none);
    CHECK(refusal<debug>(with(good_hello, x, "1")) == errc::none);
}

TEST_CASE("the release dialect masks its numbers") {
    const std::string x = "95451829898482265063773876022625";
    CHECK(refusal<release>(with(good_release_hello, x, "95451829898482265063773876022626")) ==
          errc::public_value_not_masked);
    CHECK(refusal<release>(with(good_release_hello, x, "3")) == errc::none);
    CHECK(refusal<release>(with(good_release_hello, x, "0")) == errc::public_value_out_of_range);
    CHECK(refusal<release>(with(good_release_hello, ":241:", ":78:")) == errc::seed_out_of_range);     // 69 + 9
    CHECK(refusal<release>(with(good_release_hello, ":241:", ":15265:")) == errc::seed_out_of_range);  // 15256 + 9
    CHECK(refusal<debug>(good_release_hello) == errc::seed_out_of_range);
}

TEST_CASE("a Hello needs a buffer of its size, and leaves nothing in a smaller one") {
    for (std::size_t size = 0; size <= good_hello.size(); ++size) {
        session s;
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        const auto waiting = s.client().write_hello(out);
        CHECK(static_cast<bool>(waiting) == (size == good_hello.size()));
        if (!waiting) {
            CHECK(waiting.error() == errc::buffer_too_small);
            CHECK(buffer == std::vector<std::uint8_t>(size));
        }
    }
}

TEST_CASE("a Hey needs a buffer of its size, and leaves nothing in a smaller one") {
    session whole;
    REQUIRE(whole.server().answer_hello(good_hello, whole.hey));
    for (std::size_t size = 0; size < whole.hey.size(); ++size) {
        session s;
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        CHECK(s.server().answer_hello(good_hello, out).error() == errc::buffer_too_small);
        CHECK(buffer == std::vector<std::uint8_t>(size));
    }
}

TEST_CASE("a generator that fails at any draw fails the handshake") {
    for (std::size_t draws = 0; draws < client_draws.size(); ++draws) {
        session s;
        test::replay_random random{{client_draws.begin(), client_draws.begin() + static_cast<std::ptrdiff_t>(draws)}};
        classic::client<debug, crypto> client{classic::i_know_that_classic_is_insecure, random};
        CHECK(std::move(client).write_hello(s.hello).error() == errc::random_failed);
        CHECK(s.hello.size() == 0);
    }
    for (std::size_t draws = 0; draws < server_draws.size(); ++draws) {
        session s;
        test::replay_random random{{server_draws.begin(), server_draws.begin() + static_cast<std::ptrdiff_t>(draws)}};
        classic::server<debug, crypto> server{classic::i_know_that_classic_is_insecure, random};
        CHECK(server.answer_hello(good_hello, s.hey).error() == errc::random_failed);
        CHECK(s.hey.size() == 0);
    }
    session s;
    test::replay_random stuck{std::vector<std::uint8_t>(100000)};
    classic::client<debug, crypto> client{classic::i_know_that_classic_is_insecure, stuck};
    CHECK(std::move(client).write_hello(s.hello).error() == errc::random_failed);
}

TEST_CASE("a Hey that is refused leaves the client waiting, one that is read spends it") {
    session s;
    auto waiting = s.client().write_hello(s.hello);
    REQUIRE(waiting);
    REQUIRE(s.server().answer_hello(s.hello.written(), s.hey));
    const std::string hey = to_string(s.hey.written());
    const std::string y = hey.substr(hey.rfind(':') + 1);
    const auto refused = [&](const std::string& message) { return std::move(*waiting).read_hey(message).error(); };

    CHECK(refused("") == errc::unexpected_message);
    CHECK(refused(good_hello) == errc::unexpected_message);
    CHECK(refused("Hey:AES") == errc::truncated);
    CHECK(refused(with(hey, "AES", "DES")) == errc::malformed_hey);
    CHECK(refused(with(hey, "AES", "oXo")) == errc::malformed_hey);
    CHECK(refused(with(hey, y, "0")) == errc::public_value_out_of_range);
    CHECK(refused(with(hey, y, "")) == errc::malformed_number);
    CHECK(refused(with(hey, y, "1")) == errc::malformed_hey);
    CHECK(refused(hey + ":") == errc::trailing_field);
    CHECK(refused(with(hey, "AES:", "AES:00")) == errc::malformed_hey);
    CHECK(refused(with(hey, "AES:", "AES:" + std::string(100000, '0'))) == errc::malformed_hey);
    for (std::size_t i = 8; i < 8 + 64; ++i) {
        auto damaged = hey;
        damaged[i] = damaged[i] == '0' ? '1' : '0';
        CHECK(refused(damaged) == errc::malformed_hey);
    }
    CHECK(std::move(*waiting).read_hey(hey));
    CHECK(refused(hey) == errc::state_consumed);
}

TEST_CASE("a client that was moved from is spent") {
    session s;
    auto waiting = s.client().write_hello(s.hello);
    REQUIRE(waiting);
    REQUIRE(s.server().answer_hello(s.hello.written(), s.hey));
    auto moved = std::move(*waiting);
    CHECK(std::move(*waiting).read_hey(s.hey.written()).error() == errc::state_consumed);
    CHECK(std::move(moved).read_hey(s.hey.written()));
}

TEST_CASE("the client refuses a suite that it did not offer, and ids of another client") {
    session s;
    const auto offer = classic::suite_list::parse(tscp::bytes_of("oXo"));
    auto waiting =
        classic::client<debug, crypto>{classic::i_know_that_classic_is_insecure, s.client_random, *offer}.write_hello(
            s.hello);
    REQUIRE(waiting);
    REQUIRE(s.server().answer_hello(good_hello, s.hey));
    CHECK(std::move(*waiting).read_hey(s.hey.written()).error() == errc::suite_not_offered);

    session other;
    auto first = other.client().write_hello(other.hello);
    REQUIRE(first);
    const std::string renamed = with(to_string(other.hello.written()), "C-1-2-38", "C-1-2-39");
    REQUIRE(other.server().answer_hello(renamed, other.hey));
    CHECK(std::move(*first).read_hey(other.hey.written()).error() == errc::wrong_id);
}

TEST_CASE("one server answers many Hellos, each with a session of its own") {
    test::replay_random random{{4, 5, 6, 10, 5, 7, 8, 9, 11, 6}};
    classic::server<debug, crypto> server{classic::i_know_that_classic_is_insecure, random};
    session s;
    const auto first = server.answer_hello(good_hello, s.hey);
    tscp::writer again{s.hello_buffer};
    const auto second = server.answer_hello(good_hello, again);
    REQUIRE(first);
    REQUIRE(second);
    CHECK_FALSE(first->ids().server == second->ids().server);
}

TEST_CASE("a client that is assigned is the other one, and the other is spent") {
    session first;
    session second;
    auto one = first.client().write_hello(first.hello);
    second.client_random = test::replay_random{{3, 4, 5, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 7, 15}};
    auto other = second.client().write_hello(second.hello);
    REQUIRE(one);
    REQUIRE(other);
    REQUIRE(first.server().answer_hello(first.hello.written(), first.hey));
    REQUIRE(second.server().answer_hello(second.hello.written(), second.hey));
    using waiting_client = classic::waiting_client<debug, crypto>;
    static_assert(std::is_nothrow_move_assignable_v<waiting_client> && !std::is_copy_assignable_v<waiting_client>);

    *one = std::move(*other);
    CHECK(std::move(*other).read_hey(second.hey.written()).error() == errc::state_consumed);
    waiting_client& same = *one;
    *one = std::move(same);
    CHECK(std::move(*one).read_hey(first.hey.written()).error() != errc::none);
    CHECK(std::move(*one).read_hey(second.hey.written()));

    *other = std::move(*one);  // a spent client makes a spent one
    CHECK(std::move(*other).read_hey(second.hey.written()).error() == errc::state_consumed);

    std::vector<waiting_client> clients;
    session third;
    clients.push_back(std::move(*third.client().write_hello(third.hello)));
    session fourth;
    clients.push_back(std::move(*fourth.client().write_hello(fourth.hello)));
    clients.erase(clients.begin());
    REQUIRE(fourth.server().answer_hello(fourth.hello.written(), fourth.hey));
    CHECK(std::move(clients.front()).read_hey(fourth.hey.written()));
}

TEST_CASE("a Hello in the part of the buffer that is to be written is refused, and nothing changes") {
    std::vector<std::uint8_t> memory(good_hello.begin(), good_hello.end());
    memory.resize(400);
    const auto before = memory;
    const tscp::byte_view hello = tscp::byte_view{memory}.first(good_hello.size());
    session s;
    for (const std::size_t start : {std::size_t{0}, std::size_t{1}, good_hello.size() - 1}) {
        tscp::writer out{tscp::byte_span{memory}.subspan(start)};
        CHECK(s.server().answer_hello(hello, out).error() == errc::buffers_overlap);
        CHECK(out.size() == 0);
        CHECK(memory == before);
    }
    CHECK(s.server_random.left() == server_draws.size());
    tscp::writer out{memory};
    REQUIRE(out.reserve(good_hello.size()));
    CHECK(s.server().answer_hello(hello, out));

    std::vector<std::uint8_t> offer_memory{'A', 'E', 'S'};
    offer_memory.resize(400);
    const auto offer = classic::suite_list::parse(tscp::byte_view{offer_memory}.first(3));
    REQUIRE(offer);
    tscp::writer over{offer_memory};
    CHECK(classic::client<debug, crypto>{classic::i_know_that_classic_is_insecure, s.client_random, *offer}
              .write_hello(over)
              .error() == errc::buffers_overlap);
    CHECK(offer_memory[0] == 'A');
}

TEST_CASE("a Hello with a seed or a public value out of range is not written") {
    using hello = classic::hello<release>;
    const auto id = classic::session_id::parse(classic::role::client, tscp::bytes_of("C-1-2-3"));
    REQUIRE(id);
    const auto value = *classic::modular_number<release>::parse(tscp::bytes_of("5"));
    std::vector<std::uint8_t> buffer(400);
    tscp::writer out{buffer};
    for (const std::uint32_t seed : {0U, 69U, 15256U, 0xfffffff7U, 0xffffffffU}) {
        CHECK(hello{*id, {}, seed, value}.write_to(out).error() == errc::seed_out_of_range);
    }
    // The limbs have room for 36 digits, the modulus has 32.
    auto long_value = value;
    for (int i = 0; i < 32; ++i) { long_value.multiply_add(10, 0); }
    REQUIRE(long_value.size() == 33);
    CHECK(hello{*id, {}, 70, long_value}.write_to(out).error() == errc::public_value_out_of_range);
    CHECK(out.size() == 0);
    CHECK(buffer == std::vector<std::uint8_t>(400));
    CHECK(hello{*id, {}, 70, value}.write_to(out));
    CHECK(hello{*id, {}, 15255, value}.write_to(out));
}
