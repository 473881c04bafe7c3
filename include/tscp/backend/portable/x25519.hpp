// SPDX-License-Identifier: MIT
// X25519, RFC 7748 section 5: Diffie–Hellman on Curve25519 by the Montgomery ladder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/curve25519_field.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `Limb` is the machine word: std::uint32_t, or std::uint64_t where the compiler has 128-bit products.
template <class Limb>
struct basic_x25519 {
    static constexpr std::uint8_t group_id = 1;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;

    /// Any 32 bytes are a private key. Precondition: both views have 32 bytes.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        multiply(private_key, field{9}, out);
        return {};
    }

    /// `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1. Precondition: all views
    /// have 32 bytes.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        multiply(private_key, field::read(peer), out);
        constexpr std::array<std::uint8_t, 32> zeros{};
        if (equal_constant_time(out, zeros)) { return errc::public_value_out_of_range; }
        return {};
    }

private:
    using field = detail::field25519<Limb>;

    static void multiply(byte_view private_key, const field& x1, byte_span out) noexcept {
        secret<32> scalar;
        const byte_span k = scalar.overwrite();
        copy_bytes(private_key, k);
        k[0] = static_cast<std::uint8_t>(k[0] & 0xf8U);
        k[31] = static_cast<std::uint8_t>((k[31] & 0x7fU) | 0x40U);

        // (x2 : z2) and (x3 : z3) are the multiples by the bits so far, and by one more.
        field x2{1};
        field z2{0};
        field x3{x1};
        field z3{1};
        Limb swapped = 0;
        for (std::size_t i = 255; i-- > 0;) {
            const Limb bit = static_cast<Limb>((k[i / 8] >> (i % 8)) & 1U);
            field::swap(swapped ^ bit, x2, x3);
            field::swap(swapped ^ bit, z2, z3);
            swapped = bit;
            step(x1, x2, z2, x3, z3);
        }
        field::swap(swapped, x2, x3);
        field::swap(swapped, z2, z3);
        (x2 * z2.inverted()).write(out);
    }

    // One doubling and one addition, with the names of the RFC.
    static void step(const field& x1, field& x2, field& z2, field& x3, field& z3) noexcept {
        const field a = x2 + z2;
        const field b = x2 - z2;
        const field da = (x3 - z3) * a;
        const field cb = (x3 + z3) * b;
        x3 = (da + cb).squared(1);
        z3 = x1 * (da - cb).squared(1);
        const field aa = a.squared(1);
        const field bb = b.squared(1);
        const field e = aa - bb;
        x2 = aa * bb;
        z2 = e * (aa + e.times(121665));
    }
};

using x25519 = basic_x25519<config::limb>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
