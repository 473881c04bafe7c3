// SPDX-License-Identifier: MIT
// Classic's modulus: the first digits of a power of the client's seed. It is not prime, and often even.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/classic/decimal.hpp>
#include <tscp/classic/dialect.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// A number below the modulus, or the modulus.
template <class Dialect>
using modular_number = decimal<Dialect::modulus_digits>;

/// True where a seed is within the dialect's bounds.
template <class Dialect>
[[nodiscard]] constexpr bool accepts_seed(std::uint32_t seed) noexcept {
    return seed >= Dialect::seed.least && seed <= Dialect::seed.most();
}

/// The modulus P that belongs to a seed: the first modulus_digits digits of seed^seed_power, and 1 more where that is a
/// multiple of the generator. For a seed outside the dialect's bounds it is 0.
template <class Dialect>
[[nodiscard]] modular_number<Dialect> modulus_of(std::uint32_t seed) noexcept {
    if (!accepts_seed<Dialect>(seed)) { return {}; }
    constexpr std::size_t seed_digits = detail::digits_for(Dialect::seed.most());
    using power_of_seed = decimal<seed_digits * Dialect::seed_power>;

    power_of_seed power;
    power.multiply_add(0, 1);
    for (std::size_t i = 1; i <= Dialect::seed_power; ++i) {
        // seed^i has at most i·seed_digits digits.
        const std::size_t active = power_of_seed::limb_of(i * seed_digits) + 1;
        power.multiply_add(seed, 0, active < power_of_seed::limb_count ? active : power_of_seed::limb_count);
    }
    auto modulus = power.template leading<Dialect::modulus_digits>();
    if (modulus.remainder(Dialect::generator) == 0) { modulus.multiply_add(1, 1); }
    return modulus;
}

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
