// SPDX-License-Identifier: MIT
// The two dialects of classic, which do not understand each other: a whole policy on one screen each.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/classic/check.hpp>
#include <tscp/classic/draw.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The dialect of the original's debug module.
struct debug {
    static constexpr std::uint32_t generator = 138831;  ///< Public values are powers of it.
    static constexpr unsigned seed_power = 29;          ///< The modulus is made of the digits of seed^seed_power …
    static constexpr std::size_t modulus_digits = 24;   ///< … as many of the first ones as this.
    static constexpr std::uint32_t seed_offset = 0;     ///< The wire carries seed + seed_offset …
    static constexpr std::uint32_t public_value_factor = 1;  ///< … and public values times public_value_factor.

    static constexpr draw_rule seed{0, 0, 4, 101};
    static constexpr draw_rule client_exponent{0, 0, 4, 71};
    static constexpr draw_rule server_exponent{4, 3, 6, 37};

    template <class Hash>
    using check = hash_check<Hash>;
};

/// The dialect of the original's release module.
struct release {
    static constexpr std::uint32_t generator = 11;
    static constexpr unsigned seed_power = 73;
    static constexpr std::size_t modulus_digits = 32;
    static constexpr std::uint32_t seed_offset = 9;
    static constexpr std::uint32_t public_value_factor = 3;

    static constexpr draw_rule seed{4, 8, 8, 70};
    static constexpr draw_rule client_exponent{4, 3, 6, 29};
    static constexpr draw_rule server_exponent{4, 3, 6, 37};

    template <class>
    using check = sum_check;
};

namespace detail {

/// A bound of what the number needs in bits.
[[nodiscard]] constexpr std::size_t bits_for(std::uint32_t number) noexcept {
    std::size_t bits = 0;
    for (; number != 0; number >>= 1U) { ++bits; }
    return bits;
}

[[nodiscard]] constexpr std::size_t digits_for(std::uint32_t number) noexcept {
    std::size_t digits = 1;
    for (; number >= 10; number /= 10) { ++digits; }
    return digits;
}

/// The largest exponent of either side, in bits.
template <class Dialect>
inline constexpr std::size_t exponent_bits = bits_for(Dialect::client_exponent.most() > Dialect::server_exponent.most()
                                                          ? Dialect::client_exponent.most()
                                                          : Dialect::server_exponent.most());

}  // namespace detail

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
