// SPDX-License-Identifier: MIT
// Hey, the server's answer:  Hey:SUITE:hex(encrypt(CLIENT_ID:SERVER_ID)):y
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/hello.hpp>
#include <tscp/classic/session_cipher.hpp>
#include <tscp/classic/session_id.hpp>
#include <tscp/classic/suite.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The two ids of a session, which Hey carries encrypted.
struct session_ids {
    /// The longest "CLIENT_ID:SERVER_ID" as AES pads it: 21 bytes in blocks of 16.
    static constexpr std::size_t max_encrypted_size = 32;

    session_id client;
    session_id server;

    /// Appends hex(encrypt(CLIENT_ID:SERVER_ID)). Errors: `errc::state_consumed` where the cipher has no key,
    /// `errc::buffer_too_small`.
    template <class Cipher>
    result<void> write_encrypted(const Cipher& cipher, writer& out) const noexcept {
        std::array<std::uint8_t, max_encrypted_size> buffer;
        const wiped_at_exit wipe_buffer{buffer};
        writer plain{buffer};
        const auto done = detail::write_fields(
            plain, [this](writer& to) noexcept { return client.write_to(to); },
            [this](writer& to) noexcept { return server.write_to(to); });
        if (!done) { return done; }
        const auto size = cipher.encrypted_size(plain.size(), {});
        if (!size) { return size.error(); }
        const auto encrypted = cipher.encrypt(byte_span{buffer}.first(*size), plain.size());
        if (!encrypted) { return encrypted; }
        return write_hex(byte_view{buffer}.first(*size), out);
    }

    /// Reads what write_encrypted writes. Errors: `errc::malformed_hey` where it cannot be decrypted to two ids.
    template <class Cipher>
    static result<session_ids> read_encrypted(byte_view digits, const Cipher& cipher) noexcept {
        std::array<std::uint8_t, max_encrypted_size> buffer;
        const wiped_at_exit wipe_buffer{buffer};
        writer encrypted{buffer};
        if (!read_hex(digits, encrypted)) { return errc::malformed_hey; }
        const auto size = cipher.decrypt(byte_span{buffer}.first(encrypted.size()));
        if (!size) { return errc::malformed_hey; }
        reader in{byte_view{buffer}.first(*size)};
        const auto client_text = in.read_until(':');
        if (!client_text) { return errc::malformed_hey; }
        const auto client = session_id::parse(role::client, *client_text);
        const auto server = session_id::parse(role::server, in.rest());
        if (!client || !server) { return errc::malformed_hey; }
        return session_ids{*client, *server};
    }
};

/// What a Hey says before its ids are decrypted.
template <class Dialect>
struct hey {
    suite chosen;
    stored_view encrypted_ids;             ///< Hexadecimal; refers to the bytes that were read, which must outlive it.
    modular_number<Dialect> public_value;  ///< y; that it is below the modulus is checked when the key is made.

    /// The longest Hey in bytes: the word, the suite, the ids in hexadecimal, y and three ':'.
    static constexpr std::size_t max_size =
        3 + 3 + 2 * session_ids::max_encrypted_size + Dialect::modulus_digits + 1 + 3;

    /// Appends a message with the ids encrypted. Errors: `errc::state_consumed` where the cipher has no key,
    /// `errc::public_value_out_of_range` (a value with more digits than the modulus), `errc::buffer_too_small`.
    template <class Cipher>
    static result<void> write_to(const Cipher& cipher, const session_ids& ids,
                                 const modular_number<Dialect>& public_value, writer& out) noexcept {
        return detail::write_fields(
            out, detail::bytes_field(bytes_of("Hey")), detail::bytes_field(name_of(cipher.chosen())),
            [&](writer& to) noexcept { return ids.write_encrypted(cipher, to); },
            [&](writer& to) noexcept { return detail::write_public_value<Dialect>(public_value, to); });
    }

    /// Reads a message. Errors: `errc::unexpected_message`, `errc::truncated`, `errc::malformed_hey` (a suite that is
    /// neither oXo nor AES), `errc::trailing_field`, and those of the public value.
    static result<hey> parse(stored_view message) noexcept {
        reader in{message};
        const auto word = in.read_until(':');
        if (!word || !equal_public(*word, bytes_of("Hey"))) { return errc::unexpected_message; }
        const auto name = in.read_until(':');
        if (!name) { return errc::truncated; }
        const bool is_aes = equal_public(*name, name_of(suite::aes));
        if (!is_aes && !equal_public(*name, name_of(suite::oxo))) { return errc::malformed_hey; }
        const auto ids = in.read_until(':');
        if (!ids) { return errc::truncated; }
        const byte_view value_text = in.rest();
        if (in.read_until(':')) { return errc::trailing_field; }
        const auto value = detail::read_public_value<Dialect>(value_text);
        if (!value) { return value.error(); }
        return hey{is_aes ? suite::aes : suite::oxo, *ids, *value};
    }
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
