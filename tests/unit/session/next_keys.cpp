// SPDX-License-Identifier: MIT
// What a datagram that names the peer's next epoch costs, and that keys which are kept are those of the right epoch.
#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

// How often a hash was begun.
struct counted_sha256 : tscp::portable::sha256 {
    counted_sha256() noexcept { ++begun; }
    counted_sha256(const counted_sha256&) = default;
    counted_sha256& operator=(const counted_sha256&) = default;
    ~counted_sha256() = default;
    static inline unsigned begun = 0;
};
struct keeping : test::profile_of<tscp::framing::datagram, test::none_chacha> {
    using hash = counted_sha256;
};
struct deriving : keeping {
    static constexpr bool keeps_next_keys = false;
};

template <class Profile>
bytes forged(test::pair<Profile>& one, unsigned ahead) {
    bytes record = test::seal(one.client_channel(), tscp::bytes_of("forged"));
    record[0] = static_cast<std::uint8_t>((record[0] & 0xfcU) | ((record[0] + ahead) & 3U));
    return record;
}

// Both have opened a record of the other.
template <class Profile>
void warm(test::pair<Profile>& one) {
    REQUIRE(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    REQUIRE(test::open(one.server_channel(), test::seal(one.client_channel(), {})).empty());
}

// The client begins the next epoch, and the server follows.
template <class Profile>
void update(test::pair<Profile>& one) {
    const auto bare = [](auto& channel) {
        return test::written_by([&](tscp::writer& out) { return bool{channel.seal_key_update(out)}; });
    };
    CHECK(test::open(one.server_channel(), bare(one.client_channel())).empty());
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("new"))) == "new");
}

}  // namespace

TEST_CASE("where the peer's next keys are kept, forgeries that name them have them made once") {
    test::pair<keeping> one;
    warm(one);
    CHECK(test::error_of(one.server_channel(), forged(one, 1)) == errc::not_authentic);
    const unsigned before = counted_sha256::begun;
    for (int i = 0; i < 20; ++i) { CHECK(test::error_of(one.server_channel(), forged(one, 1)) == errc::not_authentic); }
    CHECK(counted_sha256::begun == before);
    update(one);
    // They were the present ones' successors; now others are.
    CHECK(test::error_of(one.server_channel(), forged(one, 1)) == errc::not_authentic);
    CHECK(counted_sha256::begun > before);
    update(one);
}

TEMPLATE_TEST_CASE("epoch follows epoch, with forgeries of the next between", "", keeping, deriving) {
    test::pair<TestType> one;
    warm(one);
    for (int epoch = 0; epoch < 9; ++epoch) {
        if (epoch % 3 != 0) { CHECK(test::error_of(one.server_channel(), forged(one, 1)) == errc::not_authentic); }
        if (epoch % 2 == 0) { CHECK(test::error_of(one.client_channel(), forged(one, 1)) == errc::not_authentic); }
        update(one);
    }
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("data"))) == "data");
}

TEST_CASE("next keys do not outlive their session in an object that takes another") {
    test::pair<keeping> one;
    test::pair<keeping> other{2};
    warm(one);
    warm(other);
    CHECK(test::error_of(one.server_channel(), forged(one, 1)) == errc::not_authentic);
    one.server_channel() = std::move(other.server_channel());
    one.client_channel() = std::move(other.client_channel());
    update(one);
}
