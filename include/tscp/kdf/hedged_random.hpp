// SPDX-License-Identifier: MIT
// A random generator that stays good while its source or the device's secret does, in the manner of RFC 8937.
//
//     drawn = Expand-Label(HKDF-Extract(device secret, random(32)), "hedge", role(1) | counter(8), size)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// `Counter` is a callable `bool(std::uint64_t&) noexcept` that gives a number it never gave before, not even before
/// a reboot, or false. One draw takes one number.
template <class Hash, class Random, class Counter>
class hedged_random {
    static_assert(require_random<Random>());

public:
    /// `device_secret`: 32 bytes or more that only this device knows. `role` tells apart generators that share a
    /// secret and a counter. All that is referred to must outlive the generator.
    hedged_random(Random& source, byte_view device_secret, std::uint8_t role, Counter next_number) noexcept
        : source_{source}, device_secret_{device_secret}, next_number_{next_number}, role_{role} {}

    /// False where the source or the counter fails, or for more than 8,160 bytes at once.
    bool fill(byte_span out) noexcept {
        secret<32> random;
        std::uint64_t number = 0;
        if (!source_.fill(random.overwrite()) || !next_number_(number)) { return false; }
        secret<Hash::digest_size> extracted;
        hkdf<Hash>::extract(device_secret_, random.reveal(), extracted.overwrite());
        std::array<std::uint8_t, 9> context{role_};
        for (std::size_t i = 0; i < 8; ++i) { context[8 - i] = static_cast<std::uint8_t>(number >> (8 * i)); }
        return static_cast<bool>(expand_label<Hash>(extracted.reveal(), bytes_of("hedge"), context, out));
    }

private:
    Random& source_;
    byte_view device_secret_;
    Counter next_number_;
    std::uint8_t role_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
