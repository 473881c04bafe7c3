// SPDX-License-Identifier: MIT
// A datagram server's half-open sessions: a table of fixed size, from a Hello to the first record that opens.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/hash.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/half_open.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// `Slots` sessions, of which at most `SlotsPerName` claim the same client; the oldest gives way. `link` is the
/// user's number for where a datagram came from, `now` a time of the user's in any unit.
template <class Profile, std::size_t Slots, std::size_t SlotsPerName = 2>
class half_open_table {
    static_assert(Slots >= 1 && SlotsPerName >= 1, "tscp: a table has a place at least.");
    static_assert(Profile::transport == framing::datagram,
                  "tscp: a stream has one half-open session: half_open itself.");

public:
    half_open_table() noexcept = default;
    half_open_table(const half_open_table&) = delete;
    half_open_table& operator=(const half_open_table&) = delete;
    ~half_open_table() = default;

    /// Answers a Hello by `server`, or by the stored Hey where it is a repeat. Errors: those of server::answer_hello;
    /// `out` is to be sent in any case.
    template <class Server>
    result<void> answer_hello(Server& server, byte_view hello, std::uint64_t link, std::uint64_t now, writer& out,
                              cid_view cid = {}) noexcept {
        if (out.would_overwrite(hello)) { return errc::buffers_overlap; }
        std::array<std::uint8_t, 32> digest;
        hash_traits<typename Profile::hash>::digest(hello, digest);
        for (const slot& one : slots_) {
            if (!one.session.ended() && one.link == link && equal_public(one.hello_digest, digest)) {
                return out.write_bytes(one.hey_message());
            }
        }
        const std::size_t start = out.size();
        half_open<Profile> half;
        if (const errc error = server.answer_hello(hello, out, cid, half); error != errc::none) { return error; }
        slot& place = place_for(half.claimed_identity().name.bytes());
        place.hello_digest = digest;
        place.stored_size = out.size() - start;
        copy_bytes(out.written().subspan(start), place.stored);
        place.link = link;
        place.time = now;
        place.order = ++counter_;
        place.session = std::move(half);
        return {};
    }

    /// Opens the first record of one of the sessions of `link`; then its place is free. Errors: `errc::not_authentic`
    /// where it opens none of them, which are as they were; `errc::buffer_too_small`, `errc::buffers_overlap`.
    result<server_session<Profile>> open(byte_view record, std::uint64_t link, stored_span out) noexcept {
        return result<server_session<Profile>>{detail::fill_in_place, [&](server_session<Profile>& session) noexcept {
                                                   return open(record, link, out, session);
                                               }};
    }
    /// The same into a session of the caller's.
    errc open(byte_view record, std::uint64_t link, stored_span out, server_session<Profile>& session) noexcept {
        errc reason = errc::not_authentic;
        for (slot& one : slots_) {
            if (one.session.ended() || one.link != link) { continue; }
            const errc error = one.session.open(record, out, session);
            if (error == errc::none) { return errc::none; }
            if (error == errc::buffer_too_small || error == errc::buffers_overlap) { reason = error; }
        }
        return reason;
    }

    /// Frees the places of sessions whose Hello came before `time`.
    void expire_before(std::uint64_t time) noexcept {
        for (slot& one : slots_) {
            if (one.time < time) { one.session.end(); }
        }
    }

    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t count = 0;
        for (const slot& one : slots_) { count += one.session.ended() ? 0U : 1U; }
        return count;
    }

private:
    // Free where its session has ended.
    struct slot {
        [[nodiscard]] byte_view hey_message() const noexcept { return byte_view{stored}.first(stored_size); }

        half_open<Profile> session;
        std::array<std::uint8_t, hey::max_size(Profile::suites::max_share_size)> stored{};
        std::array<std::uint8_t, 32> hello_digest{};
        std::size_t stored_size = 0;
        std::uint64_t link = 0;
        std::uint64_t time = 0;
        std::uint64_t order = 0;
    };

    // The oldest of this client's where it has its share already, else a free place, else the oldest of all.
    slot& place_for(byte_view name) noexcept {
        std::size_t same = 0;
        slot* oldest_same = nullptr;
        slot* oldest = slots_.data();
        slot* free = nullptr;
        for (slot& one : slots_) {
            if (one.session.ended()) {
                free = &one;
                continue;
            }
            if (one.order < oldest->order) { oldest = &one; }
            if (!equal_public(one.session.claimed_identity().name.bytes(), name)) { continue; }
            ++same;
            if (oldest_same == nullptr || one.order < oldest_same->order) { oldest_same = &one; }
        }
        if (oldest_same != nullptr && same >= SlotsPerName) { return *oldest_same; }
        return free != nullptr ? *free : *oldest;
    }

    std::array<slot, Slots> slots_;
    std::uint64_t counter_ = 0;
};

}  // namespace TSCP_ABI
}  // namespace tscp
