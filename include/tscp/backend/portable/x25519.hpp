// SPDX-License-Identifier: MIT
// X25519, RFC 7748 section 5: Diffie–Hellman on Curve25519 by the Montgomery ladder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/backend/portable/curve25519_field.hpp>
#include <tscp/concepts/group_registry.hpp>
#include <tscp/concepts/yield.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `Limb` is the machine word: std::uint32_t, or std::uint64_t where the compiler has 128-bit products. A
/// multiplication of a point calls `Yield` before each of its 2,565 in the field.
template <class Limb, class Product = constant_time_product, class Yield = no_yield>
struct basic_x25519 : group_registry::x25519 {
    static_assert(require_yield<Yield>());

    static constexpr bool constant_time = Product::constant_time;

    /// Any 32 bytes are a private key. Errors: `errc::invalid_private_key` for a private key that has not 32 bytes,
    /// `errc::out_of_range` for an `out` that has not 32 bytes; `out` is all zeros then. The output may lie over the
    /// private key.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        if (private_key.size() == private_size && out.size() == public_size) {
            return multiply_point(private_key.data(), nullptr, out.data());
        }
        wipe(out);
        return private_key.size() != private_size ? errc::invalid_private_key : errc::out_of_range;
    }

    /// Errors: `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1, and for a peer's
    /// value that has not 32 bytes; `errc::invalid_private_key` for a private key that has not 32 bytes;
    /// `errc::out_of_range` for an `out` that has not 32 bytes. `out` is all zeros then. The output may lie over the
    /// inputs.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        if (private_key.size() == private_size && peer.size() == public_size && out.size() == shared_size) {
            return multiply_point(private_key.data(), peer.data(), out.data());
        }
        wipe(out);
        return private_key.size() != private_size ? errc::invalid_private_key
               : peer.size() != public_size       ? errc::public_value_out_of_range
                                                  : errc::out_of_range;
    }

private:
    using field = detail::field25519<Limb, Product, detail::yielding_arithmetic25519<Limb, Product, Yield>>;
    using element = typename field::element;

    // What step() itself takes of the stack, above what the field takes.
    static constexpr std::size_t step_frame = 40;

    // Where an element lies in the ladder: the value's u; its multiples by the bits of the scalar so far, x2 / z2, and
    // by one more, x3 / z3; and the temporaries of a step.
    enum place : std::uint8_t { u, x2, z2, x3, z3, a, b };
    using ladder = std::array<element, 7>;

    enum kind : std::uint8_t { add, subtract, multiply, add_a24_multiple };

    struct operation {
        kind what : 2;
        place out : 3;
        place left : 3;
        place right : 3;
    };

    // One doubling and one addition, with the names of the RFC.
    static constexpr operation steps[] = {
        {add, a, x2, z2},              //
        {subtract, b, x2, z2},         //
        {subtract, x2, x3, z3},        // D
        {add, x3, x3, z3},             // C
        {multiply, z3, x2, a},         // DA
        {multiply, x3, x3, b},         // CB
        {multiply, a, a, a},           // AA
        {multiply, b, b, b},           // BB
        {subtract, z2, z3, x3},        //
        {add, x3, x3, z3},             //
        {multiply, x3, x3, x3},        //
        {multiply, z2, z2, z2},        //
        {multiply, z3, z2, u},         //
        {multiply, x2, a, b},          //
        {subtract, z2, a, b},          // E
        {add_a24_multiple, b, b, z2},  // BB + 121666 · E, which is AA + 121665 · E
        {multiply, z2, z2, b},         //
    };

    // The multiple of the point with that u, of the base point where `value` is null. All input has been read before
    // the first byte of output is written. The result is all zeros for points of small order, and never for the base
    // point.
    TSCP_NEVER_INLINE static errc multiply_point(const std::uint8_t* private_key, const std::uint8_t* value,
                                                 std::uint8_t* out) noexcept {
        ladder state;
        wipe_object(state);
        const wiped_at_exit wipe_state{state};
        if (value != nullptr) {
            field::from_bytes(byte_view{value, public_size}, state[u]);
        } else {
            state[u][0] = 9;
        }
        state[x2][0] = 1;
        state[x3] = state[u];
        state[z3][0] = 1;
        Limb swapped = 0;
        for (std::size_t i = 255; i-- > 0;) {
            const Limb bit = scalar_bit(private_key, i);
            field::conditional_swap(swapped ^ bit, state[x2], state[x3]);
            field::conditional_swap(swapped ^ bit, state[z2], state[z3]);
            swapped = bit;
            step(state);
        }
        // The last bit is 0: nothing is swapped.
        field::invert(state[a], state[z2], state[b]);
        field::multiply(state[a], state[a], state[x2]);
        const byte_span product{out, shared_size};
        field::to_bytes(state[a], state[b], product);
        tscp::detail::burn_stack<field::stack_size == 0 ? 0 : field::stack_size + step_frame>();
        return is_zero_constant_time(product) ? errc::public_value_out_of_range : errc::none;
    }

    // Section 5, decodeScalar25519: bits 0 to 2 are 0, bit 254 is 1.
    static Limb scalar_bit(const std::uint8_t* private_key, std::size_t i) noexcept {
        if (i < 3) { return 0; }
        if (i == 254) { return 1; }
        return static_cast<Limb>((private_key[i / 8] >> (i % 8)) & 1U);
    }

    // In the order of `kind`.
    static constexpr void (*functions[])(element&, const element&, const element&) noexcept = {
        field::add, field::subtract, field::multiply, field::add_a24_multiple};

    TSCP_ALWAYS_INLINE static void perform(ladder& state, operation next) noexcept {
        functions[next.what](state[next.out], state[next.left], state[next.right]);
    }

    template <std::size_t... Index>
    TSCP_ALWAYS_INLINE static void perform_all(ladder& state, std::index_sequence<Index...> /*all*/) noexcept {
        (perform(state, steps[Index]), ...);
    }

    // The loop and its table are half as large as the calls one by one.
    TSCP_NEVER_INLINE static void step(ladder& state) noexcept {
        if constexpr (config::prefers_size) {
            for (const operation next : steps) { perform(state, next); }
        } else {
            perform_all(state, std::make_index_sequence<sizeof steps / sizeof *steps>{});
        }
    }
};

using x25519 = basic_x25519<config::limb>;

/// X25519 on a chip that must not compute for long without a break.
template <class Yield>
using yielding_x25519 = basic_x25519<config::limb, constant_time_product, Yield>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
