// SPDX-License-Identifier: MIT
// The size of a record on a stream follows from its three first bytes, and no impossible length is taken.
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/concepts/suites.hpp>
#include <tscp/wire/next_message.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using test::bytes;
using tscp::errc;
using chacha = tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>;
using ccm_8 = tscp::suite<tscp::portable::x25519, tscp::portable::aes128_ccm8>;

template <class... Suites>
struct profile {
    using suites = tscp::suite_list<Suites...>;
};

// "from tag to 16,384 + tag"
template <class Profile>
void check_lengths(std::size_t least, std::size_t most) {
    std::size_t wrong = 0;
    for (std::size_t length = 0; length < 65536; ++length) {
        const bytes head{0x80, static_cast<std::uint8_t>(length >> 8U), static_cast<std::uint8_t>(length)};
        const auto size = tscp::next_message_size<Profile>(head);
        const bool right =
            length >= least && length <= most ? size && *size == 3 + length : size.error() == errc::malformed_record;
        wrong += right ? 0U : 1U;
    }
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("no length is taken that no record of the profile has") {
    check_lengths<profile<chacha>>(16, 16384 + 16);
    check_lengths<profile<ccm_8>>(8, 16384 + 8);
    check_lengths<profile<chacha, ccm_8>>(8, 16384 + 16);
}

TEST_CASE("three bytes are needed to tell the size of a record") {
    const bytes head{0x80, 0, 30};
    for (std::size_t size = 0; size < 3; ++size) {
        CHECK(tscp::next_message_size<profile<chacha>>(tscp::byte_view{head}.first(size)).error() == errc::truncated);
    }
    CHECK(tscp::next_message_size<profile<chacha>>(head).value() == 33);
}

TEST_CASE("with a tag of 8 bytes a number has two, and with a longer one either size") {
    for (const std::size_t tag : {8U, 15U, 16U, 32U}) {
        for (const bool two : {false, true}) {
            bytes message(40, 0x5a);
            message[0] = two ? 0x84 : 0x80;
            tscp::record read;
            const errc error = tscp::record::read_datagram(tscp::stored_view{message}, {}, tag, read);
            CHECK(error == (tag < 16 && !two ? errc::malformed_record : errc::none));
            if (error == errc::none) { CHECK(read.sequence_number_size == (two ? 2 : 1)); }
        }
    }
}

TEST_CASE("a record of type 6 is read, and one of type 7 is not") {
    for (const unsigned type : {6U, 7U}) {
        bytes datagram(40, 0x5a);
        datagram[0] = static_cast<std::uint8_t>(0x80U | type << 4U);
        bytes stream = datagram;
        stream[1] = 0;
        stream[2] = 37;
        tscp::record read;
        const errc expected = type == 6 ? errc::none : errc::malformed_record;
        CHECK(tscp::record::read_datagram(tscp::stored_view{datagram}, {}, 16, read) == expected);
        CHECK(tscp::record::read_stream(tscp::stored_view{stream}, 16, read) == expected);
        if (type == 6) { CHECK(read.type == tscp::record_type::control); }
    }
}

TEST_CASE("a length that does not fit a header stops a checked program") {
    if constexpr (tscp::config::checked) {
        std::uint8_t header[3];
        CHECK(test::stops(
            [&] { tscp::record::write_stream_header(tscp::record_type::data, 0, 0x10000, tscp::byte_span{header}); }));
        tscp::record::write_stream_header(tscp::record_type::data, 0, 0xffff, tscp::byte_span{header});
        CHECK((header[1] == 0xff && header[2] == 0xff));
    }
}
