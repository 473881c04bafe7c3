// SPDX-License-Identifier: MIT
// How a client proves, before the server keeps anything, that it receives at its address: docs/PROTOCOL.md, "Cookies".
// Datagrams only.
//
//     cookie             0x35(1) | cookie(16)                           from the server
//     Hello with cookie  0x36(1) | cookie(16) | Hello | proof(16)       from the client
#pragma once

#include <cstddef>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

inline constexpr std::size_t cookie_size = 16;
/// A cookie begins with so many last bytes of the Hello that it answers; the others are the server's own.
inline constexpr std::size_t cookie_echo_size = 4;

/// A server's answer that asks for the Hello once more, with the cookie.
struct cookie_message {
    static constexpr std::size_t size = 1 + cookie_size;

    /// Appends the message. Precondition: cookie_size bytes. Errors: `errc::buffers_overlap`, `errc::buffer_too_small`.
    static result<void> write_cookie(byte_view cookie, writer& out) noexcept {
        if (out.would_overwrite(cookie)) { return errc::buffers_overlap; }
        if (out.remaining() < size) { return errc::buffer_too_small; }
        (void)out.write_u8(first_byte(message_kind::cookie));
        copy_bytes(cookie.first(cookie_size), out.take(cookie_size));
        return {};
    }

    /// Reads one whole message; `cookie` is a view into it. `errc::malformed_cookie`.
    static errc parse(stored_view message, byte_view& cookie) noexcept {
        if (message.size() != size || message[0] != first_byte(message_kind::cookie)) { return errc::malformed_cookie; }
        cookie = message.subspan(1);
        return errc::none;
    }
};

/// The fields of a Hello that answers a cookie; the views lie in the message.
struct hello_with_cookie {
    byte_view cookie{};
    byte_view hello{};  ///< as it was sent without the cookie
    byte_view before_proof{};
    byte_view proof{};

    /// How much longer it is than its Hello.
    static constexpr std::size_t overhead = 1 + cookie_size + handshake_mac_size;

    /// Writes all that the proof covers. Preconditions: cookie_size bytes; `out` is as long as all that.
    static void write_before_proof(byte_view cookie, byte_view hello, byte_span out) noexcept {
        out[0] = first_byte(message_kind::hello_with_cookie);
        copy_bytes(cookie, out.subspan(1, cookie_size));
        copy_bytes(hello, out.subspan(1 + cookie_size));
    }

    /// Reads one whole message; what its Hello holds is not looked at. `errc::malformed_hello`.
    static errc parse(stored_view message, hello_with_cookie& out) noexcept {
        if (message.size() < overhead || message[0] != first_byte(message_kind::hello_with_cookie)) {
            return errc::malformed_hello;
        }
        out.before_proof = message.first(message.size() - handshake_mac_size);
        out.proof = message.last(handshake_mac_size);
        out.cookie = message.subspan(1, cookie_size);
        out.hello = out.before_proof.subspan(1 + cookie_size);
        return errc::none;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
