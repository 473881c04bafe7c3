// SPDX-License-Identifier: MIT
// A Hello as a server of a profile reads it, alone or with a cookie: docs/PROTOCOL.md, "Messages".
#pragma once

#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/wire/cookie.hpp>
#include <tscp/wire/extensions.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// Reads one whole message; the views lie in it. `whole` has no cookie and no proof where the Hello came alone; the
/// share of a group of the profile is left without its size; `terms` is what the client asked for by extensions.
/// `errc::malformed_hello`.
template <class Profile>
errc parse_hello(byte_view message, hello_with_cookie& whole, hello& fields, record_terms& terms) noexcept {
    using suites = typename Profile::suites;
    whole.hello = message;
    if constexpr (Profile::transport == framing::datagram) {
        if (kind_of(message) == message_kind::hello_with_cookie) {
            if (const errc error = hello_with_cookie::parse(message, whole); error != errc::none) { return error; }
        }
    }
    if (const errc error = hello::parse(whole.hello, fields); error != errc::none) { return error; }
    const std::uint8_t group_id = group_of(fields.suites[0]);
    if (suites::public_size(group_id) != 0 && !suites::take_share_head(group_id, fields.share)) {
        return errc::malformed_hello;
    }
    if constexpr (Profile::uses_extensions) {
        if (!record_terms::parse(fields.extensions(), terms)) { return errc::malformed_hello; }
    }
    return errc::none;
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
