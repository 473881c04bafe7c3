// SPDX-License-Identifier: MIT
// Long-term keys: which private keys are refused, and what is left of a key that was moved from.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/backend/portable/x25519.hpp>
#include <tscp/concepts/key_agreement.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/group/none.hpp>
#include <tscp/group/static_key.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"

namespace {

using test::bytes;
using tscp::errc;
using key = tscp::static_key<tscp::portable::x25519>;

// Another group with values of the same sizes.
struct twisted : tscp::portable::x25519 {
    static constexpr std::uint8_t group_id = 14;
};

static_assert(tscp::require_key_agreement<key>() && tscp::is_key_agreement<key>);
static_assert(key::public_size == 32 && key::shared_size == 32 && key::group_id == 1 && key::constant_time);
static_assert(!std::is_copy_constructible_v<key> && !std::is_copy_assignable_v<key>);
static_assert(std::is_nothrow_move_constructible_v<key> && std::is_nothrow_move_assignable_v<key>);
static_assert(tscp::is_key_of<key, tscp::portable::x25519> && !tscp::is_key_of<key, twisted>);
static_assert(!tscp::is_key_of<key, tscp::group_none>);

const bytes first_private(32, 0xa5);
const bytes second_private(32, 0x5b);

key make(const bytes& private_key) {
    auto made = key::make(private_key);
    REQUIRE(made);
    return std::move(*made);
}

bytes public_of(const key& one) { return {one.public_value().begin(), one.public_value().end()}; }

bytes shared_with(const key& one, const bytes& peer) {
    bytes out(32);
    REQUIRE(one.agree(peer, out));
    return out;
}

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from key says is what is tested

void check_dead(const key& one) {
    CHECK(one.public_value().empty());
    bytes out(32, 0xee);
    CHECK(one.agree(public_of(make(second_private)), out).error() == errc::state_consumed);
    CHECK(out == bytes(32));
    bytes longer(33, 0xee);
    CHECK(one.agree({}, longer).error() == errc::state_consumed);
    CHECK(longer == bytes(33));
}

}  // namespace

TEST_CASE("a private key of another size is refused") {
    for (std::size_t size = 0; size <= 130; ++size) {
        CAPTURE(size);
        CHECK(key::make(bytes(size, 1)).error() == (size == 32 ? errc::none : errc::invalid_private_key));
    }
}

TEST_CASE("a private key of zeros is refused, one with a single bit is not") {
    CHECK(key::make(bytes(32)).error() == errc::invalid_private_key);
    for (std::size_t i = 0; i < 32; ++i) {
        bytes one(32);
        one[i] = 1;
        CHECK(key::make(one));
    }
}

TEST_CASE("a peer's value or an output of another size is refused, and leaves zeros") {
    const key one = make(first_private);
    const bytes peer = public_of(make(second_private));
    for (std::size_t size = 0; size <= 65; ++size) {
        if (size == 32) { continue; }
        CAPTURE(size);
        bytes out(32, 0xee);
        CHECK(one.agree(bytes(size, 9), out).error() == errc::public_value_out_of_range);
        CHECK(out == bytes(32));
        out = bytes(size, 0xee);
        CHECK(one.agree(peer, out).error() == errc::out_of_range);
        CHECK(out == bytes(size));
    }
}

TEST_CASE("a key that was moved from is dead, and the new one is the same key") {
    const bytes value = public_of(make(first_private));
    const bytes peer = public_of(make(second_private));
    const bytes shared = shared_with(make(first_private), peer);

    key first = make(first_private);
    key second{std::move(first)};
    check_dead(first);
    CHECK(public_of(second) == value);
    CHECK(shared_with(second, peer) == shared);

    first = std::move(second);
    check_dead(second);
    CHECK(public_of(first) == value);
    CHECK(shared_with(first, peer) == shared);

    key& same = first;
    first = std::move(same);
    CHECK(public_of(first) == value);
    CHECK(shared_with(first, peer) == shared);

    first = std::move(second);  // a dead key makes a dead key
    check_dead(first);
}

TEST_CASE("no copy of the private key stays where it was moved from or assigned over") {
    test::memory_of<key> memory;
    key& source = memory.make(make(first_private));
    REQUIRE(memory.holds(first_private));
    const key moved{std::move(source)};
    CHECK_FALSE(memory.holds(bytes(4, 0xa5)));

    source = make(second_private);
    REQUIRE(memory.holds(second_private));
    source = make(first_private);
    CHECK_FALSE(memory.holds(bytes(4, 0x5b)));
    memory.destroy();
    CHECK_FALSE(memory.holds(bytes(4, 0xa5)));
}

TEST_CASE("keys live in containers") {
    std::vector<key> keys;
    keys.push_back(make(first_private));
    keys.push_back(make(second_private));
    keys.erase(keys.begin());
    CHECK(public_of(keys.front()) == public_of(make(second_private)));

    std::optional<key> kept;
    kept = std::move(*key::make(first_private));
    kept = std::move(*key::make(second_private));
    CHECK(public_of(*kept) == public_of(make(second_private)));
}

// NOLINTEND(bugprone-use-after-move)
