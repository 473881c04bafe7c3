// SPDX-License-Identifier: MIT
// What an endpoint knows of the direction that it sends in: docs/PROTOCOL.md, "Session". No key and no cryptography: it
// is asked before a record is sealed, and told afterwards.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// No record has a higher sequence number: docs/PROTOCOL.md, "Records".
inline constexpr std::uint64_t max_sequence_number = (std::uint64_t{1} << 48U) - 2;

/// True where a record may have this number: it is not above max_sequence_number.
[[nodiscard]] constexpr bool is_sequence_number(std::uint64_t number) noexcept { return (number + 1) >> 48U == 0; }

/// Whether a record may be sealed, and under which keys.
enum class send_action : std::uint8_t {
    seal,              ///< under the present keys
    update_then_seal,  ///< under the next keys, which become the present ones
    refuse,            ///< not at all: the reason is beside it
};

struct send_decision {
    send_action action;
    errc reason;  ///< `errc::none` unless refused
};

namespace detail {

/// A base, so that one call writes all fields at once. No field crosses a byte that need not.
struct send_fields {
    std::uint64_t sequence_number_ : 48;  // at most max_sequence_number + 1
    std::uint64_t unanswered_ : 8;        // records sealed since one of the peer was opened, at most 64
    std::uint64_t peer_cid_size_ : 4;
    std::uint64_t epoch_ : 2;
    std::uint64_t update_allowed_ : 1;
    std::uint64_t closed_ : 1;
};

}  // namespace detail

class send_state : detail::send_fields {
public:
    send_state() noexcept { reset(); }

    /// The state of a new session, whose fields are all zero.
    void reset() noexcept { wipe_object(*this); }

    /// The number of the next record, and the two low bits of the epoch that it is of.
    [[nodiscard]] std::uint64_t sequence_number() const noexcept { return sequence_number_; }
    [[nodiscard]] std::uint8_t epoch() const noexcept { return static_cast<std::uint8_t>(epoch_); }
    [[nodiscard]] bool closed() const noexcept { return closed_ != 0; }
    /// True once the peer has used the present epoch: only then may the next one begin.
    [[nodiscard]] bool update_allowed() const noexcept { return update_allowed_ != 0; }

    /// What may be done with one more record. `seal_limit`: how many records a key may seal; `failures_at_half`: half
    /// of what the peer's key may see of forgeries has been seen; `update`: the next keys are asked for.
    [[nodiscard]] send_decision decide(std::uint64_t seal_limit, bool failures_at_half, bool update) const noexcept {
        if (closed()) { return {send_action::refuse, errc::direction_closed}; }
        if (update && !update_allowed()) { return {send_action::refuse, errc::update_not_allowed}; }
        const bool due = failures_at_half || sequence_number_ >= seal_limit / 2;
        if (update || (due && update_allowed())) { return {send_action::update_then_seal, errc::none}; }
        if (sequence_number_ >= seal_limit || !is_sequence_number(sequence_number_)) {
            return {send_action::refuse, errc::limit_reached};
        }
        return {send_action::seal, errc::none};
    }

    /// Whether the next record's number has two bytes: where it is 15 modulo 16; where nothing tells that the peer has
    /// opened any of the last 64 records, or of those before a restore. So after up to 32,752 losses in a row, at most
    /// 15 records are rebuilt under a wrong number before one is rebuilt under its own. `updated`: the epoch advances
    /// before it.
    [[nodiscard]] bool two_byte_number(bool updated) const noexcept {
        return unanswered_ == max_unanswered || (!updated && sequence_number_ % 16 == 15);
    }

    /// How far the peer's sending epoch may be ahead of the last that was opened, 0 to 2: it is one above this end's at
    /// most, and not above it before the peer can have opened a record of this end's epoch. `opened`: its two low bits.
    [[nodiscard]] unsigned max_epochs_ahead(std::uint8_t opened) const noexcept {
        return (epoch_ + (sequence_number_ != 0 ? 1U : 0U) - opened) & 3U;
    }

    /// The keys have moved on by one epoch.
    void advance_epoch() noexcept {
        sequence_number_ = 0;
        epoch_ = (epoch_ + 1U) & 3U;
        update_allowed_ = 0;
    }

    /// A record was sealed under the present number. Precondition: `decide` allowed it.
    void record_sealed() noexcept {
        ++sequence_number_;
        if (unanswered_ < max_unanswered) { ++unanswered_; }
    }

    /// This end has sealed its close.
    void mark_closed() noexcept { closed_ = 1; }

    /// A record of the peer, of this epoch, was opened. True where this direction must follow: the caller makes the
    /// next keys, calls `advance_epoch`, and sends a record at once.
    [[nodiscard]] bool must_follow(std::uint8_t peer_epoch) const noexcept {
        return !closed() && peer_epoch == ((epoch_ + 1U) & 3U);
    }
    /// A record of the peer was opened, after `must_follow` was obeyed.
    void peer_used(std::uint8_t peer_epoch) noexcept {
        unanswered_ = 0;
        if (peer_epoch == epoch_) { update_allowed_ = 1; }
    }

    /// Whether an endpoint can be in this state while the last epoch of the peer that it opened has these low bits: it
    /// is one behind only where this end began an update, and one ahead only where this end had closed.
    [[nodiscard]] bool can_receive_in(std::uint8_t opened) const noexcept {
        const unsigned behind = (epoch_ - opened) & 3U;
        return behind == 0 || (sequence_number_ != 0 && (behind == 1 || (behind == 3 && closed())));
    }

    /// The size of the connection id that records carry: it is part of the header's form. Precondition: at most 8.
    [[nodiscard]] std::size_t peer_cid_size() const noexcept { return peer_cid_size_; }
    void set_peer_cid_size(std::size_t size) noexcept {
        config::expects(size <= 8);
        peer_cid_size_ = size & 0x0fU;
    }

    /// Goes on where a snapshot stopped. False, and nothing changed: values that no state has.
    [[nodiscard]] bool restore(std::uint64_t sequence_number, std::uint8_t epoch, bool update_allowed,
                               bool closed) noexcept {
        if (sequence_number > max_sequence_number + 1 || epoch > 3) { return false; }
        sequence_number_ = sequence_number & ((std::uint64_t{1} << 48U) - 1);
        epoch_ = epoch & 3U;
        update_allowed_ = update_allowed ? 1U : 0U;
        closed_ = closed ? 1U : 0U;
        unanswered_ = max_unanswered;
        return true;
    }

private:
    static constexpr std::uint64_t max_unanswered = 64;
};

}  // namespace TSCP_ABI
}  // namespace tscp
