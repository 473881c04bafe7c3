// SPDX-License-Identifier: MIT
// When a client that was told that its session is lost begins a handshake: docs/PROTOCOL.md, "Lost sessions". Whoever
// hears its records can tell it so, so that it must not cost much.
#pragma once

#include <array>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// All in milliseconds.
struct reconnect_times {
    std::uint32_t max_wait = 1'000;          ///< before a handshake, drawn at random: the interval to the second Hello
    std::uint32_t min_interval = 60'000;     ///< between two handshakes, at first
    std::uint32_t max_interval = 3'600'000;  ///< up to which the interval is doubled, and after which it is the first
};

/// One handshake at a time, each after a random wait, and twice as rarely after each. `now` is a time in milliseconds
/// of a clock that does not go back.
///
///     if (sent.has_hint(message)) { schedule.hint_received(now, random); }
///     if (schedule.is_due(now)) { begin a handshake beside the session; when it is over: schedule.handshake_ended(); }
class reconnect_schedule {
public:
    /// Precondition: a first interval of at least 1 and at most the last.
    explicit reconnect_schedule(const reconnect_times& times = {}) noexcept
        : times_{times}, interval_{times.min_interval} {
        config::expects(times.min_interval >= 1 && times.min_interval <= times.max_interval);
    }

    /// A hint came that is about a record of this end: a handshake is due after a wait, unless one is due or under way,
    /// or the last was too short a time ago. `errc::random_failed`: as if it had not come.
    template <class Random>
    errc hint_received(std::uint64_t now, Random& random) noexcept {
        static_assert(require_random<Random>());
        if (phase_ != phase::idle || is_before(now, not_before_, times_.max_interval)) { return errc::none; }
        std::array<std::uint8_t, 4> drawn;
        if (!random.fill(drawn)) { return errc::random_failed; }
        const std::uint64_t choices = std::uint64_t{times_.max_wait} + 1;
        due_at_ = now + (read_big_endian(drawn) * choices >> 32U);
        phase_ = phase::waiting;
        return errc::none;
    }

    /// A record was opened in the old session: it is not lost, and no handshake is due any more.
    void session_lives() noexcept {
        if (phase_ == phase::waiting) { phase_ = phase::idle; }
    }

    /// True, once, when the wait is over: begin the handshake.
    [[nodiscard]] bool is_due(std::uint64_t now) noexcept {
        if (phase_ != phase::waiting || is_before(now, due_at_, times_.max_wait)) { return false; }
        phase_ = phase::under_way;
        // Long enough without one: as at first.
        if (now >= not_before_ && now - not_before_ >= times_.max_interval) { interval_ = times_.min_interval; }
        not_before_ = now + interval_;
        interval_ = interval_ > times_.max_interval / 2 ? times_.max_interval : 2 * interval_;
        return true;
    }

    /// The handshake made a session, or was given up.
    void handshake_ended() noexcept {
        if (phase_ == phase::under_way) { phase_ = phase::idle; }
    }

private:
    enum class phase : std::uint8_t { idle, waiting, under_way };

    // A time further ahead than it was ever set is that of a clock which went back since: it would not come for long.
    static bool is_before(std::uint64_t now, std::uint64_t time, std::uint32_t furthest) noexcept {
        return now < time && time - now <= furthest;
    }

    reconnect_times times_;
    std::uint32_t interval_;        // from the next handshake to the one after it
    std::uint64_t not_before_ = 0;  // of the next hint that counts
    std::uint64_t due_at_ = 0;
    phase phase_ = phase::idle;
};

}  // namespace TSCP_ABI
}  // namespace tscp
