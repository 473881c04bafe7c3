// SPDX-License-Identifier: MIT
// The kernels of Curve25519's field, and of products, against the portable code.
#include <type_traits>

#include <tscp/backend/portable/curve25519_field.hpp>
#include <tscp/core/product.hpp>

#include "kernels.hpp"

namespace kernels {
namespace {

using tscp::portable::detail::field25519;

using element = words<8>;
using chip_field = field25519<std::uint32_t, tscp::constant_time_product>;
using plain_field = field25519<std::uint32_t, plain_product>;
static_assert(tscp::portable::detail::chip_field25519::available && !std::is_same_v<chip_field, plain_field>,
              "there is nothing to compare");

/// The remainder modulo p: what is below 2^256 has p in it twice at most.
element remainder_of(element value) noexcept {
    for (int i = 0; i < 2; ++i) {
        // value + 19 reaches 2^255 where value reaches p, and is then value − p without the highest bit.
        element sum;
        std::uint64_t carry = 19;
        for (std::size_t j = 0; j < value.size(); ++j) {
            carry += value[j];
            sum[j] = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
        if (carry == 0 && (sum[7] >> 31U) == 0) { return value; }
        // 2^255 comes off, also where it is borrowed from 2^256.
        sum[7] ^= 0x80000000U;
        value = sum;
    }
    return value;
}

bool same(const element& left, const element& right) noexcept { return remainder_of(left) == remainder_of(right); }

/// What the chip writes as bytes.
bool writes_remainder(element value) noexcept {
    const element expected = remainder_of(value);
    element scratch;
    std::array<std::uint8_t, 32> out;
    chip_field::to_bytes(value, scratch, out);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i] != static_cast<std::uint8_t>(expected[i / 4] >> (8 * (i % 4)))) { return false; }
    }
    return true;
}

/// 0, 1, 2, 37 to 39; p − 1, p, p + 1, 2^255 − 1, 2^255; 2p − 1, 2p, 2p + 1; 2^256 − 1; a carry that runs through all
/// words, and through all but one.
constexpr element field_edges[] = {
    {0},
    {1},
    {2},
    {37},
    {38},
    {39},
    {0xffffffec, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, 0x7fffffff},
    {0xffffffed, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, 0x7fffffff},
    {0xffffffee, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, 0x7fffffff},
    {~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, 0x7fffffff},
    {0, 0, 0, 0, 0, 0, 0, 0x80000000},
    {0xffffffd9, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U},
    {0xffffffda, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U},
    {0xffffffdb, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U},
    {~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U},
    {0, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U},
    {~0U, ~0U, ~0U, ~0U, ~0U, ~0U, ~0U, 0},
    {0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000},
    {0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff},
};

using operation = void (*)(element&, const element&, const element&);

/// An operation of two operands, with its result apart, over either operand, and over both.
void check_operation(failures& out, const char* name, operation chip, operation plain, const element& left,
                     const element& right) noexcept {
    element expected;
    element got;
    plain(expected, left, right);
    chip(got, left, right);
    out.check(same(got, expected), name);
    got = left;
    chip(got, got, right);
    out.check(same(got, expected), name);
    got = right;
    chip(got, left, got);
    out.check(same(got, expected), name);
    plain(expected, left, left);
    got = left;
    chip(got, got, got);
    out.check(same(got, expected), name);
}

void check_field_on(failures& out, const element& left, const element& right) noexcept {
    out.check(writes_remainder(left), "to_bytes");
    check_operation(out, "add", chip_field::add, plain_field::add, left, right);
    check_operation(out, "subtract", chip_field::subtract, plain_field::subtract, left, right);
    check_operation(out, "multiply", chip_field::multiply, plain_field::multiply, left, right);
    check_operation(out, "add_a24_multiple", chip_field::add_a24_multiple, plain_field::add_a24_multiple, left, right);
}

/// Products of `Size` words: every word of them, and none beside.
template <class Kernel, std::size_t Size>
void check_product_on(failures& out, const words<Size>& left, const words<Size>& right) noexcept {
    words<2 * Size> expected{};
    for (std::size_t i = 0; i < Size; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < Size; ++j) {
            carry += plain_product::add(left[i], right[j], std::uint64_t{expected[i + j]});
            expected[i + j] = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
        expected[i + Size] = static_cast<std::uint32_t>(carry);
    }
    struct {
        std::uint32_t before;
        words<2 * Size> product;
        std::uint32_t after;
    } got{1, {}, 2};
    got.product.fill(0xa5a5a5a5);
    Kernel::multiply(got.product.data(), left.data(), right.data(), Size);
    out.check(got.product == expected && got.before == 1 && got.after == 2, "product");
}

template <class Kernel>
void check_products_of(failures& out, std::uint32_t count) noexcept {
    if constexpr (Kernel::available) {
        random_words draws;
        for (std::uint32_t i = 0; i < count; ++i) {
            check_product_on<Kernel>(out, draws.number<2>(), draws.number<2>());
            check_product_on<Kernel>(out, draws.number<4>(), draws.number<4>());
            check_product_on<Kernel>(out, draws.number<8>(), draws.number<8>());
        }
    }
}

}  // namespace

void check_field(failures& out, std::uint32_t count) noexcept {
    for (const element& left : field_edges) {
        for (const element& right : field_edges) { check_field_on(out, left, right); }
    }
    random_words draws;
    for (std::uint32_t i = 0; i < count; ++i) {
        const element left = draws.number<8>();
        check_field_on(out, left, draws.number<8>());
    }
}

void check_products(failures& out, std::uint32_t count) noexcept {
    check_products_of<tscp::portable::detail::chip_product>(out, count);
}

}  // namespace kernels
