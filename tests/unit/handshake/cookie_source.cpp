// SPDX-License-Identifier: MIT
// Cookies of the server: what they are made of, and what is taken for one.
#include <array>
#include <vector>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/handshake/cookie_source.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using hash = tscp::portable::sha256;
using source = tscp::cookie_source<hash>;

const bytes hello = test::repeatable_random{5}.draw(90);

bytes digest_of(const bytes& message) {
    bytes digest(32);
    tscp::hash_traits<hash>::digest(message, digest);
    return digest;
}
const bytes hello_hash = digest_of(hello);

tscp::cookie_subject subject(std::uint64_t link = 7) { return {hello, hello_hash, link}; }

struct fixture {
    fixture() { REQUIRE(cookies.start(random) == errc::none); }
    [[nodiscard]] bytes make(std::uint64_t now) const {
        bytes cookie(16);
        cookies.make(subject(), now, cookie);
        return cookie;
    }
    [[nodiscard]] bool is_good(const bytes& cookie, std::uint64_t now) const {
        std::uint64_t made_at = 0;
        return cookies.check_cookie(cookie, subject(), now, made_at);
    }

    test::counted_random random{3};
    source cookies;
};

}  // namespace

TEST_CASE("a cookie is the end of the Hello, the time, and a MAC over time, link and Hello") {
    const fixture one;
    const std::uint64_t now = 0x0102030405060708;
    const bytes cookie = one.make(now);

    bytes secret(32);
    REQUIRE(test::counted_random{3}.fill(secret));
    bytes input = test::from_hex(
        "0102030405060708"
        "0008"
        "0000000000000007");
    input.insert(input.end(), hello_hash.begin(), hello_hash.end());
    bytes tag(32);
    tscp::hmac<hash>::authenticate(tscp::hmac_key<hash>{secret}, input, tag);
    bytes expected(hello.end() - 4, hello.end());
    for (const unsigned byte : {5U, 6U, 7U, 8U}) { expected.push_back(static_cast<std::uint8_t>(byte)); }
    expected.insert(expected.end(), tag.begin(), tag.begin() + 8);
    CHECK(cookie == expected);
}

TEST_CASE("a cookie is good for a minute, by the clock that made it") {
    const fixture one;
    // Across the end of the 32 bits that are sent, too.
    for (const std::uint64_t now : {std::uint64_t{0}, std::uint64_t{1000000}, std::uint64_t{0xffffff00}}) {
        const bytes cookie = one.make(now);
        std::uint64_t made_at = 0;
        CHECK(one.cookies.check_cookie(cookie, subject(), now + 60'000, made_at));
        CHECK(made_at == now);
        CHECK(one.is_good(cookie, now));
        CHECK_FALSE(one.is_good(cookie, now + 60'001));
        // The same low bits come round again after 49 days.
        CHECK_FALSE(one.is_good(cookie, now + (std::uint64_t{1} << 32U)));
        if (now > 0) { CHECK_FALSE(one.is_good(cookie, now - 1)); }
    }
}

TEST_CASE("the lifetime of cookies is settable") {
    test::counted_random random;
    source cookies{500};
    REQUIRE(cookies.start(random) == errc::none);
    bytes cookie(16);
    cookies.make(subject(), 1000, cookie);
    std::uint64_t made_at = 0;
    CHECK(cookies.check_cookie(cookie, subject(), 1500, made_at));
    CHECK_FALSE(cookies.check_cookie(cookie, subject(), 1501, made_at));
}

TEST_CASE("a cookie with one other bit, for another link, Hello or server, or of another size is not good") {
    const fixture one;
    const bytes cookie = one.make(1000);
    REQUIRE(one.is_good(cookie, 1000));
    for (std::size_t bit = 0; bit < 8 * cookie.size(); ++bit) {
        CAPTURE(bit);
        bytes other = cookie;
        other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << bit % 8));
        CHECK_FALSE(one.is_good(other, 1000));
        CHECK_FALSE(one.is_good(other, 50'000));
    }
    std::uint64_t made_at = 0;
    CHECK_FALSE(one.cookies.check_cookie(cookie, subject(8), 1000, made_at));
    // The same end, another beginning.
    bytes other_hello = hello;
    other_hello[3] = static_cast<std::uint8_t>(other_hello[3] ^ 1U);
    const bytes other_hash = digest_of(other_hello);
    CHECK_FALSE(one.cookies.check_cookie(cookie, {other_hello, other_hash, 7}, 1000, made_at));
    CHECK_FALSE(one.is_good({}, 1000));
    CHECK_FALSE(one.is_good(bytes(cookie.begin(), cookie.end() - 1), 1000));

    test::counted_random random{4};
    source elsewhere;
    REQUIRE(elsewhere.start(random) == errc::none);
    CHECK_FALSE(elsewhere.check_cookie(cookie, subject(), 1000, made_at));
}

TEST_CASE("the secret is drawn once, and without one no cookie is good") {
    test::counted_random failing{1, 0};
    source cookies;
    CHECK(cookies.start(failing) == errc::random_failed);
    CHECK_FALSE(cookies.started());
    std::uint64_t made_at = 0;
    CHECK_FALSE(cookies.check_cookie(bytes(16), subject(), 0, made_at));
    test::counted_random random;
    CHECK(cookies.start(random) == errc::none);
    CHECK(cookies.start(random) == errc::none);
    CHECK(random.draws == 1);
}
