// SPDX-License-Identifier: MIT
// Arithmetic modulo p = 2^255 − 19, in whole machine words and constant time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <class Limb>
struct double_word;
template <>
struct double_word<std::uint32_t> {
    using type = std::uint64_t;
};
template <>
struct double_word<std::uint64_t> {
    using type = config::double_limb;
};

/// A number below 2^256 that stands for its remainder modulo p. 2^256 is 38 modulo p, so what goes over is folded in by
/// a multiplication with 38.
template <class Limb>
class field25519 {
    using wide = typename double_word<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 256 / bits;

public:
    field25519() noexcept = default;
    explicit field25519(Limb small) noexcept { limbs_[0] = small; }
    field25519(const field25519&) noexcept = default;
    field25519& operator=(const field25519&) noexcept = default;
    ~field25519() { wipe_object(limbs_); }

    /// 32 bytes, the lowest first; the highest bit is left out, as RFC 7748 section 5 says.
    static field25519 read(byte_view bytes) noexcept {
        field25519 value;
        for (std::size_t i = 0; i < 32; ++i) {
            const auto byte = static_cast<Limb>(i == 31 ? bytes[i] & 0x7fU : bytes[i]);
            value.limbs_[i / sizeof(Limb)] |= static_cast<Limb>(byte << (8 * (i % sizeof(Limb))));
        }
        return value;
    }

    /// The remainder as 32 bytes, the lowest first.
    void write(byte_span out) const noexcept {
        field25519 value{*this};
        // Twice the top bit folded in (2^255 is 19) leaves a number below 2^255, then p comes off at most once.
        value.fold_top_bit();
        value.fold_top_bit();
        field25519 plus19{value};
        plus19.add_small(19);
        const Limb over = static_cast<Limb>(plus19.limbs_[count - 1] >> (bits - 1));
        plus19.limbs_[count - 1] &= static_cast<Limb>(~Limb{0} >> 1U);
        swap(over, value, plus19);
        for (std::size_t i = 0; i < 32; ++i) {
            out[i] = static_cast<std::uint8_t>(value.limbs_[i / sizeof(Limb)] >> (8 * (i % sizeof(Limb))));
        }
    }

    /// Exchanges the two where `condition` is 1, and not where it is 0.
    static void swap(Limb condition, field25519& left, field25519& right) noexcept {
        const Limb mask = config::value_barrier(static_cast<Limb>(Limb{0} - condition));
        for (std::size_t i = 0; i < count; ++i) {
            const Limb difference = static_cast<Limb>(mask & (left.limbs_[i] ^ right.limbs_[i]));
            left.limbs_[i] ^= difference;
            right.limbs_[i] ^= difference;
        }
    }

    friend field25519 operator+(const field25519& left, const field25519& right) noexcept {
        field25519 sum;
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(left.limbs_[i]) + right.limbs_[i] + carry;
            sum.limbs_[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        sum.fold(carry);
        return sum;
    }

    friend field25519 operator-(const field25519& left, const field25519& right) noexcept {
        field25519 difference;
        Limb borrow = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(left.limbs_[i]) - right.limbs_[i] - borrow;
            difference.limbs_[i] = static_cast<Limb>(step);
            borrow = static_cast<Limb>((step >> bits) & 1U);
        }
        // A borrow took 2^256, which is 38 too many; below 38 that borrows once more, and never a third time.
        borrow = difference.subtract_small(static_cast<Limb>(borrow * 38U));
        (void)difference.subtract_small(static_cast<Limb>(borrow * 38U));
        return difference;
    }

    friend field25519 operator*(const field25519& left, const field25519& right) noexcept {
        std::array<Limb, 2 * count> product{};
        const wiped_at_exit wipe_product{product};
        for (std::size_t i = 0; i < count; ++i) {
            Limb carry = 0;
            for (std::size_t j = 0; j < count; ++j) {
                const wide step = static_cast<wide>(left.limbs_[i]) * right.limbs_[j] + product[i + j] + carry;
                product[i + j] = static_cast<Limb>(step);
                carry = static_cast<Limb>(step >> bits);
            }
            product[i + count] = carry;
        }
        field25519 reduced;
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(product[i + count]) * 38U + product[i] + carry;
            reduced.limbs_[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        reduced.fold(carry);
        return reduced;
    }

    /// Precondition: `factor` is below 2^17.
    [[nodiscard]] field25519 times(Limb factor) const noexcept {
        field25519 product;
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(limbs_[i]) * factor + carry;
            product.limbs_[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        product.fold(carry);
        return product;
    }

    [[nodiscard]] field25519 squared(unsigned times) const noexcept {
        field25519 power{*this};
        for (unsigned i = 0; i < times; ++i) { power = power * power; }
        return power;
    }

    /// 1 / value as value^(p − 2), and 0 for 0: 254 squarings and 11 multiplications.
    [[nodiscard]] field25519 inverted() const noexcept {
        const field25519& x = *this;
        const field25519 x2 = x.squared(1);
        const field25519 x9 = x2.squared(2) * x;
        const field25519 x11 = x9 * x2;
        const field25519 ones5 = x11.squared(1) * x9;  // x^(2^5 − 1), and so on
        const field25519 ones10 = ones5.squared(5) * ones5;
        const field25519 ones20 = ones10.squared(10) * ones10;
        const field25519 ones40 = ones20.squared(20) * ones20;
        const field25519 ones50 = ones40.squared(10) * ones10;
        const field25519 ones100 = ones50.squared(50) * ones50;
        const field25519 ones200 = ones100.squared(100) * ones100;
        const field25519 ones250 = ones200.squared(50) * ones50;
        return ones250.squared(5) * x11;
    }

private:
    // Adds carry · 2^256. The carry is below 2^18, so the second fold adds 38 or nothing, to a number that is then
    // small.
    void fold(Limb carry) noexcept {
        carry = add_small(static_cast<Limb>(carry * 38U));
        (void)add_small(static_cast<Limb>(carry * 38U));
    }

    void fold_top_bit() noexcept {
        const Limb top = static_cast<Limb>(limbs_[count - 1] >> (bits - 1));
        limbs_[count - 1] &= static_cast<Limb>(~Limb{0} >> 1U);
        (void)add_small(static_cast<Limb>(top * 19U));
    }

    Limb add_small(Limb addend) noexcept {
        for (Limb& limb : limbs_) {
            const wide step = static_cast<wide>(limb) + addend;
            limb = static_cast<Limb>(step);
            addend = static_cast<Limb>(step >> bits);
        }
        return addend;
    }

    Limb subtract_small(Limb subtrahend) noexcept {
        for (Limb& limb : limbs_) {
            const wide step = static_cast<wide>(limb) - subtrahend;
            limb = static_cast<Limb>(step);
            subtrahend = static_cast<Limb>((step >> bits) & 1U);
        }
        return subtrahend;
    }

    std::array<Limb, count> limbs_{};
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
