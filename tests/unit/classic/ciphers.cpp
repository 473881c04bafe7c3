// SPDX-License-Identifier: MIT
// The checksum, the suite oXo and MicroPython's reading of text, against values computed from the definitions.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <tscp/classic/checksum.hpp>
#include <tscp/classic/modulus.hpp>
#include <tscp/classic/utf8.hpp>
#include <tscp/classic/xo_cipher.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::classic::is_text;

template <std::uint32_t Start, std::size_t Power>
std::string csum(const std::string& message) {
    tscp::classic::checksum<Start, Power> sum;
    sum.update(message);
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    const auto done = sum.write(out);
    if (!done) { return "error"; }
    return {out.written().begin(), out.written().end()};
}

template <class Number>
std::string digits_of(const Number& number) {
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    REQUIRE(number.write(out));
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
        REQUIRE(sum.write(out));
        CHECK(std::string(out.written().begin(), out.written().end()) == csum<13, 13>(message));
    }
}

TEST_CASE("oXo decrypts what it encrypts, at every length, in place and apart") {
    const tscp::classic::xo_cipher cipher{tscp::bytes_of("107017466151231256788531")};
    for (std::size_t size = 0; size <= 200; ++size) {
        std::vector<std::uint8_t> plain(size);
        for (std::size_t i = 0; i < size; ++i) { plain[i] = static_cast<std::uint8_t>(i * 7 + size); }
        std::vector<std::uint8_t> apart(size);
        cipher.encrypt(plain, apart);
        auto in_place = plain;
        cipher.encrypt(in_place, in_place);
        CHECK(in_place == apart);
        cipher.decrypt(in_place, in_place);
        CHECK(in_place == plain);
    }
}

TEST_CASE("the modulus is made of the seed's digits") {
    using namespace tscp::classic;
    CHECK(digits_of(modulus_of<debug>(101)) == "133450387656723331741140");
    CHECK(digits_of(modulus_of<debug>(115)) == "575754538754660174772058");
    CHECK(digits_of(modulus_of<release>(70)) == "49221735352184872959961855190338");
    CHECK(digits_of(modulus_of<release>(15255)) == "24495791366031262336048555777553");
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
