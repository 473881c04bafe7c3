// SPDX-License-Identifier: MIT
// How much work lies between two yields: products of words that are counted, and a scheduler that notes the counts.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <tscp/core/product.hpp>

#include "bytes.hpp"
#include "catch.hpp"

namespace test {

/// Products of words, counted in `products`.
struct counted_product {
    static constexpr bool constant_time = true;
    static inline std::uint64_t products = 0;

    template <class Word>
    static std::uint64_t add(Word left, Word right, std::uint64_t addend) noexcept {
        ++products;
        return tscp::native_product::add(left, right, addend);
    }
    template <class Word>
    static Word low(Word left, Word right) noexcept {
        ++products;
        return tscp::native_product::low(left, right);
    }
};

/// A yield that notes how many products were computed from one call to the next.
struct noting_scheduler {
    static inline std::vector<std::uint64_t> slices;
    static inline std::uint64_t last = 0;

    static void yield() noexcept {
        slices.push_back(counted_product::products - last);
        last = counted_product::products;
    }
    /// The counts since the last call of this function, that from the last yield to now among them.
    static std::vector<std::uint64_t> take() {
        yield();
        return std::exchange(slices, {});
    }
};

/// Those of an agreement by a group that yields, whose result is that of another type for the group.
template <class Group, class Unyielding>
std::vector<std::uint64_t> slices_of_agreement(const bytes& key, const bytes& peer) {
    static_cast<void>(noting_scheduler::take());
    bytes shared(Group::shared_size);
    REQUIRE(Group::agree(key, peer, shared));
    auto slices = noting_scheduler::take();
    bytes expected(Group::shared_size);
    REQUIRE(Unyielding::agree(key, peer, expected));
    CHECK(shared == expected);
    return slices;
}

}  // namespace test
