// SPDX-License-Identifier: MIT
// The table of half-open sessions of a datagram server: docs/PROTOCOL.md, "Half-open sessions" and "Return
// routability".
#include <memory>
#include <string>
#include <vector>

#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/datagram_client.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::profile_of<tscp::framing::datagram, test::none_chacha>;
struct cid_profile : profile {
    static constexpr std::size_t cid_size = 4;
};

struct short_tags
    : test::profile_of<tscp::framing::datagram, tscp::suite<tscp::group_none, tscp::portable::aes128_ccm8>> {
    static constexpr std::uint64_t short_tag_open_limit = 128;
};

// Demands cookies when the test says so.
struct when_told {
    static constexpr bool may_be_demanded = true;
    static bool demanded(std::size_t /*used*/) noexcept { return now; }
    inline static bool now = false;
};
constexpr std::size_t places = 4;
using relaxed = tscp::cookies::above<places>;

template <class Profile = profile, class Cookies = when_told, class Sessions = tscp::sessions::one_per_name,
          class Directory = test::any_client>
struct fixture {
    using table_type = tscp::half_open_table<Profile, places, Cookies, Sessions>;
    using client = test::datagram_client<Profile>;

    fixture() { when_told::now = false; }

    errc answer(const bytes& message, std::uint64_t link = 1) {
        const bytes cid = next_cid();
        bytes buffer(room);
        tscp::writer out{buffer};
        const errc error = table.answer_hello(at, message, link, now, out, tscp::cid_view{cid}).error();
        reply.assign(out.written().begin(), out.written().end());
        return error;
    }
    bytes next_cid() {
        bytes cid(Profile::cid_size);
        if (!cid.empty()) { cid.back() = ++cids; }
        return cid;
    }
    // The Hello with a cookie that is made now.
    bytes with_cookie(client& from, std::uint64_t link = 1) {
        const bool before = when_told::now;
        when_told::now = true;
        REQUIRE(answer(from.hello, link) == errc::cookie_required);
        when_told::now = before;
        from.repeat();
        const auto message = from.receive(reply);
        REQUIRE(message);
        return *message;
    }
    errc open(const bytes& record, std::uint64_t link = 1) {
        bytes content(record.size());
        return table.open(record, link, content, session);
    }
    // Whether this client's session is the one in a place: it is taken out of it.
    bool stands(client& from, const bytes& hey) {
        const auto record = from.receive(hey);
        return record && open(*record) == errc::none;
    }

    test::counted_random random{9};
    Directory directory;
    tscp::server<Profile, Directory> at{directory, random};
    table_type table = make_table();
    tscp::server_session<Profile> session;
    std::uint64_t now = 1000;
    std::size_t room = 300;
    std::uint8_t cids = 0;
    bytes reply;

private:
    table_type make_table() {
        if constexpr (Cookies::may_be_demanded) {
            return table_type{random};
        } else {
            return table_type{};
        }
    }
};
using client = test::datagram_client<profile>;

bool is_hey(const bytes& message) { return tscp::kind_of(message) == tscp::message_kind::hey; }
bool is_cookie(const bytes& message) { return tscp::kind_of(message) == tscp::message_kind::cookie; }

}  // namespace

TEST_CASE(
    "a link is proved by the handshake only where Hey was sent there alone and the first record came from there") {
    fixture<cid_profile> one;
    test::datagram_client<cid_profile> from{"a"};
    REQUIRE(one.answer(from.begin(), 1) == errc::none);
    bytes hey = one.reply;
    SECTION("so it is") {
        REQUIRE(one.answer(from.hello, 1) == errc::none);
        REQUIRE(one.open(*from.receive(hey), 1) == errc::none);
        CHECK(one.table.confirmed_link_is_proved());
    }
    SECTION("the record comes from elsewhere") {
        REQUIRE(one.open(*from.receive(hey), 2) == errc::none);
        CHECK_FALSE(one.table.confirmed_link_is_proved());
    }
    SECTION("a repeat of the Hello came from elsewhere") {
        REQUIRE(one.answer(from.hello, 2) == errc::none);
        CHECK(one.reply == hey);
        std::uint64_t link = 1;
        SECTION("and the record too") { link = 2; }
        SECTION("and the record from the first link") {}
        REQUIRE(one.open(*from.receive(hey), link) == errc::none);
        CHECK_FALSE(one.table.confirmed_link_is_proved());
        // The next that has this place is another's.
        test::datagram_client<cid_profile> later{"b", 2};
        REQUIRE(one.answer(later.begin(), 1) == errc::none);
        hey = one.reply;
        REQUIRE(one.open(*later.receive(hey), 1) == errc::none);
        CHECK(one.table.confirmed_link_is_proved());
    }
}

TEST_CASE("a repeated Hello gets the stored Hey, from any link, and draws nothing, until it is confirmed") {
    fixture<cid_profile> one;
    test::datagram_client<cid_profile> from{"a"};
    REQUIRE(one.answer(from.begin()) == errc::none);
    const bytes hey = one.reply;
    const std::size_t draws = one.random.draws;
    for (const std::uint64_t link : {1U, 2U}) {
        CHECK(one.answer(from.hello, link) == errc::none);
        CHECK(one.reply == hey);
    }
    CHECK(one.random.draws == draws);
    CHECK(one.table.size() == 1);
    REQUIRE(one.stands(from, hey));
    CHECK(one.table.size() == 0);
    CHECK(one.answer(from.hello) == errc::none);
    CHECK(is_hey(one.reply));
    CHECK(one.reply != hey);
    CHECK(one.random.draws > draws);
}

TEST_CASE("a record is opened by its connection id, wherever it comes from") {
    fixture<cid_profile> one;
    test::datagram_client<cid_profile> first{"a", 1};
    test::datagram_client<cid_profile> second{"b", 2};
    REQUIRE(one.answer(first.begin(), 1) == errc::none);
    const bytes record = *first.receive(one.reply);
    REQUIRE(one.answer(second.begin(), 2) == errc::none);
    const bytes other = *second.receive(one.reply);
    const tscp::cid_view cid{tscp::byte_view{record}.subspan(1, 4)};
    CHECK(one.table.has_session(cid, 99));
    bytes damaged = record;
    damaged.back() = static_cast<std::uint8_t>(damaged.back() ^ 1U);
    CHECK(one.open(damaged, 1) == errc::not_authentic);
    bytes elsewhere = record;
    elsewhere[1] = 0x77;
    CHECK_FALSE(one.table.has_session(tscp::cid_view{tscp::byte_view{elsewhere}.subspan(1, 4)}, 1));
    CHECK(one.open(elsewhere, 1) == errc::no_session);
    CHECK(one.open({}, 1) == errc::no_session);
    CHECK(one.open(bytes(record.begin(), record.begin() + 3), 1) == errc::no_session);
    CHECK(one.open(record, 99) == errc::none);
    CHECK(one.open(other, 99) == errc::none);
    CHECK(one.table.size() == 0);
}

TEST_CASE("without a connection id a record is opened by its link, in whichever session it belongs to") {
    fixture<> one;
    client first{"a", 1};
    client second{"b", 2};
    REQUIRE(one.answer(first.begin(), 1) == errc::none);
    const bytes record = *first.receive(one.reply);
    REQUIRE(one.answer(second.begin(), 1) == errc::none);
    REQUIRE(second.receive(one.reply));
    const bytes other = test::seal(second.session->channel, tscp::bytes_of("first"));
    CHECK(one.table.has_session({}, 1));
    CHECK_FALSE(one.table.has_session({}, 2));
    CHECK(one.open(record, 2) == errc::no_session);
    // Over itself it is not opened in any of them, and goes on.
    bytes same = other;
    CHECK(one.table.open(same, 1, same).error() == errc::buffers_overlap);
    CHECK(same == other);
    CHECK(one.open(other, 1) == errc::none);
    CHECK(one.session.client.name.bytes()[0] == 'b');
    CHECK(one.open(other, 1) == errc::not_authentic);
    CHECK(one.open(record, 1) == errc::none);
    CHECK(one.open(record, 1) == errc::no_session);
}

TEST_CASE("without a connection id a copy of a Hello from another link does not keep its client out") {
    fixture<> one;
    client from{"a"};
    REQUIRE(one.answer(from.begin(), 666) == errc::none);
    REQUIRE(one.answer(from.hello, 1) == errc::cookie_required);
    const auto proved = from.receive(one.reply);
    REQUIRE(proved);
    REQUIRE(one.answer(*proved, 1) == errc::none);
    const auto record = from.receive(one.reply);
    REQUIRE(record);
    CHECK(one.open(*record, 1) == errc::none);
}

TEST_CASE("without a connection id a client whose link changed goes on, cookies or not") {
    fixture<profile, tscp::cookies::never> trusting;
    client from{"a"};
    REQUIRE(trusting.answer(from.begin(), 1) == errc::none);
    const bytes hey = trusting.reply;
    REQUIRE(trusting.answer(from.hello, 2) == errc::none);
    CHECK(trusting.reply == hey);
    const bytes record = *from.receive(hey);
    CHECK(trusting.open(record, 1) == errc::no_session);
    CHECK(trusting.open(record, 2) == errc::none);
}

TEST_CASE("failures in a place are carried into the session, and at the limit the place is empty") {
    fixture<short_tags> one;
    test::datagram_client<short_tags> from{"a"};
    REQUIRE(one.answer(from.begin()) == errc::none);
    const bytes hey = one.reply;
    const bytes first = *from.receive(hey);
    bytes forged = first;
    forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
    SECTION("one below the limit") {
        for (int i = 0; i < 127; ++i) { REQUIRE(one.open(forged) == errc::not_authentic); }
        REQUIRE(one.open(first) == errc::none);
        bytes next = from.record();
        next.back() = static_cast<std::uint8_t>(next.back() ^ 1U);
        CHECK(test::error_of(one.session.channel, next) == errc::limit_reached);
    }
    SECTION("at the limit") {
        for (int i = 0; i < 127; ++i) { REQUIRE(one.open(forged) == errc::not_authentic); }
        CHECK(one.open(forged) == errc::limit_reached);
        CHECK(one.table.size() == 0);
        CHECK(one.open(first) == errc::no_session);
        CHECK(one.answer(from.hello) == errc::none);
        CHECK(one.reply != hey);
    }
}

TEST_CASE("a connection id of a half-open session is not given twice, and a repeat needs none") {
    fixture<cid_profile> one;
    test::datagram_client<cid_profile> first{"a", 1};
    test::datagram_client<cid_profile> second{"b", 2};
    REQUIRE(one.answer(first.begin()) == errc::none);
    const bytes hey = one.reply;
    const std::size_t draws = one.random.draws;
    one.cids = 0;
    CHECK(one.answer(second.begin()) == errc::connection_id_in_use);
    CHECK(one.reply.empty());
    CHECK(one.random.draws == draws);
    CHECK(one.table.size() == 1);
    one.cids = 0;
    CHECK(one.answer(first.hello) == errc::none);
    CHECK(one.reply == hey);
    CHECK(one.answer(second.hello) == errc::none);
}

TEST_CASE("a client with a place is asked for a cookie, under whichever identity it comes, and proves itself by it") {
    fixture<> one;
    client first{"a", 1};
    client second{"a#ticket", 2};
    client other{"b", 3};
    REQUIRE(one.answer(first.begin()) == errc::none);
    const std::size_t draws = one.random.draws;
    CHECK(one.answer(second.begin()) == errc::cookie_required);
    REQUIRE(is_cookie(one.reply));
    CHECK(one.random.draws == draws + 1);  // the secret
    CHECK(one.table.size() == 1);
    const auto message = second.receive(one.reply);
    REQUIRE(message);
    // The cookie is this link's.
    CHECK(one.answer(*message, 2) == errc::cookie_required);
    CHECK(one.answer(*message) == errc::none);
    CHECK(is_hey(one.reply));
    CHECK(one.table.size() == 2);
    CHECK(one.stands(second, one.reply));
    CHECK(one.answer(other.begin()) == errc::none);
}

TEST_CASE("where a cookie is demanded a wrong one, or a wrong proof, gets a fresh one") {
    fixture<> one;
    client first{"a", 1};
    client second{"a", 2};
    REQUIRE(one.answer(first.begin()) == errc::none);
    REQUIRE(one.answer(second.begin()) == errc::cookie_required);
    const bytes message = *second.receive(one.reply);
    const std::size_t bytes_of_both[] = {5, 16, message.size() - 1};
    for (const std::size_t at : bytes_of_both) {
        CAPTURE(at);
        bytes wrong = message;
        wrong[at] = static_cast<std::uint8_t>(wrong[at] ^ 1U);
        CHECK(one.answer(wrong) == errc::cookie_required);
        CHECK(is_cookie(one.reply));
        CHECK(one.table.size() == 1);
    }
    one.now += 60'001;  // a stale one, and the first place has expired: not demanded any more
    CHECK(one.answer(message) == errc::none);
}

TEST_CASE("where no cookie is demanded a wrong one, or a wrong proof, is taken as its Hello alone") {
    for (const bool wrong_proof : {false, true}) {
        fixture<> one;
        client from{"a", 1};
        from.begin();
        bytes message = one.with_cookie(from);
        std::uint8_t& byte = message[wrong_proof ? message.size() - 1 : 10];
        byte = static_cast<std::uint8_t>(byte ^ 1U);
        CHECK(one.answer(message) == errc::none);
        const bytes hey = one.reply;
        // Unproved: a full table of proved newcomers displaces it.
        for (std::uint64_t i = 0; i < places; ++i) {
            client other{std::string(1, static_cast<char>('b' + i)), 10 + i};
            other.begin();
            CHECK(one.answer(one.with_cookie(other)) == errc::none);
        }
        CHECK(one.table.size() == places);
        CHECK_FALSE(one.stands(from, hey));
    }
}

TEST_CASE("a repeat with a cookie proves its place and gets the stored Hey, and one with a wrong proof the Hey alone") {
    for (const bool is_valid : {false, true}) {
        fixture<> one;
        client from{"a", 1};
        from.begin();
        bytes message = one.with_cookie(from);
        if (!is_valid) { message.back() = static_cast<std::uint8_t>(message.back() ^ 1U); }
        REQUIRE(one.answer(from.hello) == errc::none);
        const bytes hey = one.reply;
        const std::size_t draws = one.random.draws;
        CHECK(one.answer(message) == errc::none);
        CHECK(one.reply == hey);
        CHECK(one.random.draws == draws);
        CHECK(one.table.size() == 1);
        for (std::uint64_t i = 1; i <= places; ++i) {
            client other{std::string(1, static_cast<char>('a' + i)), 10 + i};
            other.begin();
            CHECK(one.answer(one.with_cookie(other)) == (is_valid && i == places ? errc::table_full : errc::none));
        }
        CHECK(one.stands(from, hey) == is_valid);
    }
}

TEST_CASE("a repeat with a newer cookie makes its place newer") {
    fixture<> one;
    client first{"a#1", 1};
    client second{"a#2", 2};
    client third{"a#3", 3};
    for (client* each : {&first, &second, &third}) { each->begin(); }
    const auto later = [&](client& from) {
        one.now += 1;
        return one.with_cookie(from);
    };
    const bytes message1 = later(first);
    const bytes message2 = later(second);
    const bytes message3 = later(third);
    const bytes again1 = later(first);
    REQUIRE(one.answer(again1) == errc::none);
    const bytes hey1 = one.reply;
    REQUIRE(one.answer(message2) == errc::none);
    const bytes hey2 = one.reply;
    CHECK(one.answer(message1) == errc::none);  // an older one changes nothing
    CHECK(one.reply == hey1);
    CHECK(one.answer(message3) == errc::none);
    CHECK(one.stands(first, hey1));
    CHECK_FALSE(one.stands(second, hey2));

    fixture<> other;
    client oldest{"a#1", 1};
    client newer{"a#2", 2};
    client newest{"a#3", 3};
    for (client* each : {&oldest, &newer, &newest}) { each->begin(); }
    const bytes old_message = other.with_cookie(oldest);
    other.now += 1;
    const bytes newer_message = other.with_cookie(newer);
    other.now += 1;
    const bytes newest_message = other.with_cookie(newest);
    other.now += 1;
    const bytes repeat = other.with_cookie(oldest);
    REQUIRE(other.answer(old_message) == errc::none);
    const bytes stored = other.reply;
    REQUIRE(other.answer(newer_message) == errc::none);
    CHECK(other.answer(repeat) == errc::none);
    CHECK(other.reply == stored);
    CHECK(other.answer(newest_message) == errc::none);
    CHECK(other.answer(newer.hello) == errc::cookie_required);
    CHECK(other.stands(oldest, stored));
}

TEST_CASE("a name has two proved places, and a third takes that of the oldest cookie, for a newer cookie only") {
    fixture<> one;
    client first{"a#1", 1};
    client second{"a#2", 2};
    client third{"a#3", 3};
    client fourth{"a#4", 4};
    for (client* each : {&first, &second, &third, &fourth}) { each->begin(); }
    const bytes oldest = one.with_cookie(fourth);
    one.now += 1;
    const bytes message1 = one.with_cookie(first);
    one.now += 1;
    const bytes message2 = one.with_cookie(second);
    one.now += 1;
    const bytes message3 = one.with_cookie(third);
    // In another order than that of the cookies.
    REQUIRE(one.answer(message2) == errc::none);
    const bytes hey2 = one.reply;
    REQUIRE(one.answer(message1) == errc::none);
    const bytes hey1 = one.reply;
    CHECK(one.answer(oldest) == errc::stale_cookie);
    CHECK(one.reply.empty());
    CHECK(one.answer(message3) == errc::none);
    const bytes hey3 = one.reply;
    CHECK(one.table.size() == 2);
    CHECK_FALSE(one.stands(first, hey1));
    CHECK(one.stands(second, hey2));
    CHECK(one.stands(third, hey3));
}

TEST_CASE("a third proved place of a name by a repeat displaces the older ones too, or stays unproved") {
    for (const bool is_newer : {false, true}) {
        fixture<> one;
        client unproved{"a#1", 1};
        client second{"a#2", 2};
        client third{"a#3", 3};
        for (client* each : {&unproved, &second, &third}) { each->begin(); }
        bytes message = one.with_cookie(unproved);
        one.now += 10;
        const bytes message2 = one.with_cookie(second);
        one.now += 10;
        const bytes message3 = one.with_cookie(third);
        one.now += 10;
        if (is_newer) { message = one.with_cookie(unproved); }
        REQUIRE(one.answer(unproved.hello) == errc::none);
        const bytes hey = one.reply;
        REQUIRE(one.answer(message2) == errc::none);
        const bytes hey2 = one.reply;
        REQUIRE(one.answer(message3) == errc::none);
        CHECK(one.table.size() == 3);
        CHECK(one.answer(message) == errc::none);
        CHECK(one.reply == hey);
        CHECK(one.table.size() == (is_newer ? 2 : 3));
        CHECK(one.stands(second, hey2) == !is_newer);
    }
}

TEST_CASE("a full table asks everybody for a cookie, and a proved newcomer takes the oldest unproved place") {
    fixture<profile, relaxed> one;
    std::vector<std::unique_ptr<client>> clients;
    std::vector<bytes> heys;
    for (std::uint64_t i = 0; i < places; ++i) {
        clients.push_back(std::make_unique<client>(std::string(1, static_cast<char>('a' + i)), i));
        REQUIRE(one.answer(clients[i]->begin()) == errc::none);
        heys.push_back(one.reply);
    }
    client late{"z", 99};
    CHECK(one.answer(late.begin()) == errc::cookie_required);
    CHECK(one.answer(*late.receive(one.reply)) == errc::none);
    CHECK(one.stands(late, one.reply));
    CHECK_FALSE(one.stands(*clients[0], heys[0]));
    for (std::uint64_t i = 1; i < places; ++i) { CHECK(one.stands(*clients[i], heys[i])); }
}

TEST_CASE("cookies::always asks everybody, and nobody has an unproved place") {
    fixture<profile, tscp::cookies::always> one;
    client from{"a"};
    CHECK(one.answer(from.begin()) == errc::cookie_required);
    CHECK(one.table.size() == 0);
    CHECK(one.answer(*from.receive(one.reply)) == errc::none);
    CHECK(one.stands(from, one.reply));
}

TEST_CASE("cookies::above<N> asks everybody once more than N places are taken") {
    fixture<profile, tscp::cookies::above<1>> one;
    client from[] = {client{"a", 1}, client{"b", 2}, client{"c", 3}};
    CHECK(one.answer(from[0].begin()) == errc::none);
    CHECK(one.answer(from[1].begin()) == errc::none);
    CHECK(one.answer(from[2].begin()) == errc::cookie_required);
}

TEST_CASE("cookies::never reads a Hello with a cookie as its Hello, and drops where it would ask") {
    fixture<profile, tscp::cookies::never> one;
    fixture<> asks;
    client from{"a", 1};
    client again{"a", 2};
    from.begin();
    const bytes message = asks.with_cookie(from);
    const std::size_t draws = one.random.draws;
    CHECK(one.answer(message) == errc::none);
    CHECK(one.random.draws == draws + 1);
    const bytes hey = one.reply;
    CHECK(one.answer(message) == errc::none);
    CHECK(one.reply == hey);
    CHECK(one.answer(again.begin()) == errc::client_has_place);
    CHECK(one.reply.empty());
    for (std::uint64_t i = 1; i < places; ++i) {
        client other{std::string(1, static_cast<char>('b' + i)), 10 + i};
        CHECK(one.answer(other.begin()) == errc::none);
    }
    client late{"z", 99};
    CHECK(one.answer(late.begin()) == errc::table_full);
    CHECK(one.reply.empty());
    CHECK(one.stands(from, hey));
}

TEST_CASE("a table that never demands cookies holds no secret for them") {
    using table = tscp::half_open_table<profile, 1, tscp::cookies::never>;
    using asking = tscp::half_open_table<profile, 1, tscp::cookies::always>;
    CHECK(sizeof(asking) >= sizeof(table) + sizeof(tscp::cookie_source<profile::hash>));
}

TEST_CASE("clients without a name share no places") {
    fixture<profile, relaxed> one;
    for (std::uint64_t i = 0; i < places; ++i) {
        client nameless{"#" + std::to_string(i), i};
        CHECK(one.answer(nameless.begin()) == errc::none);
    }
    CHECK(one.table.size() == places);
}

TEST_CASE("a confirmation ends the handshakes of its client whose Hello came before, and no others") {
    fixture<profile, when_told> one;
    client older{"a#1", 1};
    client middle{"a#2", 2};
    client newer{"a#3", 3};
    client other{"b", 4};
    REQUIRE(one.answer(other.begin(), 1) == errc::none);
    const bytes hey_of_other = one.reply;
    REQUIRE(one.answer(older.begin(), 2) == errc::none);
    const bytes held_back = *older.receive(one.reply);
    middle.begin();
    REQUIRE(one.answer(one.with_cookie(middle)) == errc::none);
    const bytes hey_of_middle = one.reply;
    newer.begin();
    REQUIRE(one.answer(one.with_cookie(newer)) == errc::none);
    const bytes hey_of_newer = one.reply;
    REQUIRE(one.table.size() == 4);
    REQUIRE(one.stands(middle, hey_of_middle));
    CHECK(one.table.size() == 2);
    CHECK(one.open(held_back, 2) == errc::no_session);
    CHECK(one.stands(other, hey_of_other));
    CHECK(one.stands(newer, hey_of_newer));
}

TEST_CASE("where a client may have several sessions a confirmation ends none") {
    fixture<profile, when_told, tscp::sessions::any_number> one;
    client older{"a#1", 1};
    client newer{"a#2", 2};
    REQUIRE(one.answer(older.begin()) == errc::none);
    const bytes hey = one.reply;
    newer.begin();
    REQUIRE(one.answer(one.with_cookie(newer)) == errc::none);
    REQUIRE(one.stands(newer, one.reply));
    CHECK(one.stands(older, hey));
}

TEST_CASE("a confirmation of a nameless client ends no other") {
    fixture<> one;
    client older{"#1", 1};
    client newer{"#2", 2};
    REQUIRE(one.answer(older.begin()) == errc::none);
    const bytes hey = one.reply;
    REQUIRE(one.answer(newer.begin()) == errc::none);
    REQUIRE(one.stands(newer, one.reply));
    CHECK(one.stands(older, hey));
}

TEST_CASE("sessions on streams beside the table are in the same order") {
    fixture<> one;
    client older{"a#1", 1};
    client newer{"a#2", 2};
    REQUIRE(one.answer(older.begin()) == errc::none);
    const std::uint64_t on_stream = one.table.draw_order();
    newer.begin();
    REQUIRE(one.answer(one.with_cookie(newer)) == errc::none);
    const bytes hey = one.reply;
    REQUIRE(one.table.size() == 2);
    one.table.end_before(tscp::bytes_of("b"), ~std::uint64_t{0});
    one.table.end_before({}, ~std::uint64_t{0});
    CHECK(one.table.size() == 2);
    one.table.end_before(tscp::bytes_of("a"), on_stream);
    CHECK(one.table.size() == 1);
    REQUIRE(one.stands(newer, hey));
    CHECK(one.table.confirmed_order() > on_stream);
}

TEST_CASE("places expire though the clock goes back") {
    fixture<profile, tscp::cookies::never> one;
    one.now = 0xffff'ff00;
    client from{"a"};
    REQUIRE(one.answer(from.begin()) == errc::none);
    one.now = 5;
    CHECK(one.answer(from.begin()) == errc::client_has_place);
    one.now += 9'999;
    CHECK(one.answer(from.begin()) == errc::client_has_place);
    one.now += 1;
    CHECK(one.answer(from.begin()) == errc::none);
}

TEST_CASE("places expire, whether a Hello comes or not") {
    fixture<> one;
    client first{"a", 1};
    client second{"b", 2};
    REQUIRE(one.answer(first.begin()) == errc::none);
    const bytes hey = one.reply;
    one.now += 9'999;
    CHECK(one.answer(first.hello) == errc::none);  // a repeat makes it no younger
    CHECK(one.reply == hey);
    REQUIRE(one.answer(second.begin()) == errc::none);
    one.now += 1;
    CHECK(one.answer(first.hello) == errc::none);
    CHECK(one.reply != hey);
    CHECK(one.table.size() == 2);
    one.table.expire(one.now + 9'998);
    CHECK(one.table.size() == 2);
    one.table.expire(one.now + 9'999);
    CHECK(one.table.size() == 1);
    one.table.expire(one.now + 10'000);
    CHECK(one.table.size() == 0);
    one.table.expire(0);
}

namespace {

using key = tscp::static_key<tscp::portable::x25519>;
struct static_profile : test::profile_of<tscp::framing::datagram, test::x25519_chacha> {
    using static_key = key;
};
struct static_directory {
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept {
        ++look_ups;
        return tscp::peer_entry::static_keys(tscp::public_key_view{client_public}, tscp::client_name{key_id});
    }
    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept { return test::any_client::find_psk(identity); }
    [[nodiscard]] const key& own_key() const noexcept { return own; }

    const key& own;
    tscp::byte_view client_public;
    int look_ups = 0;
};

}  // namespace

TEST_CASE(
    "in modes 2 and 3 a table over its half wants a cookie before any Diffie-Hellman and any look at the key id") {
    const key client_key = std::move(*key::make(bytes(32, 0x11)));
    const key server_key = std::move(*key::make(bytes(32, 0x22)));
    test::counted_random random{3};
    static_directory directory{server_key, client_key.public_value()};
    tscp::server<static_profile, static_directory> at{directory, random};
    tscp::half_open_table<static_profile, places, relaxed> table{random};
    bytes reply;
    const auto answer = [&](const bytes& message) {
        bytes buffer(300);
        tscp::writer out{buffer};
        const errc error = table.answer_hello(at, message, 1, 0, out).error();
        reply.assign(out.written().begin(), out.written().end());
        return error;
    };
    const auto by_psk = [&](const std::string& name) {
        return answer(test::datagram_client<static_profile>{name}.begin());
    };
    const tscp::identity_view key_id{tscp::bytes_of("k")};
    const tscp::static_keys by{key_id, client_key, tscp::public_key_view{server_key.public_value()}};
    tscp::waiting_client<static_profile> waiting;
    const auto static_hello = [&] {
        return test::written_by([&](tscp::writer& out) {
            return tscp::client<static_profile>{by, random}.write_hello(out, waiting) == errc::none;
        });
    };

    REQUIRE(by_psk("a") == errc::none);
    REQUIRE(by_psk("b") == errc::none);
    const bytes first = static_hello();
    CHECK(answer(first) == errc::none);
    CHECK(directory.look_ups == 1);
    const bytes second = static_hello();
    CHECK(answer(second) == errc::cookie_required);
    CHECK(directory.look_ups == 1);
    const bytes message = test::written_by([&](tscp::writer& out) {
        return tscp::client<static_profile>{by, random}.answer_cookie(waiting, reply, second, out) == errc::none;
    });
    bytes wrong_proof = message;
    wrong_proof.back() = static_cast<std::uint8_t>(wrong_proof.back() ^ 1U);
    CHECK(answer(wrong_proof) == errc::cookie_required);
    CHECK(directory.look_ups == 2);
    CHECK(answer(message) == errc::none);
    CHECK(directory.look_ups == 3);
    CHECK(is_hey(reply));
    CHECK(table.size() == places);
}

TEST_CASE("where the generator or the room fails nothing is answered and nothing is kept") {
    fixture<> one;
    client from{"a"};
    from.begin();
    when_told::now = true;
    one.room = 16;
    CHECK(one.answer(from.hello) == errc::buffer_too_small);
    CHECK(one.reply.empty());
    one.room = 17;
    CHECK(one.answer(from.hello) == errc::cookie_required);
    when_told::now = false;
    one.room = 30;
    CHECK(one.answer(from.hello) == errc::buffer_too_small);
    CHECK(one.reply.empty());
    CHECK(one.table.size() == 0);
    one.room = 300;
    REQUIRE(one.answer(from.hello) == errc::none);
    one.room = 30;
    CHECK(one.answer(from.hello) == errc::buffer_too_small);
    CHECK(one.table.size() == 1);

    test::counted_random broken{1, 0};
    tscp::half_open_table<profile, 1, tscp::cookies::always> without_secret{broken};
    bytes buffer(300);
    tscp::writer out{buffer};
    CHECK(without_secret.answer_hello(one.at, from.hello, 1, 0, out).error() == errc::random_failed);
    CHECK(out.size() == 0);
}

TEST_CASE("what is no Hello is not answered, with a cookie or without") {
    fixture<> one;
    client from{"a"};
    from.begin();
    const bytes message = one.with_cookie(from);
    when_told::now = true;
    for (const bytes& whole : {from.hello, message}) {
        for (const std::size_t cut :
             {std::size_t{0}, std::size_t{1}, std::size_t{17}, std::size_t{20}, std::size_t{33}}) {
            CAPTURE(whole.size(), cut);
            CHECK(one.answer(bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut))) ==
                  errc::malformed_hello);
            CHECK(one.reply.empty());
        }
    }
}

TEST_CASE("of a group that is not known the whole Hello alone is asked for a cookie") {
    fixture<> one;
    when_told::now = true;
    bytes hello{0x31, 0, 1, 0x61, 1, 'a', 0, 0, 2, 0xaa, 0xbb};
    hello.resize(hello.size() + 16);
    CHECK(one.answer(hello) == errc::cookie_required);
    hello.pop_back();
    CHECK(one.answer(hello) == errc::malformed_hello);
    CHECK(one.reply.empty());
}

TEST_CASE("a repeat of a client that is not known any more gets the stored Hey and nothing else") {
    struct forgetful {
        tscp::psk_entry find_psk(tscp::byte_view identity) const noexcept {
            return knows ? test::any_client::find_psk(identity) : tscp::psk_entry{};
        }
        bool knows = true;
    };
    fixture<profile, when_told, tscp::sessions::one_per_name, forgetful> one;
    client from{"a"};
    from.begin();
    when_told::now = true;
    REQUIRE(one.answer(from.hello) == errc::cookie_required);
    const bytes message = *from.receive(one.reply);
    when_told::now = false;
    REQUIRE(one.answer(from.hello) == errc::none);
    const bytes hey = one.reply;
    one.directory.knows = false;
    CHECK(one.answer(message) == errc::none);
    CHECK(one.reply == hey);
}

TEST_CASE("no answer is more than 4 bytes longer than its Hello") {
    fixture<cid_profile> one;
    test::datagram_client<cid_profile> from{"a"};
    from.begin();
    when_told::now = true;
    CHECK(one.answer(from.hello) == errc::cookie_required);
    CHECK(one.reply.size() <= from.hello.size() + 4);
    when_told::now = false;
    CHECK(one.answer(from.hello) == errc::none);
    CHECK(one.reply.size() <= from.hello.size() + 4);
}
