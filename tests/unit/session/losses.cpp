// SPDX-License-Identifier: MIT
// Records lost in a row: docs/PROTOCOL.md, "Records". After up to 32,752 of them at most 15 more are refused, whatever
// the AEAD and whether the receiver answers or not.
#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>

#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

template <class Aead>
using with = test::profile_of<tscp::framing::datagram, tscp::suite<tscp::group_none, Aead>>;

// A client that sends, over a link that may lose everything.
template <class Profile>
class sender {
    using access = test::channel_access<Profile>;

public:
    explicit sender(bool answered) : answered_{answered} {}

    // A record that is lost.
    void lose() { (void)seal(); }
    // How many records are refused before one is opened; 100 for many more.
    unsigned refused() {
        for (unsigned count = 0; count < 100; ++count) {
            const tscp::byte_view record = seal();
            std::uint8_t content[1];
            const errc error = both_.server_channel().open(record, tscp::byte_span{content}).error();
            if (error == errc::none) { return count; }
            if (error == errc::not_authentic) { ++failures; }
            REQUIRE_FALSE(both_.server_channel().ended());
        }
        return 100;
    }
    void go_to(unsigned remainder) {
        while (access::send(both_.client_channel()).sequence_number() % 16 != remainder) { CHECK(refused() == 0); }
    }
    [[nodiscard]] std::uint64_t counted() { return access::receive(both_.server_channel()).failures(); }

    std::uint64_t failures = 0;

private:
    tscp::byte_view seal() {
        // As if the peer's records arrived all the time.
        if (answered_) { access::send(both_.client_channel()).peer_used(1); }
        tscp::writer out{buffer_};
        REQUIRE(both_.client_channel().seal({}, out));
        return {buffer_.data(), out.size()};
    }

    bool answered_;
    test::pair<Profile> both_;
    bytes buffer_ = bytes(100);
};

}  // namespace

TEMPLATE_TEST_CASE("after a burst of losses at most 15 records are refused, and none ends the session", "",
                   with<tscp::portable::chacha20_poly1305>, with<tscp::portable::aes128_gcm>,
                   with<tscp::portable::aes256_gcm>, with<tscp::portable::aes128_ccm>,
                   with<tscp::portable::aes128_ccm8>, with<tscp::portable::ascon_aead128>) {
    constexpr bool short_tag = TestType::suites::min_tag_size < 16;
    for (const bool answered : {false, true}) {
        sender<TestType> one{answered};
        unsigned most = 0;
        // Of the longest burst the first record after it is 0 modulo 16, 15 before one with a number of two bytes.
        one.go_to(0);
        for (const unsigned lost :
             {32752U, 0U,   1U,   15U,  16U,  63U,  64U,  65U,  111U, 112U,  113U,  127U,   128U,
              129U,   130U, 143U, 144U, 191U, 255U, 256U, 257U, 384U, 1000U, 4095U, 32751U, 32752U}) {
            for (const unsigned at : {0U, 1U, 7U, 14U, 15U}) {
                if (lost > 4000 && at != 0) { continue; }
                CAPTURE(answered, lost, at);
                one.go_to(at);
                for (unsigned i = 0; i < lost; ++i) { one.lose(); }
                const unsigned refused = one.refused();
                CHECK(refused <= (short_tag ? 0 : 15));
                most = refused > most ? refused : most;
            }
        }
        CHECK(most == (answered && !short_tag ? 15 : 0));
        CHECK(one.counted() == one.failures);
    }
}

TEMPLATE_TEST_CASE("random bursts, one after the other, do not end a session that nothing answers", "",
                   with<tscp::portable::chacha20_poly1305>, with<tscp::portable::aes128_ccm8>) {
    for (const bool answered : {false, true}) {
        test::repeatable_random choice{7};
        sender<TestType> one{answered};
        for (int burst = 0; burst < 1000; ++burst) {
            const std::uint64_t lost = choice.below(4) == 0 ? choice.below(1000) : choice.below(300);
            for (std::uint64_t i = 0; i < lost; ++i) { one.lose(); }
            CHECK(one.refused() <= 15);
        }
        CHECK(one.counted() == one.failures);
    }
}
