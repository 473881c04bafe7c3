// SPDX-License-Identifier: MIT
// Which numbers of a datagram session were opened already, and the number that a few low bits stand for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Which of the last `Bits` numbers, up to the highest opened, were opened. As in RFC 6479 a number's bit has its place
/// in a ring, so that nothing is shifted.
template <std::size_t Bits>
class replay_window {
    static_assert(Bits > 0 && Bits % 64 == 0);

public:
    /// True where this number was opened. Precondition: it is one of the last.
    [[nodiscard]] bool has(std::uint64_t number) const noexcept {
        return (words_[place(number) / 32] >> (place(number) % 32) & 1U) != 0;
    }

    /// It was opened. The same precondition.
    void mark(std::uint64_t number) noexcept { words_[place(number) / 32] |= std::uint32_t{1} << (place(number) % 32); }

    /// This number is the highest now, and so far above the one before: none of those was opened yet. Precondition: 1
    /// or more.
    void advance(std::uint64_t number, std::uint32_t count) noexcept {
        for (std::uint32_t i = count < Bits ? count : Bits; i-- > 0;) {
            words_[place(number - i) / 32] &= ~(std::uint32_t{1} << (place(number - i) % 32));
        }
    }

    /// All numbers up to the highest count as opened from now on.
    void refuse_all() noexcept { words_.fill(~std::uint32_t{0}); }

private:
    static std::uint32_t place(std::uint64_t number) noexcept { return static_cast<std::uint32_t>(number % Bits); }

    std::array<std::uint32_t, Bits / 32> words_;  // its owner wipes it
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
    const std::uint64_t number = expected + above;
    return above >= span / 2 && number >= span ? number - span : number;
}

}  // namespace TSCP_ABI
}  // namespace tscp
