// SPDX-License-Identifier: MIT
// A server's hints to clients whose session it does not have, after a restart for example: docs/PROTOCOL.md, "Lost
// sessions".
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/hint_limiter.hpp>
#include <tscp/wire/clear_alert.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// `Hints`: those of hint_limiter.
template <class Profile, std::size_t Hints = 16>
class hint_responder {
    static_assert(Profile::transport == framing::datagram, "tscp: there are hints over datagrams only.");

public:
    /// `interval`: that of hint_limiter, in milliseconds.
    explicit hint_responder(std::uint32_t interval = hint_limiter<Hints>::default_interval) noexcept
        : limiter_{interval} {}

    /// Appends a hint for a datagram that no session has. `has_session(cid_view, link) noexcept -> bool` is asked
    /// whether a session, live or half-open, has this connection id; where the profile's is empty, this link. Errors,
    /// of which none changes anything: `errc::malformed_record` (no record, or too short for one),
    /// `errc::wrong_connection_id` (it has one and must not, or the reverse), `errc::has_session`,
    /// `errc::buffer_too_small`, `errc::buffers_overlap`, `errc::too_many_hints`.
    template <class HasSession>
    errc answer_record(byte_view datagram, std::uint64_t link, std::uint64_t now, const HasSession& has_session,
                       writer& out) noexcept {
        static_assert(std::is_nothrow_invocable_r_v<bool, const HasSession&, cid_view, std::uint64_t>,
                      "tscp: which sessions there are must be told by `bool(tscp::cid_view, std::uint64_t) noexcept`.");
        if (datagram.size() <= Profile::cid_size) { return errc::malformed_record; }
        const byte_view cid = datagram.subspan(1, Profile::cid_size);
        using suites = typename Profile::suites;
        record parsed;
        errc error = record::read_datagram(datagram, cid, suites::min_tag_size, parsed);
        if (suites::min_tag_size != suites::max_tag_size && error == errc::malformed_record) {
            error = record::read_datagram(datagram, cid, suites::max_tag_size, parsed);
        }
        if (error != errc::none) { return error; }
        if (has_session(cid_view{cid}, link)) { return errc::has_session; }
        if (out.remaining() < clear_alert::unknown_session_size) { return errc::buffer_too_small; }
        if (out.would_overwrite(datagram)) { return errc::buffers_overlap; }
        if (!limiter_.admit(link, now)) { return errc::too_many_hints; }
        clear_alert::fill_unknown_session(datagram, out.take(clear_alert::unknown_session_size));
        return errc::none;
    }

private:
    hint_limiter<Hints> limiter_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
