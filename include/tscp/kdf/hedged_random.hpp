// SPDX-License-Identifier: MIT
// A random generator that stays good while its source or the device's secret does, in the manner of RFC 8937.
//
//     drawn = Expand-Label(HKDF-Extract(device secret, random(32)), "hedge", role(1) | counter(8), size)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/expand_label.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The secret of one device, kept as a view: at least 32 bytes that nobody else knows.
using device_secret_view = named_view<struct device_secret_meaning>;

/// A generator over `Random`, the source, and `Counter`, a callable `bool(std::uint64_t&) noexcept`: it gives a number
/// that it never gave before under the same device secret and role, not even before a reboot, or false. One draw takes
/// one number.
template <class Hash, class Random, class Counter>
class hedged_random {
    static_assert(require_hash<Hash>() && require_random<Random>());
    static_assert(std::is_nothrow_invocable_r_v<bool, Counter&, std::uint64_t&>,
                  "tscp: the counter of hedged_random must be a callable `bool(std::uint64_t& number) noexcept`.");

public:
    /// The shortest device secret, in bytes.
    static constexpr std::size_t min_secret_size = 32;

    /// `role` is any number that tells apart the generators that share a device secret and a counter, such as 0 for a
    /// client's and 1 for a server's. The source and the bytes of the secret must outlive the generator; the counter is
    /// copied.
    hedged_random(Random& source, device_secret_view device_secret, std::uint8_t role, Counter next_number) noexcept
        : source_{source}, device_secret_{device_secret}, next_number_{std::move(next_number)}, role_{role} {}

    /// Fills `out`, or is false: where the device secret has fewer than min_secret_size bytes, where the source or the
    /// counter fails, and for more than 255 digests at once (8,160 bytes with SHA-256). No number of the counter is
    /// taken where the secret is too short.
    [[nodiscard]] bool fill(byte_span out) noexcept {
        if (device_secret_.size() < min_secret_size) { return false; }
        secret<32> random;
        std::uint64_t number = 0;
        if (!source_.fill(random.overwrite()) || !next_number_(number)) { return false; }
        secret<Hash::digest_size> extracted;
        hkdf<Hash>::extract(device_secret_, random.reveal(), extracted.overwrite());
        std::array<std::uint8_t, 9> context{role_};
        write_big_endian(number, byte_span{context}.subspan(1));
        return static_cast<bool>(expand_label<Hash>(extracted.reveal(), bytes_of("hedge"), context, out));
    }

private:
    Random& source_;
    device_secret_view device_secret_;
    Counter next_number_;
    std::uint8_t role_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
