// SPDX-License-Identifier: MIT
// How long the next message on a stream is: the messages lie back to back, and each one's size follows from its bytes.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Room for any Hello or Hey of a profile's groups. With a short identity a Hello is `255 - identity.size()` bytes
/// shorter, and so without extensions.
template <class Profile>
inline constexpr std::size_t max_hello_size = hello::max_size(Profile::suites::max_share_size);
template <class Profile>
inline constexpr std::size_t max_hey_size = hey::max_size(Profile::suites::max_share_size);

/// The size of the message at the beginning of `received`, which may be longer or shorter than it.
/// A Hello of a group that the profile lacks has a size too, at most that of max_sized_share: the server refuses it. A
/// size above the caller's buffer is the end of the stream. `errc::truncated`: more bytes are needed to tell. Final:
/// `errc::unexpected_message`, `errc::malformed_hello`, `errc::malformed_hey`, `errc::malformed_record`.
template <class Profile>
result<std::size_t> next_message_size(byte_view received) noexcept {
    if (received.empty()) { return errc::truncated; }
    switch (kind_of(received)) {
        case message_kind::hello: return hello::size_of(received);
        case message_kind::hey: return hey::size_of(received);
        case message_kind::clear_alert: return std::size_t{2};
        case message_kind::record:
            return record::size_of(received, Profile::suites::min_tag_size, Profile::suites::max_tag_size);
        case message_kind::unknown:
        case message_kind::fragment:
        case message_kind::cookie:
        case message_kind::hello_with_cookie:
        case message_kind::classic:
        default: return errc::unexpected_message;
    }
}

}  // namespace TSCP_ABI
}  // namespace tscp
