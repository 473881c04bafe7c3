// SPDX-License-Identifier: MIT
// Which numbers of a datagram session were opened already, and the number that a few low bits stand for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The last `Bits` numbers up to the highest opened; RFC 4303 appendix A2. A number is named by how far it lies below
/// that one.
template <std::size_t Bits>
class replay_window {
    static_assert(Bits > 0 && Bits % 64 == 0);

public:
    /// True where a record with a number so far below may be opened.
    [[nodiscard]] bool admits(std::uint32_t back) const noexcept {
        return back < Bits && (word_of(back) >> (back % 64) & 1U) == 0;
    }

    /// That record was opened. Precondition: `admits(back)`.
    void mark(std::uint32_t back) noexcept { word_of(back) |= std::uint64_t{1} << (back % 64); }

    /// A record was opened whose number is so far above: it is the highest now. Precondition: 1 or more.
    void advance(std::uint32_t count) noexcept {
        shift(count);
        words_[0] |= 1;
    }

    /// Nothing up to the highest is admitted from now on.
    void refuse_all() noexcept { words_.fill(~std::uint64_t{0}); }

private:
    [[nodiscard]] std::uint64_t& word_of(std::uint32_t back) noexcept { return words_[Bits == 64 ? 0 : back / 64]; }
    [[nodiscard]] const std::uint64_t& word_of(std::uint32_t back) const noexcept {
        return words_[Bits == 64 ? 0 : back / 64];
    }

    void shift(std::uint32_t count) noexcept {
        if (count >= Bits) { return words_.fill(0); }
        if constexpr (Bits == 64) {
            words_[0] <<= count;
            return;
        }
        const std::size_t words = count / 64;
        const unsigned bits = count % 64;
        for (std::size_t i = words_.size(); i-- > 0;) {
            const std::uint64_t high = i >= words ? words_[i - words] : 0;
            const std::uint64_t low = i >= words + 1 ? words_[i - words - 1] : 0;
            words_[i] = bits == 0 ? high : (high << bits) | (low >> (64 - bits));
        }
    }

    std::array<std::uint64_t, Bits / 64> words_{};
};

/// The window of a transport that repeats nothing.
template <>
class replay_window<0> {
public:
    void refuse_all() noexcept {}
};

/// The number nearest to `expected` that ends in these low bits, the lower of two; RFC 9147 section 4.2.2.
/// Precondition: 8 or 16 bits.
[[nodiscard]] constexpr std::uint64_t reconstruct_sequence_number(std::uint64_t expected, std::uint16_t low_bits,
                                                                  unsigned bits) noexcept {
    const std::uint32_t span = std::uint32_t{1} << bits;
    const std::uint32_t above = (low_bits - static_cast<std::uint32_t>(expected)) & (span - 1);
    const std::uint32_t below = span - above;
    return above < span / 2 || expected < below ? expected + above : expected - below;
}

}  // namespace TSCP_ABI
}  // namespace tscp
