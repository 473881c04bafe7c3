// SPDX-License-Identifier: MIT
// What differs between compilers and chips: the only file of the library with conditional compilation.
#pragma once

#if defined(_MSVC_LANG)
#if _MSVC_LANG < 201703L
#error "tscp: needs C++17: compile with /std:c++17"
#endif
#elif __cplusplus < 201703L
#error "tscp: needs C++17: compile with -std=c++17"
#endif

#include <cstddef>
#include <cstdint>

#if defined(__GNUC__) || defined(__clang__)
#define TSCP_ALWAYS_INLINE inline __attribute__((always_inline))
#define TSCP_NEVER_INLINE __attribute__((noinline))
#else
#define TSCP_ALWAYS_INLINE inline
#define TSCP_NEVER_INLINE
#endif

/// For functions called in many places: one copy where the compiler is told to save flash, its own choice elsewhere.
#if defined(__OPTIMIZE_SIZE__)
#define TSCP_NEVER_INLINE_IF_SMALL TSCP_NEVER_INLINE
#else
#define TSCP_NEVER_INLINE_IF_SMALL
#endif

/// The inline namespace of the whole library: units with checks and units without are different programs to the linker,
/// and may be linked together.
#if defined(NDEBUG)
#define TSCP_ABI unchecked
#else
#define TSCP_ABI checked
#endif

namespace tscp {
inline namespace TSCP_ABI {
namespace config {

/// A machine word of big-integer arithmetic, the type that holds the product of two, and the limb of decimal
/// arithmetic. 64-bit chips whose compiler has a 128-bit product use it; every other chip takes 32-bit words.
#if defined(__SIZEOF_INT128__)
using limb = std::uint64_t;
__extension__ typedef unsigned __int128 double_limb;
using decimal_limb = std::uint32_t;
#else
using limb = std::uint32_t;
using double_limb = std::uint64_t;
using decimal_limb = std::uint16_t;
#endif

/// True where a broken precondition of core's views and results stops the program: everywhere but in NDEBUG builds.
#if defined(NDEBUG)
inline constexpr bool checked = false;
#else
inline constexpr bool checked = true;
#endif

/// True where the compiler is told to save flash.
#if defined(__OPTIMIZE_SIZE__)
inline constexpr bool small_code = true;
#else
inline constexpr bool small_code = false;
#endif

/// Stops the program at once: the answer to a broken precondition, never to bad input.
[[noreturn]] inline void trap() noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_trap();
#else
    for (volatile int forever = 1; forever != 0;) {}
#endif
}

/// Hands back `value` through a fence that the optimiser cannot see through: masks are not turned into branches.
template <class Word>
TSCP_ALWAYS_INLINE Word value_barrier(Word value) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __asm__("" : "+r"(value));
    return value;
#else
    volatile Word hidden = value;
    return hidden;
#endif
}

/// Overwrites `size` bytes at `memory` with zeros in a way that the optimiser must keep.
inline void zeroize(void* memory, std::size_t size) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
#else
    auto* bytes = static_cast<volatile unsigned char*>(memory);
    for (std::size_t i = 0; i < size; ++i) { bytes[i] = 0; }
#endif
}

}  // namespace config
}  // namespace TSCP_ABI
}  // namespace tscp
