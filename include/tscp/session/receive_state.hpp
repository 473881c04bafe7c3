// SPDX-License-Identifier: MIT
// What an endpoint knows of the direction that it receives in: docs/PROTOCOL.md, "Records" and "Session". No key and no
// cryptography: it is asked before a record is opened, and told whether it opened.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/session/replay_window.hpp>
#include <tscp/session/send_state.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What to do with a record.
enum class receive_action : std::uint8_t {
    open_current,     ///< try the present keys
    open_next,        ///< try the next keys; they become the present ones where the record opens
    open_after_next,  ///< try the keys after the next, likewise
    drop,             ///< as if it had never arrived; on streams final
};

struct receive_decision {
    receive_action action;
    errc reason;                    ///< `errc::none` unless dropped
    std::uint64_t sequence_number;  ///< under which to open

    /// 0, 1 or 2.
    [[nodiscard]] unsigned epochs_ahead() const noexcept { return static_cast<unsigned>(action); }
};

/// Whether there is a session.
enum class session_status : std::uint8_t {
    none,   ///< never was, or it was moved from
    live,   ///< it seals and opens
    ended,  ///< by an error, an alert or its owner: nothing is sealed or opened any more
};

namespace detail {

/// A base, so that one call writes all fields at once. In this order nothing is lost to alignment.
struct receive_fields {
    std::uint64_t next_ : 48;
    std::uint64_t lost_ : 16;
    std::uint32_t failures_ : 28;
    std::uint32_t epoch_ : 2;
    std::uint32_t status_ : 2;
    std::uint32_t later_failures_ : 28;
    std::uint32_t after_next_failed_ : 1;
    std::uint32_t closed_ : 1;
};

}  // namespace detail

template <framing Framing, std::size_t WindowBits>
class receive_state : detail::receive_fields {
    static constexpr bool on_datagrams = Framing == framing::datagram;

public:
    /// The most failures that are counted: a limit of an AEAD above it is taken for it.
    static constexpr std::uint32_t max_failures = (std::uint32_t{1} << 28U) - 1;
    /// The most lost records that are counted.
    static constexpr std::uint16_t max_lost = 0xffff;

    receive_state() noexcept { reset(); }

    /// That of no session: all fields are zero. A new session's differs in the status alone.
    void reset() noexcept { wipe_object(*this); }

    [[nodiscard]] session_status status() const noexcept { return static_cast<session_status>(status_); }
    void set_status(session_status status) noexcept { status_ = static_cast<std::uint32_t>(status) & 3U; }

    /// One above the highest number opened in this epoch.
    [[nodiscard]] std::uint64_t next_sequence_number() const noexcept { return next_; }
    [[nodiscard]] std::uint8_t epoch() const noexcept { return static_cast<std::uint8_t>(epoch_); }
    [[nodiscard]] bool closed() const noexcept { return closed_ != 0; }
    /// True once a record was opened: the peer has the keys.
    [[nodiscard]] bool confirmed() const noexcept { return next_sequence_number() != 0; }
    /// Numbers below the highest opened that never came, over all epochs; max_lost stands for that and more.
    [[nodiscard]] std::size_t lost_records() const noexcept { return lost_; }
    /// How many records did not verify under the present key, and under later ones.
    [[nodiscard]] std::uint32_t failures() const noexcept { return failures_; }
    [[nodiscard]] std::uint32_t later_failures() const noexcept { return later_failures_; }
    /// True where a failure under the keys after the next is among them.
    [[nodiscard]] bool after_next_failed() const noexcept { return after_next_failed_ != 0; }

    /// What to do with a record of these two low bits of an epoch, whose number ends in `low_bits`; `number_bits` of
    /// them, 8 or 16, and 0 on streams. `max_ahead`: how many epochs ahead the peer can be, at most 2.
    [[nodiscard]] receive_decision decide(std::uint8_t epoch_bits, std::uint16_t low_bits, unsigned number_bits,
                                          unsigned max_ahead) const noexcept {
        const unsigned ahead = (epoch_bits - epoch_) & 3U;
        if (ahead > max_ahead) { return drop(errc::wrong_epoch); }
        const std::uint64_t expected = ahead == 0 ? next_sequence_number() : 0;
        if constexpr (!on_datagrams) {
            if (closed()) { return drop(errc::protocol_violation); }
            if (expected > max_sequence_number) { return drop(errc::limit_reached); }
            return open(ahead, expected);
        } else {
            const std::uint64_t number = reconstruct_sequence_number(expected, low_bits, number_bits);
            const std::int32_t above = distance(expected, number);
            const bool admitted =
                above < 0 ? is_in_window(above) && !window_.has(number) : !closed() && is_sequence_number(number);
            return admitted ? open(ahead, number) : drop(errc::replayed);
        }
    }

    /// A record that `decide` let through did not verify. True where that was one too many: `limit`, at most
    /// max_failures, is how many a key may see. On streams the first one is.
    [[nodiscard]] bool record_failed(const receive_decision& decision, std::uint32_t limit) noexcept {
        if (decision.epochs_ahead() == 0) { return ++failures_ >= limit; }
        if (decision.epochs_ahead() == 2) { after_next_failed_ = 1; }
        return ++later_failures_ >= limit;
    }

    /// True from half the limit on, for the present key or later ones: the owner should update keys, and the peer
    /// follows.
    [[nodiscard]] bool failures_at_half(std::uint32_t limit) const noexcept {
        return failures_ >= limit / 2 || later_failures_ >= limit / 2;
    }

    /// A record that `decide` let through was opened. True where its number is the highest so far.
    TSCP_NEVER_INLINE_IF_SMALL bool record_opened(const receive_decision& decision) noexcept {
        if (decision.epochs_ahead() != 0) {
            epoch_ = (epoch_ + decision.epochs_ahead()) & 3U;
            set_next(0);
            // Of what two later keys saw, each may have seen all.
            failures_ = later_failures_;
            if (decision.epochs_ahead() == 2 || after_next_failed_ == 0) { later_failures_ = 0; }
            after_next_failed_ = 0;
            // What the window holds of the epoch before stands for numbers below 0 now.
        }
        const std::uint64_t number = decision.sequence_number;
        if constexpr (on_datagrams) {
            const std::int32_t above = distance(next_sequence_number(), number);
            const auto lost = static_cast<std::uint32_t>(above);
            if (above >= 0) { window_.advance(number, lost + 1); }
            window_.mark(number);
            if (above < 0) {
                if (lost_ > 0 && lost_ < max_lost) { --lost_; }
                return false;
            }
            lost_ = lost_ + lost < max_lost ? static_cast<std::uint16_t>(lost_ + lost) : max_lost;
        }
        set_next(number + 1);
        return true;
    }

    /// The peer's close was opened.
    void mark_closed() noexcept { closed_ = 1; }

    /// Goes on where a snapshot stopped; no number below is admitted any more. False, and nothing changed: values that
    /// no state has.
    [[nodiscard]] bool restore(std::uint64_t next, std::uint8_t epoch, std::uint32_t failures,
                               std::uint32_t later_failures, bool after_next_failed, std::uint16_t lost,
                               bool closed) noexcept {
        if (next > max_sequence_number + 1 || epoch > 3 || failures >= max_failures || later_failures >= max_failures) {
            return false;
        }
        set_next(next);
        epoch_ = epoch & 3U;
        failures_ = failures & max_failures;
        later_failures_ = later_failures & max_failures;
        after_next_failed_ = after_next_failed ? 1U : 0U;
        lost_ = lost;
        closed_ = closed ? 1U : 0U;
        window_.refuse_all();
        set_status(session_status::live);
        return true;
    }

private:
    static receive_decision drop(errc reason) noexcept { return {receive_action::drop, reason, 0}; }
    static receive_decision open(unsigned ahead, std::uint64_t number) noexcept {
        return {static_cast<receive_action>(ahead), errc::none, number};
    }

    // By how much `number` is above: less than 2^16, where `decide` let it through.
    static std::int32_t distance(std::uint64_t from, std::uint64_t number) noexcept {
        return static_cast<std::int32_t>(static_cast<std::uint32_t>(number) - static_cast<std::uint32_t>(from));
    }
    // Of a number that is so far above the next, which is below.
    static bool is_in_window(std::int32_t above) noexcept { return above >= -static_cast<std::int32_t>(WindowBits); }

    void set_next(std::uint64_t number) noexcept { next_ = number & ((std::uint64_t{1} << 48U) - 1); }

    replay_window<on_datagrams ? WindowBits : 0> window_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
