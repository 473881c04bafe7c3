// SPDX-License-Identifier: MIT
// Hello, the client's first message:  Hello:ORG:CLIENT_ID:OFFER:p:x
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/classic/dialect.hpp>
#include <tscp/classic/modulus.hpp>
#include <tscp/classic/session_id.hpp>
#include <tscp/classic/suite.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The organisation that every Hello names.
[[nodiscard]] inline byte_view organisation() noexcept { return bytes_of("KAKI5-1-0-A"); }

namespace detail {

/// A public value as it goes on the wire, times the dialect's factor. Errors: `errc::public_value_out_of_range` where
/// it has more digits than the modulus, `errc::buffer_too_small`.
template <class Dialect>
result<void> write_public_value(const modular_number<Dialect>& value, writer& out) noexcept {
    if (value.size() > Dialect::modulus_digits) { return errc::public_value_out_of_range; }
    auto wide = value.template leading<Dialect::modulus_digits + 1>();
    wide.multiply_add(Dialect::public_value_factor, 0);
    return wide.write_to(out);
}

/// The public value that `digits` carry. Errors: `errc::malformed_number`; `errc::public_value_not_masked` where it is
/// not a multiple of the dialect's factor; `errc::public_value_out_of_range` where it has more digits than the modulus.
template <class Dialect>
result<modular_number<Dialect>> read_public_value(byte_view digits) noexcept {
    auto wide = decimal<Dialect::modulus_digits + 1>::parse(digits);
    if (!wide) { return wide.error() == errc::out_of_range ? errc::public_value_out_of_range : wide.error(); }
    if (wide->divide(Dialect::public_value_factor) != 0) { return errc::public_value_not_masked; }
    if (wide->size() > Dialect::modulus_digits) { return errc::public_value_out_of_range; }
    return wide->template leading<Dialect::modulus_digits>();
}

/// Writes the parts one after the other, ':' between them; what does not fit leaves nothing behind.
/// Each part is a callable that takes the writer and gives result<void>.
template <class First, class... Rest>
result<void> write_fields(writer& out, const First& first, const Rest&... rest) noexcept {
    write_transaction message{out};
    result<void> done = first(out);
    const auto append = [&](const auto& part) {
        if (done) { done = out.write_u8(':'); }
        if (done) { done = part(out); }
    };
    (append(rest), ...);
    if (done) { message.commit(); }
    return done;
}

/// A field of bytes that are there already.
[[nodiscard]] inline auto bytes_field(byte_view bytes) noexcept {
    return [bytes](writer& out) noexcept { return out.write_bytes(bytes); };
}

}  // namespace detail

/// What a Hello says.
template <class Dialect>
struct hello {
    session_id client;
    suite_list offer;                      ///< Refers to the bytes that were read, which must outlive it.
    std::uint32_t seed;                    ///< p, within the dialect's bounds.
    modular_number<Dialect> public_value;  ///< x; that it is below the modulus is checked when the key is made.

    /// The longest Hello in bytes: the word, the organisation, the id, the offer, p (at most 15264), x and five ':'.
    static constexpr std::size_t max_size =
        5 + 11 + session_id::max_size + suite_list::max_size + 5 + Dialect::modulus_digits + 1 + 5;

    /// Appends the message. Errors: `errc::seed_out_of_range`, `errc::public_value_out_of_range` (a value with more
    /// digits than the modulus), `errc::buffers_overlap` (the text of the offer in the part of the buffer that is not
    /// written yet), `errc::buffer_too_small`.
    result<void> write_to(writer& out) const noexcept {
        if (!accepts_seed<Dialect>(seed)) { return errc::seed_out_of_range; }
        if (overlap(offer.view(), out.unwritten())) { return errc::buffers_overlap; }
        return detail::write_fields(
            out, detail::bytes_field(bytes_of("Hello")), detail::bytes_field(organisation()),
            [this](writer& to) noexcept { return client.write_to(to); }, detail::bytes_field(offer.view()),
            [this](writer& to) noexcept {
                decimal<5> wire_seed;
                wire_seed.multiply_add(0, seed + Dialect::seed_offset);
                return wire_seed.write_to(to);
            },
            [this](writer& to) noexcept { return detail::write_public_value<Dialect>(public_value, to); });
    }

    /// Reads a message. Errors, in the order of the fields: `errc::unexpected_message`, `errc::truncated`,
    /// `errc::wrong_organisation`, `errc::malformed_id`, `errc::malformed_offer`, `errc::no_common_suite`,
    /// `errc::malformed_number`, `errc::seed_out_of_range`, `errc::trailing_field`, and those of the public value.
    static result<hello> parse(stored_view message) noexcept {
        reader in{message};
        const auto word = in.read_until(':');
        if (!word || !equal_public(*word, bytes_of("Hello"))) { return errc::unexpected_message; }
        const auto named = in.read_until(':');
        if (!named) { return errc::truncated; }
        if (!equal_public(*named, organisation())) { return errc::wrong_organisation; }
        const auto id_text = in.read_until(':');
        if (!id_text) { return errc::truncated; }
        const auto client = session_id::parse(role::client, *id_text);
        if (!client) { return client.error(); }
        const auto offer_text = in.read_until(':');
        if (!offer_text) { return errc::truncated; }
        const auto offer = suite_list::parse(*offer_text);
        if (!offer) { return offer.error(); }
        const auto seed_text = in.read_until(':');
        if (!seed_text) { return errc::truncated; }
        const auto seed = read_seed(*seed_text);
        if (!seed) { return seed.error(); }
        const byte_view value_text = in.rest();
        if (in.read_until(':')) { return errc::trailing_field; }
        const auto value = detail::read_public_value<Dialect>(value_text);
        if (!value) { return value.error(); }
        return hello{*client, *offer, *seed, *value};
    }

private:
    static result<std::uint32_t> read_seed(byte_view digits) noexcept {
        const auto number = decimal<5>::parse(digits);
        if (!number) { return number.error() == errc::out_of_range ? errc::seed_out_of_range : number.error(); }
        const std::uint32_t masked = number->remainder(100000);
        if (masked < Dialect::seed_offset || !accepts_seed<Dialect>(masked - Dialect::seed_offset)) {
            return errc::seed_out_of_range;
        }
        return masked - Dialect::seed_offset;
    }
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
