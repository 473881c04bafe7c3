// SPDX-License-Identifier: MIT
// The checksum, the suite oXo and MicroPython's reading of text, against values computed from the definitions.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/classic/checksum.hpp>
#include <tscp/classic/dialect.hpp>
#include <tscp/classic/key.hpp>
#include <tscp/classic/modulus.hpp>
#include <tscp/classic/session_cipher.hpp>
#include <tscp/classic/utf8.hpp>
#include <tscp/classic/xo_cipher.hpp>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"

namespace {

using tscp::classic::is_text;

template <std::uint32_t Start, std::size_t Power>
std::string csum(const std::string& message) {
    tscp::classic::checksum<Start, Power> sum;
    sum.update(message);
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    const auto done = sum.write_to(out);
    if (!done) { return "error"; }
    return {out.written().begin(), out.written().end()};
}

template <class Number>
std::string digits_of(const Number& number) {
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    REQUIRE(number.write_to(out));
    return {out.written().begin(), out.written().end()};
}

}  // namespace

TEST_CASE("the published checksums") {
    CHECK(csum<17, 7>("abc") == "3573719364041820999764");
    CHECK(csum<13, 13>("abc") == "200221493121944183824588238575775067644754");
}

TEST_CASE("checksums at the edges") {
    CHECK(csum<17, 7>("") == "error");
    CHECK(csum<17, 7>(std::string(5, '\0')) == "error");
    // s = (17 + 1 + 1)·1 = 19, and (17 + 2 + 1)·1 = 20 with a NUL behind: the quotient is reduced mod 1954^7.
    CHECK(csum<17, 7>(std::string{"\x01"}) == "91587941354942614639754");
    CHECK(csum<17, 7>(std::string{"\x01\x00", 2}) == "76132476251296048420358");
    CHECK(csum<13, 13>(std::string(65535, '\xff')) == "84711072410244136064985877253864");
}

TEST_CASE("a checksum takes its message in any pieces") {
    const std::string message = "temperature=21.5;humidity=40";
    for (std::size_t cut = 0; cut <= message.size(); ++cut) {
        tscp::classic::checksum<13, 13> sum;
        sum.update(message.substr(0, cut));
        sum.update(message.substr(cut));
        std::array<std::uint8_t, 64> buffer{};
        tscp::writer out{buffer};
        REQUIRE(sum.write_to(out));
        CHECK(std::string(out.written().begin(), out.written().end()) == csum<13, 13>(message));
    }
}

TEST_CASE("a message of more than 65,535 bytes has no checksum, in whatever pieces") {
    const std::string longest(65535, '\xff');
    CHECK(csum<17, 7>(longest) != "error");
    CHECK(csum<17, 7>(longest + "x") == "error");
    tscp::classic::checksum<13, 13> sum;
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    sum.update(longest);
    REQUIRE(sum.write_to(out));
    for (int i = 0; i < 3; ++i) {
        sum.update(std::string(i == 0 ? 1 : 65535, 'x'));
        CHECK(sum.write_to(out).error() == tscp::errc::message_too_long);
    }
}

TEST_CASE("oXo decrypts what it encrypts, at every length") {
    const tscp::classic::xo_cipher cipher{tscp::bytes_of("107017466151231256788531")};
    for (std::size_t size = 0; size <= 200; ++size) {
        std::vector<std::uint8_t> plain(size);
        for (std::size_t i = 0; i < size; ++i) { plain[i] = static_cast<std::uint8_t>(i * 7 + size); }
        auto text = plain;
        cipher.encrypt(text);
        if (size >= 8) { CHECK(text != plain); }
        cipher.decrypt(text);
        CHECK(text == plain);
    }
}

TEST_CASE("the modulus is made of the seed's digits") {
    using namespace tscp::classic;
    CHECK(digits_of(modulus_of<debug>(101)) == "133450387656723331741140");
    CHECK(digits_of(modulus_of<debug>(115)) == "575754538754660174772058");
    CHECK(digits_of(modulus_of<release>(70)) == "49221735352184872959961855190338");
    CHECK(digits_of(modulus_of<release>(15255)) == "24495791366031262336048555777553");
    CHECK(modulus_of<debug>(100).is_zero());
    CHECK(modulus_of<debug>(116).is_zero());
    CHECK(modulus_of<release>(69).is_zero());
    CHECK(modulus_of<release>(0xffffffff).is_zero());
    CHECK(digits_of(modulus_of<release>(88)) == "88559481867269379933523937003834");  // a multiple of 11, and 1 more
}

TEST_CASE("text is what MicroPython takes for UTF-8") {
    for (const char* good : {"", "abc", "caf\xc3\xa9", "\xe6\xb8\xa9", "\xf0\x9f\x98\x80", "\xed\xa0\x80", "\xc0\x80",
                             "\xf7\xbf\xbf\xbf"}) {
        CHECK(is_text(std::string{good}));
    }
    for (const char* bad : {"\x80", "\xc3", "\xc3z", "\xe6\xb8", "\xe6\xb8z", "\xf0\x9f\x98", "\xf8\x80\x80\x80\x80",
                            "\xff", "\xc3\xa9\xa9", "\xc3\xc3"}) {
        CHECK_FALSE(is_text(std::string{bad}));
    }
    CHECK(is_text(std::string{"a\0b", 3}));
    CHECK(tscp::classic::count_characters(std::string{"caf\xc3\xa9 \xe6\xb8\xa9"}) == 6);
}

namespace {

using session_cipher = tscp::classic::session_cipher<tscp::portable::aes256>;
using tscp::errc;
using tscp::classic::suite;

const std::string key_digits = "107017466151231256788531";

static_assert(!std::is_move_constructible_v<tscp::classic::xo_cipher>);
static_assert(std::is_nothrow_move_constructible_v<session_cipher> &&
              std::is_nothrow_move_assignable_v<session_cipher>);

void check_without_key(const session_cipher& cipher) {
    CHECK_FALSE(cipher.has_key());
    std::vector<std::uint8_t> buffer(32, 0x41);
    CHECK(cipher.encrypted_size(0, {}).error() == errc::state_consumed);
    CHECK(cipher.encrypt(buffer, 16).error() == errc::state_consumed);
    CHECK(cipher.decrypt(buffer).error() == errc::state_consumed);
    CHECK(buffer == std::vector<std::uint8_t>(32, 0x41));
}

std::vector<std::uint8_t> encrypted(const session_cipher& cipher) {
    std::vector<std::uint8_t> buffer(16, 0x41);
    REQUIRE(cipher.encrypt(buffer, 15));
    return buffer;
}

}  // namespace

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from object says is what is tested

TEST_CASE("a cipher that was moved from has no key, whatever the suites of the two") {
    for (const suite first : {suite::oxo, suite::aes}) {
        for (const suite second : {suite::oxo, suite::aes}) {
            CAPTURE(static_cast<int>(first), static_cast<int>(second));
            const auto expected = encrypted(session_cipher{first, key_digits});
            session_cipher source{first, key_digits};
            session_cipher moved{std::move(source)};
            check_without_key(source);
            CHECK(encrypted(moved) == expected);

            session_cipher other{second, tscp::bytes_of("31")};
            other = std::move(moved);
            check_without_key(moved);
            CHECK(other.chosen() == first);
            CHECK(encrypted(other) == expected);
            session_cipher& same = other;
            other = std::move(same);
            CHECK(encrypted(other) == expected);

            other = std::move(moved);  // one without a key
            check_without_key(other);
            other = session_cipher{second, key_digits};
            CHECK(encrypted(other) == encrypted(session_cipher{second, key_digits}));
        }
    }
}

TEST_CASE("no copy of a cipher's key stays where it was moved from") {
    for (const suite chosen : {suite::oxo, suite::aes}) {
        test::memory_of<session_cipher> memory;
        session_cipher& source = memory.make(chosen, key_digits);
        if (chosen == suite::aes) { REQUIRE(memory.holds(key_digits)); }
        const session_cipher moved{std::move(source)};
        CHECK_FALSE(memory.holds(tscp::bytes_of("1070174")));
        // oXo keeps a checksum of the key, as digits.
        for (std::size_t i = 0; i < 10; ++i) {
            const std::array<std::uint8_t, 1> digit{static_cast<std::uint8_t>('0' + i)};
            if (chosen == suite::oxo) { CHECK_FALSE(memory.holds(digit)); }
        }
        memory.destroy();
    }
}

TEST_CASE("a cipher without digits has no key") {
    check_without_key(session_cipher{suite::oxo, {}});
    check_without_key(session_cipher{suite::aes, {}});
}

TEST_CASE("a cipher refuses buffers that are not as it says") {
    std::vector<std::uint8_t> buffer(17, 0x41);
    const session_cipher aes{suite::aes, key_digits};
    const session_cipher oxo{suite::oxo, key_digits};
    CHECK(aes.encrypt(buffer, 16).error() == errc::out_of_range);
    CHECK(aes.encrypt(tscp::byte_span{buffer}.first(16), 17).error() == errc::out_of_range);
    CHECK(oxo.encrypt(buffer, 18).error() == errc::out_of_range);
    CHECK(buffer == std::vector<std::uint8_t>(17, 0x41));
}

TEST_CASE("a shared secret that was moved from is empty") {
    using shared_secret = tscp::classic::shared_secret<tscp::classic::debug>;
    static_assert(!std::is_copy_constructible_v<shared_secret> && !std::is_copy_assignable_v<shared_secret>);
    const auto number = *tscp::classic::modular_number<tscp::classic::debug>::parse(tscp::bytes_of("777777777777"));
    test::memory_of<shared_secret> memory;
    shared_secret& source = memory.make(number);
    REQUIRE(memory.holds(tscp::bytes_of("777777777777")));
    shared_secret moved{std::move(source)};
    CHECK(source.reveal().empty());
    CHECK_FALSE(memory.holds(tscp::bytes_of("7")));
    CHECK(tscp::equal_public(moved.reveal(), tscp::bytes_of("777777777777")));
    source = std::move(moved);
    CHECK(moved.reveal().empty());
    CHECK(tscp::equal_public(source.reveal(), tscp::bytes_of("777777777777")));
    shared_secret& same = source;
    source = std::move(same);
    CHECK(tscp::equal_public(source.reveal(), tscp::bytes_of("777777777777")));
    memory.destroy();
}

// NOLINTEND(bugprone-use-after-move)

namespace {

template <class Dialect>
void check_key_exchange() {
    using exchange = tscp::classic::key_exchange<Dialect, tscp::portable::integer<128>>;
    const auto seed = Dialect::seed.least;
    const auto largest = (std::uint32_t{1} << tscp::classic::detail::exponent_bits<Dialect>)-1;
    const exchange keys{seed};
    auto value = keys.public_value(largest);
    REQUIRE(value);
    for (const std::uint32_t exponent :
         {largest + 1, largest + 256, std::uint32_t{0x10000}, std::uint32_t{0xffffffff}}) {
        CHECK(keys.public_value(exponent).error() == errc::out_of_range);
        CHECK(keys.agree(*value, exponent).error() == errc::out_of_range);
    }
    for (const std::uint32_t wrong :
         {std::uint32_t{0}, seed - 1, Dialect::seed.most() + 1, std::uint32_t{0xffffffff}}) {
        const exchange none{wrong};
        CHECK_FALSE(none.accepts(*value));
        CHECK(none.public_value(5).error() == errc::seed_out_of_range);
        CHECK(none.agree(*value, 5).error() == errc::public_value_out_of_range);
    }
}

}  // namespace

TEST_CASE("a key exchange refuses seeds and exponents that no side can draw") {
    check_key_exchange<tscp::classic::debug>();
    check_key_exchange<tscp::classic::release>();
}
