// SPDX-License-Identifier: MIT
// X25519 by the chip's kernels: RFC 7748's vectors, and against the portable code as a whole.
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/core/bytes.hpp>

#include "kernels.hpp"

namespace kernels {
namespace {

using bytes32 = std::array<std::uint8_t, 32>;

bytes32 bytes_of_words(const words<8>& number) noexcept {
    bytes32 out;
    for (std::size_t i = 0; i < out.size(); ++i) { out[i] = static_cast<std::uint8_t>(number[i / 4] >> (8 * (i % 4))); }
    return out;
}

/// RFC 7748, section 5.2: a scalar, a u-coordinate, and the result.
constexpr bytes32 x25519_vectors[][3] = {
    {{0xa5, 0x46, 0xe3, 0x6b, 0xf0, 0x52, 0x7c, 0x9d, 0x3b, 0x16, 0x15, 0x4b, 0x82, 0x46, 0x5e, 0xdd,
      0x62, 0x14, 0x4c, 0x0a, 0xc1, 0xfc, 0x5a, 0x18, 0x50, 0x6a, 0x22, 0x44, 0xba, 0x44, 0x9a, 0xc4},
     {0xe6, 0xdb, 0x68, 0x67, 0x58, 0x30, 0x30, 0xdb, 0x35, 0x94, 0xc1, 0xa4, 0x24, 0xb1, 0x5f, 0x7c,
      0x72, 0x66, 0x24, 0xec, 0x26, 0xb3, 0x35, 0x3b, 0x10, 0xa9, 0x03, 0xa6, 0xd0, 0xab, 0x1c, 0x4c},
     {0xc3, 0xda, 0x55, 0x37, 0x9d, 0xe9, 0xc6, 0x90, 0x8e, 0x94, 0xea, 0x4d, 0xf2, 0x8d, 0x08, 0x4f,
      0x32, 0xec, 0xcf, 0x03, 0x49, 0x1c, 0x71, 0xf7, 0x54, 0xb4, 0x07, 0x55, 0x77, 0xa2, 0x85, 0x52}},
    {{0x4b, 0x66, 0xe9, 0xd4, 0xd1, 0xb4, 0x67, 0x3c, 0x5a, 0xd2, 0x26, 0x91, 0x95, 0x7d, 0x6a, 0xf5,
      0xc1, 0x1b, 0x64, 0x21, 0xe0, 0xea, 0x01, 0xd4, 0x2c, 0xa4, 0x16, 0x9e, 0x79, 0x18, 0xba, 0x0d},
     {0xe5, 0x21, 0x0f, 0x12, 0x78, 0x68, 0x11, 0xd3, 0xf4, 0xb7, 0x95, 0x9d, 0x05, 0x38, 0xae, 0x2c,
      0x31, 0xdb, 0xe7, 0x10, 0x6f, 0xc0, 0x3c, 0x3e, 0xfc, 0x4c, 0xd5, 0x49, 0xc7, 0x15, 0xa4, 0x93},
     {0x95, 0xcb, 0xde, 0x94, 0x76, 0xe8, 0x90, 0x7d, 0x7a, 0xad, 0xe4, 0x5c, 0xb4, 0xb8, 0x73, 0xf8,
      0x8b, 0x59, 0x5a, 0x68, 0x79, 0x9f, 0xa1, 0x52, 0xe6, 0xf8, 0xf7, 0x64, 0x7a, 0xac, 0x79, 0x57}},
};

bytes32 scalar_in_memory;
bytes32 u_in_memory;
bytes32 shared_in_memory;

__attribute__((noinline)) void agree_in_memory() noexcept {
    (void)tscp::portable::x25519::agree(scalar_in_memory, u_in_memory, shared_in_memory);
}

/// Calls a function with one number in all registers that it must keep, and nine words on the stack above it. Gives 0
/// where it has kept them.
__attribute__((naked, noinline)) std::uint32_t call_with_registers(void (*)() noexcept) noexcept {
    __asm__(R"(
        .syntax unified
        push {r4-r7, lr}
        mov r4, r8
        mov r5, r9
        mov r6, r10
        mov r7, r11
        push {r4-r7}
        movs r4, #85
        movs r5, #85
        movs r6, #85
        movs r7, #85
        mov r8, r4
        mov r9, r4
        mov r10, r4
        mov r11, r4
        blx r0
        movs r0, #85
        eors r4, r4, r0
        eors r5, r5, r0
        orrs r4, r4, r5
        eors r6, r6, r0
        orrs r4, r4, r6
        eors r7, r7, r0
        orrs r4, r4, r7
        mov r5, r8
        eors r5, r5, r0
        orrs r4, r4, r5
        mov r5, r9
        eors r5, r5, r0
        orrs r4, r4, r5
        mov r5, r10
        eors r5, r5, r0
        orrs r4, r4, r5
        mov r5, r11
        eors r5, r5, r0
        orrs r4, r4, r5
        movs r0, r4
        pop {r4-r7}
        mov r8, r4
        mov r9, r5
        mov r10, r6
        mov r11, r7
        pop {r4-r7, pc}
    )");
}

__attribute__((noinline)) void seal_in_memory() noexcept {
    constexpr std::array<std::uint8_t, 12> nonce{};
    static std::array<std::uint8_t, 48> sealed;
    const tscp::portable::chacha20_poly1305 aead{scalar_in_memory};
    aead.seal(nonce, {}, u_in_memory, sealed);
}

using stack_words = words<160>;

/// What an agreement leaves on the stack, painted before.
__attribute__((noinline)) void stack_after_agreement(stack_words& left) noexcept {
    std::uint32_t* here = nullptr;
    __asm__ volatile("mov %0, sp" : "=r"(here));
    here -= 9;
    for (volatile std::uint32_t* word = here; word != here - left.size();) { *--word = board::paint; }
    (void)call_with_registers(agree_in_memory);
    const volatile std::uint32_t* word = here - left.size();
    for (std::uint32_t& copy : left) { copy = *word++; }
}

/// Two keys leave the same: nothing that was computed from them. Code that is not optimised keeps its locals on the
/// stack, and Clang at -O3 and -Os for Cortex-M0+ was seen to leave words there.
#if defined(__OPTIMIZE__) && !defined(__clang__)
constexpr bool looks_at_the_stack = true;
#else
constexpr bool looks_at_the_stack = false;
#endif
void check_stack(failures& out, random_words& draws) noexcept {
    if (!looks_at_the_stack) { return; }
    static stack_words first;
    static stack_words second;
    u_in_memory = bytes_of_words(draws.number<8>());
    scalar_in_memory = bytes_of_words(draws.number<8>());
    stack_after_agreement(first);
    scalar_in_memory = bytes_of_words(draws.number<8>());
    stack_after_agreement(second);
    out.check(first == second, "the stack after x25519");
}

}  // namespace

void check_x25519(failures& out, std::uint32_t count) noexcept {
    using chip = tscp::portable::x25519;
    using plain = tscp::portable::basic_x25519<std::uint32_t, plain_product>;
    bytes32 got;
    for (const auto& [scalar, u, result] : x25519_vectors) {
        out.check(chip::agree(scalar, u, got) && got == result, "x25519 of RFC 7748");
    }
    random_words draws;
    for (std::uint32_t i = 0; i < count / 100 && i < 100; ++i) {
        const bytes32 scalar = bytes_of_words(draws.number<8>());
        const bytes32 u = bytes_of_words(draws.number<8>());
        bytes32 expected;
        const auto said = plain::agree(scalar, u, expected).error();
        out.check(chip::agree(scalar, u, got).error() == said && got == expected, "x25519");
    }
    check_stack(out, draws);
    out.check(call_with_registers(agree_in_memory) == 0, "registers in x25519");
    out.check(call_with_registers(seal_in_memory) == 0, "registers in ChaCha20-Poly1305");
}

}  // namespace kernels
