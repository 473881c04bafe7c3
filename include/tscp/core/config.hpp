// SPDX-License-Identifier: MIT
// What differs between compilers and chips. Conditional compilation is here, and around the assembly of kernels, alone.
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

/// For functions that no compiler may look into, and, where they are naked, of assembly alone: they take their
/// arguments as the procedure call standard says.
#if defined(__clang__)
#define TSCP_OPAQUE __attribute__((noinline))
#define TSCP_NAKED __attribute__((naked, noinline))
#elif defined(__GNUC__)
#define TSCP_OPAQUE __attribute__((noipa))
#define TSCP_NAKED __attribute__((naked, noipa))
#endif

/// For functions called in many places: one copy where the compiler is told to save flash, its own choice elsewhere.
#if defined(__OPTIMIZE_SIZE__)
#define TSCP_NEVER_INLINE_IF_SMALL TSCP_NEVER_INLINE
#else
#define TSCP_NEVER_INLINE_IF_SMALL
#endif

/// For functions whose frames are overwritten once they return. Where the compiler is told to save flash, what handles
/// secrets in them has a frame of its own already.
#if defined(__OPTIMIZE_SIZE__)
#define TSCP_OWN_FRAME
#else
#define TSCP_OWN_FRAME TSCP_NEVER_INLINE
#endif

/// For functions that read all of a stack, what AddressSanitizer keeps between its objects too.
#if defined(__GNUC__) || defined(__clang__)
#define TSCP_READS_ANY_STACK __attribute__((no_sanitize("address")))
#else
#define TSCP_READS_ANY_STACK
#endif

#if defined(__SANITIZE_ADDRESS__)
#define TSCP_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TSCP_ADDRESS_SANITIZER
#endif
#endif
#if defined(TSCP_ADDRESS_SANITIZER)
extern "C" void __asan_unpoison_memory_region(const volatile void*, std::size_t);
#endif

/// The inline namespace of the whole library: units with checks and units without are different programs to the linker,
/// and may be linked together.
#if defined(NDEBUG)
#define TSCP_ABI unchecked
#else
#define TSCP_ABI checked
#endif

/// The name of a function `extern "C" void NAME() noexcept` of the user's, the same in every unit of a program, as by
/// the compiler's option -DTSCP_TRAP_HANDLER=NAME: config::trap calls it.
#if defined(TSCP_TRAP_HANDLER)
extern "C" void TSCP_TRAP_HANDLER() noexcept;
#endif

namespace tscp {
inline namespace TSCP_ABI {
namespace config {

/// How the chip at hand multiplies words; docs/SECURITY.md has the manuals.
enum class multiplier : std::uint8_t {
    constant_time,      ///< The compiler's own products, up to the widest, take the same time for all factors.
    constant_time_low,  ///< Those of 32 bits do, wider ones do not: Cortex-M0, M0+, M1, M3 and M23, ESP8266.
    variable_time       ///< There is no multiplier, or one whose time may depend on the factors, or none is known.
};

// Of the 32-bit Arm cores, those with the DSP extension have a multiplier of one pass, but for the XScale. ARMv6-M and
// ARMv8-M Baseline have no product of 64 bits, and the compiler's function for it branches, as it does in the Thumb
// state of ARMv4T to ARMv6; the Cortex-M3 ends it early for small factors, and ARMv4T and ARMv5T end all products
// early.
#if defined(__arm__) && \
    (!defined(__ARM_FEATURE_DSP) || defined(__XSCALE__) || (defined(__thumb__) && !defined(__thumb2__)))
#if defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'
inline constexpr multiplier chip_multiplier = multiplier::constant_time_low;
#else
inline constexpr multiplier chip_multiplier = multiplier::variable_time;
#endif
// The call0 ABI is the ESP8266's, which has no instruction for the upper half.
#elif defined(__XTENSA__) && !defined(__XTENSA_WINDOWED_ABI__)
inline constexpr multiplier chip_multiplier = multiplier::constant_time_low;
// RISC-V has a multiplier where the extension M or Zmmul is there.
#elif defined(__arm__) || defined(__aarch64__) || defined(_M_ARM64) || defined(__x86_64__) || defined(_M_X64) ||      \
    defined(__i386__) || defined(_M_IX86) || defined(__XTENSA__) || defined(__riscv_mul) || defined(__riscv_zmmul) || \
    defined(__s390x__) || defined(_ARCH_PWR8) || defined(__wasm__)
inline constexpr multiplier chip_multiplier = multiplier::constant_time;
#define TSCP_CONSTANT_TIME_MULTIPLIER
#else
inline constexpr multiplier chip_multiplier = multiplier::variable_time;
#endif

/// The instruction sets for which backend/portable/kernels has assembly of constant time.
enum class instruction_set : std::uint8_t {
    other,
    thumb1_halves,  ///< ARMv6-M and ARMv8-M Baseline: MULS.
    thumb2_halves,  ///< ARMv7-M and ARMv8-M Mainline without the DSP extension: MUL and MLA, without UMULL.
    thumb2_umaal    ///< ARMv7-M and ARMv8-M Mainline with it.
};

#if (defined(__GNUC__) || defined(__clang__)) && defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M' && \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#if __ARM_ARCH_ISA_THUMB == 1
#define TSCP_THUMB1_HALVES_KERNELS
inline constexpr instruction_set kernels = instruction_set::thumb1_halves;
#elif defined(__ARM_FEATURE_DSP)
#define TSCP_THUMB2_KERNELS
#define TSCP_THUMB2_UMAAL_KERNELS
inline constexpr instruction_set kernels = instruction_set::thumb2_umaal;
#else
#define TSCP_THUMB2_KERNELS
#define TSCP_THUMB2_HALVES_KERNELS
inline constexpr instruction_set kernels = instruction_set::thumb2_halves;
#endif
#else
inline constexpr instruction_set kernels = instruction_set::other;
#endif

/// The instruction sets for which fiber/ has a switch of stacks.
enum class stack_switches : std::uint8_t { none, thumb1, thumb2, rv32, x86_64, aarch64 };

#if (defined(__GNUC__) || defined(__clang__)) && defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'
#if __ARM_ARCH_ISA_THUMB == 1
#define TSCP_THUMB1_FIBER
inline constexpr stack_switches stack_switching = stack_switches::thumb1;
#else
#define TSCP_THUMB2_FIBER
inline constexpr stack_switches stack_switching = stack_switches::thumb2;
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
#define TSCP_FLOAT_FIBER
#endif
#if __ARM_ARCH >= 8
#define TSCP_STACK_LIMIT_FIBER
#endif
#endif
#elif (defined(__GNUC__) || defined(__clang__)) && defined(__riscv) && __riscv_xlen == 32 && \
    defined(__riscv_float_abi_soft) && !defined(__riscv_32e) && !defined(__riscv_e)
#define TSCP_RV32_FIBER
inline constexpr stack_switches stack_switching = stack_switches::rv32;
#elif (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__) && defined(__LP64__) && !defined(_WIN32)
#define TSCP_X86_64_FIBER
inline constexpr stack_switches stack_switching = stack_switches::x86_64;
#elif (defined(__GNUC__) || defined(__clang__)) && defined(__aarch64__) && defined(__LP64__) && !defined(_WIN32)
#define TSCP_AARCH64_FIBER
inline constexpr stack_switches stack_switching = stack_switches::aarch64;
#else
inline constexpr stack_switches stack_switching = stack_switches::none;
#endif

/// A machine word of big-integer arithmetic, and the limb of decimal arithmetic. 64-bit chips whose compiler has a
/// 128-bit product use it; every other chip takes 32-bit words.
#if defined(__SIZEOF_INT128__) && defined(TSCP_CONSTANT_TIME_MULTIPLIER)
using limb = std::uint64_t;
using decimal_limb = std::uint32_t;
#else
using limb = std::uint32_t;
using decimal_limb = std::uint16_t;
#endif
#undef TSCP_CONSTANT_TIME_MULTIPLIER

/// The alignment of core's views. Where pointer and size together are one 64-bit word, a view is aligned like one: GCC
/// then passes it in two registers, not by way of memory, and code for Cortex-M becomes a tenth smaller.
inline constexpr std::size_t view_alignment = sizeof(void*) == 4 ? 8 : alignof(void*);

/// True where a broken precondition of core's views and results stops the program: everywhere but in NDEBUG builds.
#if defined(NDEBUG)
inline constexpr bool checked = false;
#else
inline constexpr bool checked = true;
#endif

/// True where the compiler is told to save flash.
#if defined(__OPTIMIZE_SIZE__)
inline constexpr bool prefers_size = true;
#else
inline constexpr bool prefers_size = false;
#endif

/// Stops the program at once: the answer to a broken precondition, never to bad input. Where TSCP_TRAP_HANDLER is
/// defined, that function is called first, to record or to restart; if it returns, the program stops.
[[noreturn]] inline void trap() noexcept {
#if defined(TSCP_TRAP_HANDLER)
    ::TSCP_TRAP_HANDLER();
#endif
#if defined(__GNUC__) || defined(__clang__)
    __builtin_trap();
#else
    for (volatile int endless = 1; endless != 0;) {}
#endif
}

/// Stops the program, in builds with checks, where a precondition does not hold.
constexpr void expects(bool holds) noexcept {
    if constexpr (checked) {
        if (!holds) { trap(); }
    }
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

/// Hands the memory of `object` through the same fence: what was read from it before is read again, not kept elsewhere.
template <class T>
TSCP_ALWAYS_INLINE void object_barrier(T& object) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __asm__("" : "+m"(object));
#else
    static_cast<void>(object);
#endif
}

/// True where a word at any address may be read and written as it lies there, least significant byte first.
#if (defined(__ARM_FEATURE_UNALIGNED) || defined(__i386__) || defined(__x86_64__)) && \
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
inline constexpr bool little_endian_memory = true;
#else
inline constexpr bool little_endian_memory = false;
#endif

/// The word that lies at `bytes`, in the chip's own byte order.
[[nodiscard]] TSCP_ALWAYS_INLINE std::uint32_t load_word(const std::uint8_t* bytes) noexcept {
    std::uint32_t word = 0;
#if defined(__GNUC__) || defined(__clang__)
    __builtin_memcpy(&word, bytes, sizeof word);
#else
    for (std::size_t i = 0; i < sizeof word; ++i) { reinterpret_cast<std::uint8_t*>(&word)[i] = bytes[i]; }
#endif
    return word;
}

TSCP_ALWAYS_INLINE void store_word(std::uint32_t word, std::uint8_t* bytes) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_memcpy(bytes, &word, sizeof word);
#else
    for (std::size_t i = 0; i < sizeof word; ++i) { bytes[i] = reinterpret_cast<const std::uint8_t*>(&word)[i]; }
#endif
}

/// Byte `index` of words of which the least significant byte is the first.
[[nodiscard]] TSCP_ALWAYS_INLINE std::uint8_t byte_of(const std::uint32_t* words, std::size_t index) noexcept {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return reinterpret_cast<const std::uint8_t*>(words)[index];
#else
    return static_cast<std::uint8_t>(words[index / 4] >> (8U * (index % 4)));
#endif
}

/// The type that holds the product of two words.
template <class Word>
struct wide_of {
    static_assert(sizeof(Word) == 0,
                  "tscp: this compiler has no type for the product of two such limbs: on 32-bit chips a limb is "
                  "std::uint32_t, on 64-bit chips std::uint64_t too.");
};
template <>
struct wide_of<std::uint32_t> {
    using type = std::uint64_t;
};
#if defined(__SIZEOF_INT128__)
template <>
struct wide_of<std::uint64_t> {
    __extension__ typedef unsigned __int128 type;
};
#endif

/// Overwrites `size` bytes at `memory` with zeros in a way that the optimiser must keep. Where the compiler is told to
/// save flash, this loop does without the C library's memset, which is larger.
TSCP_NEVER_INLINE_IF_SMALL inline void zeroize(void* memory, std::size_t size) noexcept {
#if (defined(__GNUC__) || defined(__clang__)) && !defined(__OPTIMIZE_SIZE__)
    __builtin_memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
#else
#if defined(__GNUC__) || defined(__clang__)
    using word = std::uint32_t __attribute__((may_alias));
    if ((reinterpret_cast<std::uintptr_t>(memory) | size) % sizeof(word) == 0) {
        auto* words = static_cast<volatile word*>(memory);
        for (std::size_t i = 0; i < size / sizeof(word); ++i) { words[i] = 0; }
        return;
    }
#endif
    auto* bytes = static_cast<volatile unsigned char*>(memory);
    for (std::size_t i = 0; i < size; ++i) { bytes[i] = 0; }
#endif
}

/// Copies `size` bytes, with the same loop in place of memcpy.
TSCP_NEVER_INLINE_IF_SMALL inline void copy_memory(const void* from, void* to, std::size_t size) noexcept {
#if (defined(__GNUC__) || defined(__clang__)) && !defined(__OPTIMIZE_SIZE__)
    __builtin_memcpy(to, from, size);
#else
    const auto* source = static_cast<const unsigned char*>(from);
    auto* target = static_cast<unsigned char*>(to);
    for (std::size_t i = 0; i < size; ++i) { target[i] = source[i]; }
#endif
}

/// Tells AddressSanitizer that the functions whose frames lie in this memory will not return.
inline void forget_frames(void* memory, std::size_t size) noexcept {
#if defined(TSCP_ADDRESS_SANITIZER)
    ::__asan_unpoison_memory_region(memory, size);
#else
    static_cast<void>(memory);
    static_cast<void>(size);
#endif
}

/// Overwrites `size` bytes of stack beneath the caller with zeros.
TSCP_NEVER_INLINE inline void overwrite_stack(std::size_t size) noexcept {
#if defined(__GNUC__) || defined(__clang__)
    zeroize(__builtin_alloca(size), size);
#else
    unsigned char memory[16384];
    zeroize(memory, size < sizeof memory ? size : sizeof memory);
#endif
}

/// How much stack calls take with the portable backend, but for groups that say so themselves; so much is overwritten
/// when they are done. `record` is for sealing and opening, `session` for all else that an established session does.
/// `schedule` is for the last uses of the key schedule in a step, instead of the whole step. Measured by tests/wipe and
/// on the emulated board, which fail where more is taken or something is left.
struct stack_sizes {
    std::size_t handshake;
    std::size_t schedule;
    std::size_t record;
    std::size_t session;
};
#if __SIZEOF_POINTER__ == 4 && !defined(__unix__) && !defined(_WIN32)
// A microcontroller. The other calls were seen to leave nothing there; no more is overwritten than a step takes.
inline constexpr stack_sizes stack{0, 384, 0, 0};
#elif defined(__OPTIMIZE__)
inline constexpr stack_sizes stack{4096, 0, 1024, 2048};
#else
inline constexpr stack_sizes stack{8192, 0, 4096, 4096};
#endif

}  // namespace config
}  // namespace TSCP_ABI
}  // namespace tscp
