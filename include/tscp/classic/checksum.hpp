// SPDX-License-Identifier: MIT
// `csum`, the checksum of classic: a weighted sum of bytes that divides 1954^Power, as decimal text. It has no key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/decimal.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The checksum of a message given piece by piece. For bytes m of length n, indices from 1:
///     s = Σ e_i·m_i·i, with e_1 = Start + n + m_1 and e_i = m_(i−1)
///     csum = (1954^Power + n) div s · 1954 mod 1954^Power
/// A message of zero bytes alone has no checksum (s is 0). The time depends on n, and on the length of the text.
template <std::uint32_t Start, std::size_t Power>
class checksum {
public:
    /// The longest message: s ≤ 255·255·n(n+1)/2 + 255·(Start + n) < 2^47 for n ≤ 65535.
    static constexpr std::size_t max_message_size = 65535;
    /// 1954^Power < 10^(3.2910·Power).
    static constexpr std::size_t max_size = Power * 3291 / 1000 + 1;

    checksum() noexcept = default;
    checksum(const checksum&) = delete;
    checksum& operator=(const checksum&) = delete;
    ~checksum() {
        wipe_object(sum_);
        wipe_object(first_);
        wipe_object(previous_);
    }

    /// Appends to the message. One that grows beyond max_message_size has no checksum.
    void update(byte_view message) noexcept {
        if (message.size() > max_message_size - size_) { too_long_ = true; }
        if (too_long_) { return; }
        for (const std::uint8_t byte : message) {
            if (size_ == 0) { first_ = previous_ = byte; }
            ++size_;
            // Below 255·255·2^16, which fits.
            sum_ += product::low(product::low(std::uint32_t{previous_}, std::uint32_t{byte}), size_);
            previous_ = byte;
        }
    }

    /// Appends the checksum's digits. Errors: `errc::message_too_long`, `errc::out_of_range` where the message has no
    /// checksum, `errc::buffer_too_small`.
    result<void> write_to(writer& out) const noexcept {
        if (too_long_) { return errc::message_too_long; }
        const std::uint64_t divisor = sum_ + product::low(std::uint32_t{first_}, Start + size_);
        if (divisor == 0) { return errc::out_of_range; }
        return divided_by(divisor).write_to(out);
    }

private:
    using product = constant_time_product;
    static constexpr std::uint32_t radix = 1954;
    using number = decimal<max_size>;

    // In digits of base 1954 the dividend 1954^Power + n is 1, zeros, and the digits of n; the product with 1954 moves
    // the quotient up by one digit, and the remainder drops what stands at 1954^Power.
    [[nodiscard]] number divided_by(std::uint64_t divisor) const noexcept {
        number quotient;
        std::uint64_t remainder = 1;
        // ⌈2^32 / 1954⌉: exact for every number of 16 bits.
        const auto size_high =
            static_cast<std::uint32_t>(product::add(size_, std::uint32_t{2198039}, std::uint64_t{0}) >> 32U);
        for (std::size_t position = Power; position-- > 0;) {
            // Below 2^58.
            const std::uint32_t high = product::low(static_cast<std::uint32_t>(remainder >> 32U), radix);
            remainder = product::add(static_cast<std::uint32_t>(remainder), radix, std::uint64_t{high} << 32U);
            if (position == 1) { remainder += size_high; }
            if (position == 0) { remainder += size_ - product::low(size_high, radix); }
            const std::uint32_t digit = divide_step(remainder, divisor);
            quotient.multiply_add(radix, position == Power - 1 ? 0 : digit);
        }
        quotient.multiply_add(radix, 0);
        return quotient;
    }

    // remainder div divisor, which is below 2^11, one bit at a time; remainder becomes what is left.
    // divisor < 2^47 and remainder < 1954·divisor: no shift reaches bit 63, which is the sign of the difference.
    static std::uint32_t divide_step(std::uint64_t& remainder, std::uint64_t divisor) noexcept {
        std::uint32_t quotient = 0;
        for (unsigned bit = 11; bit-- > 0;) {
            // Without the fence Clang makes a multiplication of the shift, by a function that branches.
            const std::uint64_t difference = remainder - config::value_barrier(divisor << bit);
            const std::uint64_t negative = config::value_barrier(std::uint64_t{0} - (difference >> 63U));
            remainder = (remainder & negative) | (difference & ~negative);
            quotient = (quotient << 1U) | (~static_cast<std::uint32_t>(negative) & 1U);
        }
        return quotient;
    }

    std::uint64_t sum_ = 0;
    std::uint32_t size_ = 0;
    std::uint8_t first_ = 0;
    std::uint8_t previous_ = 0;
    bool too_long_ = false;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
