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

/// Arithmetic of Poly1305, RFC 8439 section 2.5, on sums of 5 words, of which the highest is at most 9. A kernel
/// offers, beside `available`:
///     add(sum, block)                          sum = sum + block + 2^128, where `block` is 4 words
///     multiply(sum, r, product)                sum = sum · r modulo 2^130 − 5, of which the highest word is below 8;
///                                              `r` is 4 words, the highest four bits of each 0, and `product` 8 words
///                                              for its use
template <config::instruction_set>
struct poly1305_kernel {
    static constexpr bool available = false;
};

/// The block function of ChaCha20, RFC 8439 section 2.3. A kernel offers, beside `available`:
///     block(block, state)                      the state after 20 rounds, plus the state as it was, which stays
/// Preconditions: both are 16 words and do not overlap. Nothing of either is left on the stack.
template <config::instruction_set>
struct chacha20_kernel {
    static constexpr bool available = false;
};

/// The compression function of SHA-256, FIPS 180-4 section 6.2.2. A kernel offers, beside `available`:
///     compress(chaining, block, constants)     takes a block of 16 words into the chaining value of 8 words, and
///     spends
///                                              the block; `constants` are the 64 of section 4.2.2
/// Nothing of them is left on the stack.
template <config::instruction_set>
struct sha256_kernel {
    static constexpr bool available = false;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
