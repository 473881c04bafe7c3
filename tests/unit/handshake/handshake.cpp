// SPDX-License-Identifier: MIT
// The handshake by PSK: sizes, damage, refusals, and what every error leaves behind.
#include <type_traits>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

template <class Profile>
struct handshake {
    using client_type = tscp::client<Profile>;
    using server_type = tscp::server<Profile, test::one_client>;

    explicit handshake(std::uint64_t seed = 5, tscp::byte_view suites = {})
        : random{seed}, cid(Profile::cid_size, 0xc1), client{test::credential(), random, {suites, cid, {}}} {}

    bytes answer(const bytes& hello, errc& why) {
        bytes buffer(1000);
        tscp::writer out{buffer};
        const bytes own_cid(Profile::cid_size, 0x51);
        auto half = server_type{directory, random}.answer_hello(hello, out, tscp::cid_view{own_cid});
        why = half.error();
        return {out.written().begin(), out.written().end()};
    }

    test::counted_random random;
    bytes cid;
    client_type client;
    test::one_client directory;
};

template <class Client>
auto write(const Client& client, bytes& hello) {
    bytes buffer(1000);
    tscp::writer out{buffer};
    auto waiting = client.write_hello(out);
    hello.assign(out.written().begin(), out.written().end());
    return waiting;
}

using chacha_only = test::profile_of<tscp::framing::stream, test::x25519_chacha>;
struct wide : test::profile_of<tscp::framing::datagram, test::x25519_chacha> {
    static constexpr std::size_t cid_size = 8;
};
struct with_extensions : wide {
    static constexpr bool keeps_next_keys = false;
};
struct small : with_extensions {
    static constexpr bool uses_extensions = false;
};
struct silent : chacha_only {
    static constexpr bool answers_refused_hello = false;
};

}  // namespace

TEST_CASE("a handshake by PSK moves 109 bytes, and its first record proves the client") {
    test::pair<chacha_only> one;
    CHECK(one.hello.size() == 58);
    CHECK(one.hey.size() == 51);
    CHECK(one.first_record.size() == 19);
    CHECK(one.server.client.name.bytes().size() == 7);
    CHECK(one.server.first_record.reply_required);
    CHECK_FALSE(one.server.client.resumed);
    CHECK(one.client.suite_id == 0x11);
    CHECK(one.server.suite_id == 0x11);
}

TEST_CASE("a channel has 200 bytes, with extensions one word more, and with the peer's next keys half as much again") {
    STATIC_REQUIRE(sizeof(tscp::client_channel<small>) <= 200);
    STATIC_REQUIRE(sizeof(tscp::client_channel<with_extensions>) <= 208);
    STATIC_REQUIRE(sizeof(tscp::client_channel<wide>) <= 304);
    STATIC_REQUIRE(sizeof(tscp::server_channel<chacha_only>) <= 200);
}

TEST_CASE("states are moved, not copied") {
    using waiting = tscp::waiting_client<chacha_only>;
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<waiting>);
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<tscp::client_channel<chacha_only>>);
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<tscp::half_open<chacha_only>>);
}

TEMPLATE_TEST_CASE("every damaged Hello is refused", "", test::stream_profile, test::datagram_profile) {
    handshake<TestType> one;
    bytes hello;
    auto waiting = write(one.client, hello);
    REQUIRE(waiting);
    errc why{};
    SECTION("any bit flipped") {
        for (std::size_t bit = 0; bit < 8 * hello.size(); ++bit) {
            bytes damaged = hello;
            damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
            const std::size_t draws = one.random.draws;
            const bytes reply = one.answer(damaged, why);
            CHECK(why != errc::none);
            CHECK((reply.empty() || (why != errc::malformed_hello && reply == bytes{0x33, 0x01})));
            CHECK(one.random.draws == draws);
        }
    }
    SECTION("cut short or made longer") {
        for (std::size_t size = 0; size < hello.size(); ++size) {
            CHECK(one.answer(bytes(hello.begin(), hello.begin() + static_cast<std::ptrdiff_t>(size)), why).empty());
            CHECK(why == errc::malformed_hello);
        }
        for (int more = 0; more < 3; ++more) {
            hello.push_back(0);
            CHECK(one.answer(hello, why).empty());
            CHECK(why == errc::malformed_hello);
        }
    }
}

TEMPLATE_TEST_CASE("every damaged Hey is refused", "", test::stream_profile, test::datagram_profile) {
    handshake<TestType> one;
    bytes hello;
    errc why{};
    bytes hey;
    {
        auto waiting = write(one.client, hello);
        hey = one.answer(hello, why);
        REQUIRE(why == errc::none);
    }
    const bool survives = TestType::transport == tscp::framing::datagram;
    auto waiting = write(one.client, hello);
    hey = one.answer(hello, why);
    for (std::size_t bit = 0; bit < 8 * hey.size(); ++bit) {
        bytes damaged = hey;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
        if (survives) {
            CHECK_FALSE(std::move(*waiting).read_hey(damaged));
        } else {
            // Another client with the same Hello would be another ephemeral: ask for a new handshake each time.
            handshake<TestType> again{bit + 100};
            bytes own_hello;
            auto own = write(again.client, own_hello);
            bytes own_hey = again.answer(own_hello, why);
            own_hey[bit / 8] = static_cast<std::uint8_t>(own_hey[bit / 8] ^ (1U << (bit % 8)));
            CHECK_FALSE(std::move(*own).read_hey(own_hey));
            CHECK(std::move(*own).read_hey(own_hey).error() == errc::state_consumed);
        }
    }
    for (std::size_t size = 0; survives && size < hey.size(); ++size) {
        CHECK_FALSE(std::move(*waiting).read_hey(bytes(hey.begin(), hey.begin() + static_cast<std::ptrdiff_t>(size))));
    }
    if (survives) {
        bytes longer = hey;
        longer.push_back(0);
        CHECK_FALSE(std::move(*waiting).read_hey(longer));
        CHECK(std::move(*waiting).read_hey(bytes{0x33, 0x01}).error() == errc::refused_by_peer);
    }
    CHECK(std::move(*waiting).read_hey(hey));
    CHECK(std::move(*waiting).read_hey(hey).error() == errc::state_consumed);
}

TEST_CASE("the errors of a Hello have names of their own, and one answer on the air") {
    handshake<chacha_only> one;
    errc why{};
    bytes hello;
    SECTION("an unknown identity") {
        handshake<chacha_only> other;
        tscp::client<chacha_only> stranger{test::credential(tscp::bytes_of("dev2")), one.random};
        auto waiting = write(stranger, hello);
        CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
        CHECK(why == errc::unknown_identity);
    }
    SECTION("a wrong key") {
        const bytes wrong(32, 1);
        tscp::client<chacha_only> impostor{test::credential(tscp::bytes_of("dev1"), wrong), one.random};
        auto waiting = write(impostor, hello);
        CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
        CHECK(why == errc::wrong_binder);
        CHECK(one.directory.look_ups == 1);
    }
    SECTION("another context") {
        tscp::client<chacha_only> elsewhere{test::credential(), one.random, {{}, {}, tscp::bytes_of("B")}};
        auto waiting = write(elsewhere, hello);
        CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
        CHECK(why == errc::wrong_binder);
    }
    SECTION("the other framing") {
        using datagram = test::profile_of<tscp::framing::datagram, test::x25519_chacha>;
        tscp::client<datagram> elsewhere{test::credential(), one.random};
        auto waiting = write(elsewhere, hello);
        CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
        CHECK(why == errc::wrong_binder);
    }
    SECTION("no suite in common") {
        const std::uint8_t offer[] = {0x01};
        tscp::client<test::stream_profile> offers_none{test::credential(), one.random, {offer, {}, {}}};
        auto waiting = write(offers_none, hello);
        REQUIRE(waiting);
        CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
        CHECK(why == errc::no_common_suite);
    }
    SECTION("modes that are not served") {
        auto waiting = write(one.client, hello);
        for (std::uint8_t mode = 1; mode < 4; ++mode) {
            hello[1] = mode;
            CHECK(one.answer(hello, why) == bytes{0x33, 0x01});
            CHECK(why == errc::mode_not_served);
        }
    }
    SECTION("its own Hello or a Hey, reflected") {
        auto waiting = write(one.client, hello);
        const bytes hey = one.answer(hello, why);
        one.answer(hey, why);
        CHECK(why == errc::malformed_hello);
        CHECK(std::move(*waiting).read_hey(hello).error() == errc::malformed_hey);
    }
}

TEST_CASE("a Hey of another handshake, or for another offer, is refused") {
    handshake<test::datagram_profile> one;
    bytes first_hello;
    bytes second_hello;
    errc why{};
    auto first = write(one.client, first_hello);
    auto second = write(one.client, second_hello);
    const bytes hey = one.answer(first_hello, why);
    CHECK(std::move(*second).read_hey(hey).error() == errc::wrong_finished);
    bytes downgraded = hey;
    downgraded[1] = 0x12;
    CHECK(std::move(*first).read_hey(downgraded).error() == errc::suite_not_offered);
    downgraded[1] = 0x01;
    CHECK(std::move(*first).read_hey(downgraded).error() == errc::suite_not_offered);
    CHECK(std::move(*first).read_hey(hey));
}

TEST_CASE("public values of small order are refused") {
    handshake<test::datagram_profile> one;
    bytes hello;
    errc why{};
    auto waiting = write(one.client, hello);
    bytes hey = one.answer(hello, why);
    for (const std::uint8_t low : {std::uint8_t{0}, std::uint8_t{1}}) {
        bytes small = hey;
        for (std::size_t i = 0; i < 32; ++i) { small[3 + 4 + i] = i == 0 ? low : std::uint8_t{0}; }
        CHECK(std::move(*waiting).read_hey(small).error() == errc::public_value_out_of_range);
    }
    CHECK(std::move(*waiting).read_hey(hey));
}

TEST_CASE("a buffer of any size below the message's leaves nothing written") {
    handshake<chacha_only> one;
    bytes hello;
    REQUIRE(write(one.client, hello));
    for (std::size_t size = 0; size < hello.size(); ++size) {
        bytes buffer(size, 0x5a);
        tscp::writer out{buffer};
        CHECK(one.client.write_hello(out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
    }
    handshake<chacha_only>::server_type server{one.directory, one.random};
    for (std::size_t size = 0; size < 51; ++size) {
        bytes buffer(size);
        tscp::writer out{buffer};
        CHECK(server.answer_hello(hello, out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
    }
}

TEST_CASE("a generator that fails ends the handshake") {
    handshake<chacha_only> one;
    bytes hello;
    REQUIRE(write(one.client, hello));
    test::counted_random broken{1, 0};
    bytes buffer(200);
    tscp::writer out{buffer};
    CHECK(tscp::client<chacha_only>{test::credential(), broken}.write_hello(out).error() == errc::random_failed);
    CHECK(out.size() == 0);
    CHECK(handshake<chacha_only>::server_type{one.directory, broken}.answer_hello(hello, out).error() ==
          errc::random_failed);
    CHECK(out.size() == 0);
}

TEST_CASE("settings that cannot be are refused before anything is drawn or written") {
    test::counted_random random;
    bytes buffer(600, 7);
    tscp::writer out{buffer};
    const auto try_options = [&](tscp::byte_view identity, tscp::byte_view key, const tscp::client_options& options) {
        const tscp::external_psk known{tscp::identity_view{identity}, tscp::psk_view{key}};
        return tscp::client<test::stream_profile>{known, random, options}.write_hello(out).error();
    };
    const auto try_client = [&](tscp::byte_view identity, tscp::byte_view key, tscp::byte_view suites) {
        return try_options(identity, key, {suites, {}, {}});
    };
    const bytes key(64, 3);
    const std::uint8_t two_groups[] = {0x11, 0x01};
    const std::uint8_t twice[] = {0x11, 0x11};
    const std::uint8_t foreign[] = {0x12};
    CHECK(try_client(tscp::bytes_of("a"), tscp::byte_view{key}.first(15), {}) == errc::invalid_psk);
    CHECK(try_client(tscp::bytes_of("a"), bytes(65, 3), {}) == errc::invalid_psk);
    CHECK(try_client(tscp::bytes_of("a"), {}, {}) == errc::invalid_psk);
    CHECK(try_client(tscp::bytes_of("a"), bytes(32, 0), {}) == errc::invalid_psk);
    CHECK(try_client({}, key, {}) == errc::invalid_identity);
    CHECK(try_client(bytes(256, 1), key, {}) == errc::invalid_identity);
    CHECK(try_client(tscp::bytes_of("a"), key, two_groups) == errc::invalid_suites);
    CHECK(try_client(tscp::bytes_of("a"), key, twice) == errc::invalid_suites);
    CHECK(try_client(tscp::bytes_of("a"), key, foreign) == errc::invalid_suites);
    const bytes cid(1);
    const bytes context(65536);
    CHECK(try_options(tscp::bytes_of("a"), key, {{}, cid, {}}) == errc::invalid_connection_id);
    CHECK(try_options(tscp::bytes_of("a"), key, {{}, {}, context}) == errc::context_too_long);
    CHECK(try_options(tscp::byte_view{buffer}.first(1), key, {}) == errc::buffers_overlap);
    CHECK(try_options(tscp::bytes_of("a"), tscp::byte_view{buffer}.last(32), {}) == errc::buffers_overlap);
    CHECK(out.size() == 0);
    CHECK(random.draws == 0);
    CHECK(try_client(bytes(255, 1), key, {}) == errc::none);
}

TEST_CASE("settings of a server that cannot be are refused, whatever the Hello") {
    handshake<chacha_only> one;
    bytes hello;
    REQUIRE(write(one.client, hello));
    bytes buffer(600);
    tscp::writer out{buffer};
    const bytes cid(1);
    CHECK(handshake<chacha_only>::server_type{one.directory, one.random}
              .answer_hello(hello, out, tscp::cid_view{cid})
              .error() == errc::invalid_connection_id);
    const bytes context(65536);
    CHECK(handshake<chacha_only>::server_type{one.directory, one.random, {{}, context}}
              .answer_hello(hello, out)
              .error() == errc::context_too_long);
    tscp::copy_bytes(hello, buffer);
    CHECK(handshake<chacha_only>::server_type{one.directory, one.random}
              .answer_hello(tscp::byte_view{buffer}.first(hello.size()), out)
              .error() == errc::buffers_overlap);
    CHECK(out.size() == 0);
}

TEST_CASE("an entry of the directory that cannot be refuses the Hello") {
    struct broken_directory {
        tscp::psk_entry find_psk(tscp::byte_view) noexcept { return {tscp::psk_view{key}, tscp::client_name{name}}; }
        bytes key;
        bytes name;
    };
    handshake<chacha_only> one;
    bytes hello;
    REQUIRE(write(one.client, hello));
    const auto answer_by = [&](const bytes& key, const bytes& name) {
        broken_directory directory{key, name};
        bytes buffer(600);
        tscp::writer out{buffer};
        const errc error =
            tscp::server<chacha_only, broken_directory>{directory, one.random}.answer_hello(hello, out).error();
        CHECK(out.size() == (error == errc::none ? 51U : 2U));
        return error;
    };
    CHECK(answer_by(test::psk(), bytes(64, 'n')) == errc::none);
    CHECK(answer_by(test::psk(), bytes(65, 'n')) == errc::invalid_name);
    CHECK(answer_by(bytes(15, 1), bytes(64, 'n')) == errc::invalid_psk);
    CHECK(answer_by(bytes(65, 1), bytes(64, 'n')) == errc::invalid_psk);
    CHECK(answer_by({}, bytes(64, 'n')) == errc::invalid_psk);
    CHECK(answer_by(bytes(32, 0), bytes(64, 'n')) == errc::invalid_psk);
}

TEST_CASE("silence where the profile says so") {
    test::counted_random random;
    bytes hello;
    auto waiting = write(tscp::client<silent>{test::credential(tscp::bytes_of("dev2")), random}, hello);
    test::one_client directory;
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(tscp::server<silent, test::one_client>{directory, random}.answer_hello(hello, out).error() ==
          errc::unknown_identity);
    CHECK(out.size() == 0);
}

TEST_CASE("the size of a message on a stream follows from its first bytes") {
    test::pair<test::stream_profile> one;
    const auto size_of = [](const bytes& message, std::size_t seen) {
        return tscp::next_message_size<test::stream_profile>(tscp::byte_view{message}.first(seen));
    };
    for (const bytes* message : {&one.hello, &one.hey, &one.first_record}) {
        std::size_t seen = 0;
        while (size_of(*message, seen).error() == errc::truncated) { ++seen; }
        for (; seen <= message->size(); ++seen) { CHECK(size_of(*message, seen).value() == message->size()); }
    }
    CHECK(size_of(bytes{'H', 'e'}, 2).error() == errc::unexpected_message);
    CHECK(size_of(bytes{0x31, 0, 1, 0x41, 1, 'a', 0}, 7).value() == 7 + 65 + 16);
}
