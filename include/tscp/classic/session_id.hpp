// SPDX-License-Identifier: MIT
// The name that each side draws for a session: C-a-b-c or S-a-b-c.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/decimal.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The two ends of a session.
enum class role : std::uint8_t { client, server };

/// A session id: the role's letter and three numbers of 4, 4 and 6 bits.
class session_id {
public:
    /// The longest id: "C-15-15-63".
    static constexpr std::size_t max_size = 10;

    /// Draws an id, three bytes of the generator; `errc::random_failed` where it has none.
    template <class Random>
    static result<session_id> draw(role whose, Random& random) noexcept {
        session_id id{whose};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto number = draw_bits(random, widths[i]);
            if (!number) { return number.error(); }
            id.numbers_[i] = *number;
        }
        return id;
    }

    /// Reads an id of the given role, written as the original writes it; `errc::malformed_id` for anything else.
    static result<session_id> parse(role whose, byte_view text) noexcept {
        session_id id{whose};
        reader in{text};
        const auto letter = in.read_until('-');
        if (!letter || !equal_public(*letter, byte_view{&id.letter(), 1})) { return errc::malformed_id; }
        for (std::size_t i = 0; i < 3; ++i) {
            const auto field = i < 2 ? in.read_until('-') : in.read_bytes(in.rest().size());
            if (!field) { return errc::malformed_id; }
            const auto number = decimal<2>::parse(*field);
            if (!number) { return errc::malformed_id; }
            const std::uint32_t value = number->remainder(100);
            if ((value >> widths[i]) != 0) { return errc::malformed_id; }
            id.numbers_[i] = static_cast<std::uint8_t>(value);
        }
        return id;
    }

    /// Appends the id; `errc::buffer_too_small` where it does not fit.
    result<void> write_to(writer& out) const noexcept {
        write_transaction id{out};
        if (const auto done = out.write_u8(letter()); !done) { return done; }
        for (const std::uint8_t number : numbers_) {
            decimal<2> digits;
            digits.multiply_add(0, number);
            if (const auto done = out.write_u8('-'); !done) { return done; }
            if (const auto done = digits.write_to(out); !done) { return done; }
        }
        id.commit();
        return {};
    }

    /// True where `text` is this id to the letter.
    [[nodiscard]] bool is(byte_view text) const noexcept {
        std::array<std::uint8_t, max_size> buffer;
        writer out{buffer};
        return write_to(out) && equal_public(out.written(), text);
    }

    friend bool operator==(const session_id& left, const session_id& right) noexcept {
        return left.role_ == right.role_ && equal_public(left.numbers_, right.numbers_);
    }

private:
    static constexpr std::array<unsigned, 3> widths = {4, 4, 6};
    static constexpr std::array<std::uint8_t, 2> letters = {'C', 'S'};

    explicit session_id(role whose) noexcept : role_{whose} {}
    [[nodiscard]] const std::uint8_t& letter() const noexcept { return letters[static_cast<std::size_t>(role_)]; }

    role role_;
    std::array<std::uint8_t, 3> numbers_{};
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
