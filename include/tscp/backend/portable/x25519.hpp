// SPDX-License-Identifier: MIT
// X25519, RFC 7748 section 5: Diffie–Hellman on Curve25519 by the Montgomery ladder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/curve25519_field.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `Limb` is the machine word: std::uint32_t, or std::uint64_t where the compiler has 128-bit products.
template <class Limb, class Product = constant_time_product>
struct basic_x25519 {
    static constexpr std::uint8_t group_id = 1;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = Product::constant_time;

    /// Any 32 bytes are a private key. Errors: `errc::invalid_private_key` for a private key that has not 32 bytes,
    /// `errc::out_of_range` for an `out` that has not 32 bytes; `out` is all zeros then. The output may lie over the
    /// private key.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        static constexpr std::array<std::uint8_t, public_size> base_point{9};
        return try_to_multiply(private_key, base_point, out);
    }

    /// Errors: `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1, and for a peer's
    /// value that has not 32 bytes; `errc::invalid_private_key` for a private key that has not 32 bytes;
    /// `errc::out_of_range` for an `out` that has not 32 bytes. `out` is all zeros then. The output may lie over the
    /// inputs.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        return try_to_multiply(private_key, peer, out);
    }

private:
    using field = detail::field25519<Limb, Product>;
    using element = typename field::element;

    struct point {
        element x;
        element z;
    };

    // All that a multiplication keeps, to be wiped at once.
    struct ladder {
        element u;
        // The multiples of u by the bits so far, and by one more.
        point low;
        point high;
        element a;
        element b;
    };

    // Where the compiler knows the sizes, it drops the checks.
    TSCP_ALWAYS_INLINE static errc try_to_multiply(byte_view private_key, byte_view u, byte_span out) noexcept {
        if (private_key.size() == private_size && u.size() == public_size && out.size() == shared_size) {
            return multiply(private_key.data(), u.data(), out.data());
        }
        wipe(out);
        return private_key.size() != private_size ? errc::invalid_private_key
               : u.size() != public_size          ? errc::public_value_out_of_range
                                                  : errc::out_of_range;
    }

    // All input has been read before the first byte of output is written. The result is all zeros for points of small
    // order, and never for the base point.
    TSCP_NEVER_INLINE static errc multiply(const std::uint8_t* private_key, const std::uint8_t* u,
                                           std::uint8_t* out) noexcept {
        ladder state;
        wipe_object(state);
        const wiped_at_exit wipe_state{state};
        field::from_bytes(byte_view{u, public_size}, state.u);
        state.low.x[0] = 1;
        state.high.x = state.u;
        state.high.z[0] = 1;
        Limb swapped = 0;
        for (std::size_t i = 255; i-- > 0;) {
            const Limb bit = scalar_bit(private_key, i);
            field::conditional_swap(swapped ^ bit, state.low.x, state.high.x);
            field::conditional_swap(swapped ^ bit, state.low.z, state.high.z);
            swapped = bit;
            step(state);
        }
        // The last bit is 0: nothing is swapped.
        field::invert(state.a, state.low.z, state.b);
        field::multiply(state.a, state.a, state.low.x);
        const byte_span product{out, shared_size};
        field::to_bytes(state.a, product);
        return is_zero_constant_time(product) ? errc::public_value_out_of_range : errc::none;
    }

    // Section 5, decodeScalar25519: bits 0 to 2 are 0, bit 254 is 1.
    static Limb scalar_bit(const std::uint8_t* private_key, std::size_t i) noexcept {
        if (i < 3) { return 0; }
        if (i == 254) { return 1; }
        return static_cast<Limb>((private_key[i / 8] >> (i % 8)) & 1U);
    }

    // One doubling and one addition, with the names of the RFC.
    TSCP_NEVER_INLINE static void step(ladder& state) noexcept {
        element& x2 = state.low.x;
        element& z2 = state.low.z;
        element& x3 = state.high.x;
        element& z3 = state.high.z;
        element& a = state.a;
        element& b = state.b;
        field::add(a, x2, z2);
        field::subtract(b, x2, z2);
        field::subtract(x2, x3, z3);  // D
        field::add(x3, x3, z3);       // C
        field::multiply(z3, x2, a);   // DA
        field::multiply(x3, x3, b);   // CB
        field::set_square(a, a);      // AA
        field::set_square(b, b);      // BB
        field::subtract(z2, z3, x3);
        field::add(x3, x3, z3);
        field::set_square(x3, x3);
        field::set_square(z2, z2);
        field::multiply(z3, z2, state.u);
        field::multiply(x2, a, b);
        field::subtract(b, a, b);  // E
        field::add_multiple(a, a, 121665, b);
        field::multiply(z2, a, b);
    }
};

using x25519 = basic_x25519<config::limb>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
