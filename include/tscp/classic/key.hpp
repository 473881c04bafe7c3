// SPDX-License-Identifier: MIT
// Diffie–Hellman–Merkle as classic does it: pow(x, b) % P == pow(y, a) % P, with exponents of 7 or 8 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/classic/dialect.hpp>
#include <tscp/classic/modulus.hpp>
#include <tscp/concepts/integer.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The shared secret as its decimal digits, which is how the suites use it.
template <class Dialect>
class shared_secret {
public:
    explicit shared_secret(const modular_number<Dialect>& number) noexcept {
        writer out{digits_.overwrite()};
        if (!number.write_to(out)) { config::trap(); }
        size_ = out.size();
    }

    shared_secret(shared_secret&& other) noexcept { take(other); }
    shared_secret& operator=(shared_secret&& other) noexcept {
        take(other);
        return *this;
    }
    shared_secret(const shared_secret&) = delete;
    shared_secret& operator=(const shared_secret&) = delete;
    ~shared_secret() = default;

    /// The digits, without leading zeros: 1 to modulus_digits of them; none where the object was moved from.
    [[nodiscard]] byte_view reveal() const& noexcept { return digits_.reveal().first(size_); }
    byte_view reveal() const&& = delete;

private:
    // Taking from itself changes nothing.
    void take(shared_secret& other) noexcept {
        digits_.take(other.digits_);
        size_ = std::exchange(other.size_, 0);
    }

    secret<modular_number<Dialect>::max_size> digits_{};
    std::size_t size_ = 0;
};

/// The arithmetic of one key exchange: exponentiation modulo P by the backend `Integer`.
template <class Dialect, class Integer>
class key_exchange {
    static_assert(require_integer<Integer>());
    // A number of d digits has fewer than d·10/3 + 1 bits.
    static constexpr std::size_t number_bytes = (Dialect::modulus_digits * 10 / 3 + 1 + 7) / 8;
    static_assert(Integer::capacity_bits >= Dialect::modulus_digits * 10 / 3 + 1,
                  "tscp: classic needs an integer of at least 81 bits for the dialect debug and 107 for release.");

public:
    using number = modular_number<Dialect>;

    /// Works modulo the P of a seed. Where the seed is outside the dialect's bounds there is no P: no public value is
    /// accepted, and public_value says `errc::seed_out_of_range`.
    explicit key_exchange(std::uint32_t seed) noexcept : modulus_{modulus_of<Dialect>(seed)} {}

    [[nodiscard]] const number& modulus() const noexcept { return modulus_; }

    /// True where a peer may send this public value: 1 to P − 1.
    [[nodiscard]] bool accepts(const number& public_value) const noexcept {
        return !public_value.is_zero() && number::compare(public_value, modulus_) < 0;
    }

    /// generator^exponent mod P. Errors: `errc::seed_out_of_range`, `errc::out_of_range` for an exponent that neither
    /// side can draw, and what the backend reports.
    [[nodiscard]] result<number> public_value(std::uint32_t exponent) const noexcept {
        number generator;
        generator.multiply_add(0, Dialect::generator);
        return power(generator, exponent);
    }

    /// peer's public value^exponent mod P. Errors: `errc::public_value_out_of_range`, `errc::out_of_range` for an
    /// exponent that neither side can draw, and what the backend reports.
    [[nodiscard]] result<shared_secret<Dialect>> agree(const number& public_value,
                                                       std::uint32_t exponent) const noexcept {
        if (!accepts(public_value)) { return errc::public_value_out_of_range; }
        auto secret_number = power(public_value, exponent);
        if (!secret_number) { return secret_number.error(); }
        return shared_secret<Dialect>{*secret_number};
    }

private:
    [[nodiscard]] static result<Integer> to_integer(const number& value) noexcept {
        std::array<std::uint8_t, number_bytes> bytes;
        const wiped_at_exit wipe_bytes{bytes};
        if (const auto written = value.write_bytes(bytes); !written) { return written.error(); }
        return Integer::from_bytes(bytes);
    }

    [[nodiscard]] result<number> power(const number& base, std::uint32_t exponent) const noexcept {
        static_assert(detail::exponent_bits<Dialect> <= 8, "tscp: classic's exponents are one byte.");
        if (modulus_.is_zero()) { return errc::seed_out_of_range; }
        if ((exponent >> detail::exponent_bits<Dialect>) != 0) { return errc::out_of_range; }
        const auto base_integer = to_integer(base);
        if (!base_integer) { return base_integer.error(); }
        const auto modulus = to_integer(modulus_);
        if (!modulus) { return modulus.error(); }
        auto exponent_byte = static_cast<std::uint8_t>(exponent);
        const wiped_at_exit wipe_exponent{exponent_byte};
        const auto exponent_integer = Integer::from_bytes(byte_view{&exponent_byte, 1});
        if (!exponent_integer) { return exponent_integer.error(); }

        const auto value = Integer::mod_pow(*base_integer, *exponent_integer, detail::exponent_bits<Dialect>, *modulus);
        if (!value) { return value.error(); }
        std::array<std::uint8_t, number_bytes> bytes;
        const wiped_at_exit wipe_bytes{bytes};
        if (const auto written = value->write_bytes(bytes); !written) { return errc::backend_failed; }
        return number::from_bytes(bytes);
    }

    number modulus_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
