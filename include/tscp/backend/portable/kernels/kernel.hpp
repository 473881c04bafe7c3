// SPDX-License-Identifier: MIT
// What a kernel is: assembly for one instruction set, in place of a few functions of the portable code.
//
// A kernel is a specialisation of one of these templates in a file of its own, which chip_kernel.hpp includes. Its
// functions take a constant time on every chip for which core/config.hpp names its instruction set. Numbers are arrays
// of 32-bit words, the lowest first; results may be written over operands, but for the product of words.
#pragma once

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Arithmetic modulo p = 2^255 − 19 on numbers of 8 words, below 2^256; results are congruent modulo 2p too, and a
/// difference that is not negative is the difference itself. A kernel offers, beside `available`:
///     element                                  std::array<std::uint32_t, 8>
///     add(out, left, right), subtract(out, left, right), multiply(out, left, right)
///     add_a24_multiple(out, left, right)       out = left + 121666 · right
///     stack_size                               in so many bytes beneath the caller it may leave what it computed with
template <config::instruction_set>
struct field25519_kernel {
    static constexpr bool available = false;
};

/// Products of whole numbers. A kernel offers, beside `available`:
///     multiply(product, left, right, size)     the 2 · size words of the product of two numbers of `size` words
/// Preconditions: `size` is even and not 0; `product` overlaps no factor.
template <config::instruction_set>
struct product_kernel {
    static constexpr bool available = false;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
