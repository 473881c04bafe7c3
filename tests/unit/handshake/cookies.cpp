// SPDX-License-Identifier: MIT
// Cookies over datagrams: which of them a client answers, what the server sees of it, and whom it admits.
#include <optional>
#include <string>
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::datagram_profile;
using client = tscp::client<profile>;
using server = tscp::server<profile, test::one_client>;

struct seen {
    std::string name;
    tscp::handshake_mode mode{};
    bool proof_verified = false;
};

const bytes client_cid(4, 0xc1);
const bytes server_cid(4, 0x51);

struct fixture {
    fixture() {
        options.cid = client_cid;
        server_options.context = context;
        options.context = context;
        tscp::writer out{hello_buffer};
        REQUIRE(client{test::credential(), client_random, options}.write_hello(out, waiting) == errc::none);
        hello.assign(out.written().begin(), out.written().end());
    }

    // A cookie for the Hello.
    [[nodiscard]] bytes cookie() const {
        bytes message(17, 0x77);
        message[0] = 0x35;
        tscp::copy_bytes(tscp::byte_view{hello}.last(4), tscp::byte_span{message}.subspan(1));
        return message;
    }
    errc answer_cookie(const bytes& message) { return answer_cookie(message, waiting); }
    errc answer_cookie(const bytes& message, tscp::waiting_client<profile>& state) {
        bytes buffer(400);
        tscp::writer out{buffer};
        const errc error = client{test::credential(), client_random, options}.answer_cookie(state, message, hello, out);
        answer.assign(out.written().begin(), out.written().end());
        return error;
    }
    // The server's answer, admitting by `verdict`; none: by the form that does not ask.
    errc serve(const bytes& message, std::optional<errc> verdict = errc::none) {
        bytes buffer(400);
        tscp::writer out{buffer};
        server at{directory, server_random, server_options};
        const auto admit = [&](const tscp::admission& request) noexcept {
            asked.push_back({{request.name.begin(), request.name.end()}, request.mode, request.proof_verified});
            return *verdict;
        };
        const tscp::cid_view cid{server_cid};
        const errc error =
            verdict ? at.answer_hello(message, out, cid, half, admit) : at.answer_hello(message, out, cid, half);
        hey.assign(out.written().begin(), out.written().end());
        return error;
    }

    bytes context{1, 2, 3};
    tscp::client_options options;
    tscp::server_options server_options;
    test::counted_random client_random{1};
    test::counted_random server_random{2};
    test::one_client directory;
    tscp::waiting_client<profile> waiting;
    tscp::half_open<profile> half;
    bytes hello_buffer = bytes(400);
    bytes hello;
    bytes answer;
    bytes hey;
    std::vector<seen> asked;
};

}  // namespace

TEST_CASE("a server asks once whether it may go on, and says who it is and what is proved") {
    fixture one;
    CHECK(one.serve(one.hello) == errc::none);
    REQUIRE(one.asked.size() == 1);
    CHECK(one.asked[0].name == "kitchen");
    CHECK(one.asked[0].mode == tscp::handshake_mode::external_psk);
    CHECK_FALSE(one.asked[0].proof_verified);
    CHECK(one.waiting.read_hey(one.hey));
}

TEST_CASE("a client that is not admitted costs no draw and gets nothing") {
    for (const errc verdict : {errc::cookie_required, errc::replayed}) {
        fixture one;
        CHECK(one.serve(one.hello, verdict) == verdict);
        CHECK(one.asked.size() == 1);
        CHECK(one.hey.empty());
        CHECK(one.server_random.draws == 0);
        CHECK(one.half.ended());
    }
}

TEST_CASE("a Hello without a right binder is not asked about") {
    fixture one;
    one.hello.back() ^= 1U;
    CHECK(one.serve(one.hello) == errc::wrong_binder);
    CHECK(one.asked.empty());
}

TEST_CASE("a client answers a cookie by its Hello with a proof, and goes on as if there had been none") {
    fixture one;
    const std::size_t draws = one.client_random.draws;
    REQUIRE(one.answer_cookie(one.cookie()) == errc::none);
    CHECK(one.client_random.draws == draws);
    CHECK(one.answer.size() == 1 + 16 + one.hello.size() + 16);
    CHECK(one.answer[0] == 0x36);
    CHECK(equal_public(tscp::byte_view{one.answer}.subspan(1, 16), tscp::byte_view{one.cookie()}.subspan(1)));
    CHECK(equal_public(tscp::byte_view{one.answer}.subspan(17, one.hello.size()), one.hello));
    CHECK(one.serve(one.answer) == errc::none);
    REQUIRE(one.asked.size() == 1);
    CHECK(one.asked[0].proof_verified);
    auto session = one.waiting.read_hey(one.hey);
    REQUIRE(session);
    bytes content(100);
    CHECK(one.half.open(test::seal(session->channel, tscp::bytes_of("hi")), content));
}

TEST_CASE("a proof holds for its cookie, its Hello, its key and its context") {
    for (const std::size_t at : {std::size_t{1}, std::size_t{16}}) {
        fixture one;
        REQUIRE(one.answer_cookie(one.cookie()) == errc::none);
        one.answer[at] ^= 1U;
        CHECK(one.serve(one.answer) == errc::none);
        REQUIRE(one.asked.size() == 1);
        CHECK_FALSE(one.asked[0].proof_verified);
    }
    fixture one;
    REQUIRE(one.answer_cookie(one.cookie()) == errc::none);
    for (std::size_t i = 1; i <= 16; ++i) {
        bytes message = one.answer;
        message[message.size() - i] ^= 0x10U;
        CHECK(one.serve(message) == errc::none);
        CHECK_FALSE(one.asked.back().proof_verified);
    }
    bytes message = one.answer;
    tscp::copy_bytes(tscp::byte_view{one.hello}.last(16), tscp::byte_span{message}.last(16));
    CHECK(one.serve(message) == errc::none);
    CHECK_FALSE(one.asked.back().proof_verified);
    const bytes other_context{9};
    one.server_options.context = other_context;
    CHECK(one.serve(one.answer) == errc::wrong_binder);
}

TEST_CASE("a Hello with a cookie whose Hello is wrong is refused as that Hello is") {
    fixture one;
    REQUIRE(one.answer_cookie(one.cookie()) == errc::none);
    bytes message = one.answer;
    message[message.size() - 17] ^= 1U;
    CHECK(one.serve(message) == errc::wrong_binder);
    CHECK(one.hey == bytes{0x33, 0x01});
    for (std::size_t size = 0; size < one.answer.size() - one.hello.size() + 18; ++size) {
        CHECK(one.serve(bytes{one.answer.begin(), one.answer.begin() + static_cast<std::ptrdiff_t>(size)}) ==
              errc::malformed_hello);
        CHECK(one.hey.empty());
    }
}

TEST_CASE("a server that does not ask takes a Hello with a cookie as its Hello") {
    fixture one;
    REQUIRE(one.answer_cookie(one.cookie()) == errc::none);
    one.answer.back() ^= 1U;
    CHECK(one.serve(one.answer, std::nullopt) == errc::none);
    CHECK(one.waiting.read_hey(one.hey));
}

TEST_CASE("one cookie is answered for each time the Hello was sent") {
    fixture one;
    CHECK(one.answer_cookie(one.cookie()) == errc::none);
    CHECK(one.answer_cookie(one.cookie()) == errc::unexpected_cookie);
    CHECK(one.answer.empty());
    one.waiting.hello_repeated();
    one.waiting.hello_repeated();
    CHECK(one.answer_cookie(one.cookie()) == errc::none);
    CHECK(one.answer_cookie(one.cookie()) == errc::unexpected_cookie);
}

TEST_CASE("a client that was moved answers a cookie as it would have before") {
    fixture one;
    fixture fresh;
    tscp::waiting_client<profile> moved{std::move(one.waiting)};
    CHECK(one.answer_cookie(one.cookie()) == errc::state_consumed);
    CHECK(one.answer_cookie(one.cookie(), moved) == errc::none);
    fresh.waiting = std::move(moved);
    CHECK(fresh.answer_cookie(fresh.cookie()) == errc::unexpected_cookie);
}

TEST_CASE("a cookie that is none, or for another Hello, does not use up the answer") {
    fixture one;
    bytes message = one.cookie();
    message.pop_back();
    CHECK(one.answer_cookie(message) == errc::malformed_cookie);
    CHECK(one.answer_cookie({}) == errc::malformed_cookie);
    message = one.cookie();
    message.push_back(0);
    CHECK(one.answer_cookie(message) == errc::malformed_cookie);
    message = one.cookie();
    message[0] = 0x36;
    CHECK(one.answer_cookie(message) == errc::malformed_cookie);
    for (std::size_t at = 1; at <= 4; ++at) {
        message = one.cookie();
        message[at] ^= 1U;
        CHECK(one.answer_cookie(message) == errc::wrong_cookie);
    }
    CHECK(one.answer.empty());
    CHECK(one.answer_cookie(one.cookie()) == errc::none);
}

TEST_CASE("a cookie without room for its answer, or in its place, does not use it up") {
    fixture one;
    const client from{test::credential(), one.client_random, one.options};
    const bytes cookie = one.cookie();
    bytes small(33 + one.hello.size() - 1);
    tscp::writer no_room{small};
    CHECK(from.answer_cookie(one.waiting, cookie, one.hello, no_room) == errc::buffer_too_small);
    CHECK(no_room.size() == 0);
    bytes same(400);
    tscp::copy_bytes(one.hello, same);
    tscp::writer over{same};
    CHECK(from.answer_cookie(one.waiting, cookie, tscp::byte_view{same}.first(one.hello.size()), over) ==
          errc::buffers_overlap);
    CHECK(one.answer_cookie(cookie) == errc::none);
}

TEST_CASE("a client that has read its Hey answers no cookie") {
    fixture one;
    CHECK(one.serve(one.hello) == errc::none);
    CHECK(one.waiting.read_hey(one.hey));
    CHECK(one.answer_cookie(one.cookie()) == errc::state_consumed);
}

TEST_CASE("a proof covers the static keys of both ends") {
    using key = tscp::static_key<tscp::portable::x25519>;
    struct with_keys : test::profile_of<tscp::framing::datagram, test::x25519_chacha> {
        using static_key = key;
    };
    const key of_client = std::move(*key::make(bytes(32, 0x11)));
    const key of_server = std::move(*key::make(bytes(32, 0x23)));
    const tscp::peer_entry entry =
        tscp::peer_entry::static_keys_and_psk(tscp::public_key_view{of_client.public_value()},
                                              tscp::psk_view{test::psk()}, tscp::client_name{tscp::bytes_of("pump")});
    tscp::peer_directory directory{of_server, [&](tscp::byte_view) noexcept { return entry; }};
    test::counted_random random;
    const tscp::client<with_keys> from{
        tscp::static_keys_and_psk<key>{tscp::identity_view{tscp::bytes_of("id")}, of_client,
                                       tscp::public_key_view{of_server.public_value()}, tscp::psk_view{test::psk()}},
        random};
    bytes hello_buffer(200);
    bytes answer_buffer(200);
    bytes hey_buffer(200);
    tscp::writer hello{hello_buffer};
    tscp::writer answer{answer_buffer};
    tscp::writer hey{hey_buffer};
    tscp::waiting_client<with_keys> waiting;
    REQUIRE(from.write_hello(hello, waiting) == errc::none);
    bytes cookie(17, 0x35);
    tscp::copy_bytes(hello.written().last(4), tscp::byte_span{cookie}.subspan(1));
    REQUIRE(from.answer_cookie(waiting, cookie, hello.written(), answer) == errc::none);
    bool proof_verified = false;
    tscp::half_open<with_keys> half;
    tscp::server<with_keys, decltype(directory)> at{directory, random};
    REQUIRE(at.answer_hello(answer.written(), hey, {}, half, [&](const tscp::admission& request) noexcept {
        proof_verified = request.proof_verified && request.mode == tscp::handshake_mode::static_keys_and_psk;
        return errc::none;
    }) == errc::none);
    CHECK(proof_verified);
    CHECK(waiting.read_hey(hey.written()));
}
