// SPDX-License-Identifier: MIT
// Hints of lost sessions: which datagrams get one, and how many.
#include <cstdint>
#include <deque>
#include <utility>

#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::datagram_profile;
struct without_cid : profile {
    static constexpr std::size_t cid_size = 0;
};
struct short_tags : without_cid {
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>,
                                    tscp::suite<tscp::portable::x25519, tscp::portable::aes128_ccm8>>;
};

template <class Profile>
struct fixture {
    errc answer(const bytes& datagram, std::uint64_t link = 1, std::uint64_t now = 0) {
        bytes buffer(room);
        tscp::writer out{buffer};
        const auto has_session = [&](tscp::cid_view cid, std::uint64_t from) noexcept {
            return Profile::cid_size == 0 ? from == 7 : tscp::equal_public(cid, live);
        };
        const errc error = hints.answer_record(datagram, link, now, has_session, out);
        reply.assign(out.written().begin(), out.written().end());
        return error;
    }

    tscp::hint_responder<Profile, 2> hints;
    bytes live{9, 9, 9, 9};
    bytes reply;
    std::size_t room = 20;
};

}  // namespace

TEST_CASE("a record whose connection id no session has gets a hint with its last 8 bytes") {
    fixture<profile> one;
    test::pair<profile> lost;
    const bytes record = test::seal(lost.client_channel(), tscp::bytes_of("is there anybody"));
    REQUIRE(one.answer(record) == errc::none);
    REQUIRE(one.reply.size() == 10);
    CHECK(one.reply[0] == 0x33);
    CHECK(one.reply[1] == 5);
    CHECK(tscp::equal_public(tscp::byte_view{one.reply}.last(8), tscp::byte_view{record}.last(8)));
}

TEST_CASE("there is no hint for a record of a session that is known, and none for what is no record") {
    fixture<profile> one;
    test::pair<profile> lost;
    bytes record = test::seal(lost.client_channel(), {});
    const auto check_none = [&](const bytes& datagram, errc error) {
        CHECK(one.answer(datagram) == error);
        CHECK(one.reply.empty());
    };
    bytes other = record;
    tscp::copy_bytes(one.live, tscp::byte_span{other}.subspan(1));
    check_none(other, errc::has_session);
    check_none(lost.hello, errc::malformed_record);
    check_none(lost.hey, errc::malformed_record);
    check_none({}, errc::malformed_record);
    check_none({0x88}, errc::malformed_record);
    check_none(bytes(record.begin(), record.end() - 1), errc::malformed_record);  // no room for a tag
    other = record;
    other[0] = 0xf8;  // a type that is none
    check_none(other, errc::malformed_record);
    other[0] = 0x80;
    check_none(other, errc::wrong_connection_id);
    // A hint for a hint would go on for ever.
    check_none({0x33, 5, 1, 2, 3, 4, 5, 6, 7, 8}, errc::malformed_record);
    one.room = 9;
    check_none(record, errc::buffer_too_small);
    one.room = 10;
    CHECK(one.answer(record) == errc::none);
    tscp::writer over{record};
    const auto nobody = [](tscp::cid_view, std::uint64_t) noexcept { return false; };
    CHECK(one.hints.answer_record(record, 2, 0, nobody, over) == errc::buffers_overlap);
}

TEST_CASE("without a connection id the link tells whether there is a session") {
    fixture<without_cid> one;
    test::pair<without_cid> lost;
    const bytes record = test::seal(lost.client_channel(), {});
    CHECK(one.answer(record, 7) == errc::has_session);
    CHECK(one.answer(record, 6) == errc::none);
}

TEST_CASE("records with tags of either size get a hint, where the profile has both") {
    fixture<short_tags> one;
    for (const std::uint8_t suite_id : {std::uint8_t{0x11}, std::uint8_t{0x14}}) {
        test::pair<short_tags> lost{1, tscp::byte_view{&suite_id, 1}};
        CHECK(one.answer(test::seal(lost.client_channel(), {}), suite_id) == errc::none);
    }
}

TEST_CASE("hints are bounded for each link and in all, in any stretch of time") {
    fixture<profile> one;
    test::pair<profile> lost;
    const bytes record = test::seal(lost.client_channel(), {});
    CHECK(one.answer(record, 1, 0) == errc::none);
    CHECK(one.answer(record, 1, 999) == errc::too_many_hints);
    CHECK(one.reply.empty());
    CHECK(one.answer(record, 2, 500) == errc::none);
    CHECK(one.answer(record, 3, 999) == errc::too_many_hints);
    CHECK(one.answer(record, 3, 1000) == errc::none);
    CHECK(one.answer(record, 2, 1499) == errc::too_many_hints);
    CHECK(one.answer(record, 1, 1500) == errc::none);
}

TEST_CASE("a limiter lets as many hints pass as it may, and no more") {
    constexpr std::size_t most = 5;
    tscp::hint_limiter<most> limiter{100};
    test::repeatable_random chance{4};
    std::deque<std::pair<std::uint64_t, std::uint64_t>> sent;  // link, time
    std::size_t admitted = 0;
    std::uint64_t now = 0;
    for (int i = 0; i < 20000; ++i) {
        now += chance.below(30);
        const std::uint64_t link = chance.below(8);
        while (!sent.empty() && now - sent.front().second >= 100) { sent.pop_front(); }
        bool expected = sent.size() < most;
        for (const auto& one : sent) { expected = expected && one.first != link; }
        REQUIRE(limiter.admit(link, now) == expected);
        if (expected) { sent.emplace_back(link, now); }
        admitted += expected ? 1 : 0;
    }
    CHECK(admitted > 1000);
}
