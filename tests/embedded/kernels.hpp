// SPDX-License-Identifier: MIT
// What the tests of kernels share: numbers to try, and how a difference is told.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/product.hpp>

#include "board.hpp"

namespace kernels {

template <std::size_t Size>
using words = std::array<std::uint32_t, Size>;

/// The chip's own product by a type that no kernel stands in for: the portable code, which shares nothing with kernels.
struct plain_product : tscp::native_product {};

/// Xorshift, the same numbers in every run.
class random_words {
public:
    std::uint32_t next() noexcept {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 17U;
        state_ ^= state_ << 5U;
        return state_;
    }

    /// Random words; of every eight numbers five have words of all ones, all zeros, ones at an end, or a word that is
    /// close to an end of its range.
    template <std::size_t Size>
    words<Size> number() noexcept {
        words<Size> out;
        const std::uint32_t kind = next() % 8;
        for (std::uint32_t& word : out) { word = kind < 5 ? extreme_word(kind) : next(); }
        if (kind < 3) { out[next() % Size] = next() % 80; }
        return out;
    }

private:
    std::uint32_t extreme_word(std::uint32_t kind) noexcept {
        const std::uint32_t draw = next();
        switch (kind) {
            case 0: return 0xffffffff;
            case 1: return (draw & 1U) != 0 ? 0xffffffff : 0;
            case 2: return 0;
            case 3: return (draw & 1U) != 0 ? 0xffff0000U : 0x0000ffffU;
            default: return (draw & 1U) != 0 ? ~(draw >> 26U) : draw >> 26U;
        }
    }

    std::uint32_t state_ = 2463534242;
};

/// Counts, and prints the first of a kind.
class failures {
public:
    void check(bool holds, const char* what) noexcept {
        if (holds) { return; }
        if (what != last_) {
            board::print(what);
            board::print(": the kernel is wrong\n");
        }
        last_ = what;
    }
    [[nodiscard]] bool none() const noexcept { return last_ == nullptr; }

private:
    const char* last_ = nullptr;
};

// Each in a unit of its own, so that a program of several units has the kernels once. `count` is how many random
// numbers are tried.
void check_products(failures& out, std::uint32_t count) noexcept;
void check_field(failures& out, std::uint32_t count) noexcept;
void check_chacha20(failures& out, std::uint32_t count) noexcept;
void check_poly1305(failures& out, std::uint32_t count) noexcept;
void check_sha256(failures& out, std::uint32_t count) noexcept;
/// At most 100 agreements.
void check_x25519(failures& out, std::uint32_t count) noexcept;

}  // namespace kernels
