// SPDX-License-Identifier: MIT
// Where to send on datagrams when the peer's address changes, and how much before it has shown that it is there:
// docs/PROTOCOL.md, "Addresses".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/session/opened_record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Tells address_validation that no address is proved yet.
struct unproved_address_t {
    explicit unproved_address_t() = default;
};
inline constexpr unproved_address_t unproved_address{};

/// The peer's address in a session: the source of the newest record that was opened. After a change at most three times
/// the bytes that came from there are sent, until a pong has come from it. `Address` is the user's type, compared by
/// ==. Times are milliseconds.
///
///     if (channel.open(datagram, content, record) == errc::none) {
///         path.record_opened(from, datagram.size(), record, now, random);
///     }
///     if (!path.is_proved()) { channel.seal_ping(path.ping_bytes(), out); }    // now and then, until a pong comes
///     if (out.size() <= path.allowance()) { send(path.destination(), out); path.sent(out.size()); }
template <class Address>
class address_validation {
public:
    static constexpr std::uint32_t default_timeout = 3'000;

    /// `proved`: a client's server; a server's client where half_open_table::confirmed_link_is_proved.
    explicit address_validation(const Address& proved, std::uint32_t timeout = default_timeout) noexcept
        : proved_{proved}, current_{proved}, timeout_{timeout} {}

    /// Without a proved address: for a server whose table says so (half_open_table::confirmed_link_is_proved). Hand the
    /// first record to `record_opened`; there is no address to go back to before a pong.
    address_validation(unproved_address_t /*tag*/, const Address& claimed,
                       std::uint32_t timeout = default_timeout) noexcept
        : proved_{claimed}, current_{claimed}, timeout_{timeout}, has_proved_{false} {}

    /// Where to send.
    [[nodiscard]] const Address& destination() const noexcept { return current_; }
    [[nodiscard]] bool is_proved() const noexcept { return has_proved_ && !pending_; }
    /// How many bytes may be sent there now.
    [[nodiscard]] std::size_t allowance() const noexcept { return is_proved() ? ~std::size_t{0} : allowance_; }
    /// A datagram of so many bytes was sent there. One above the allowance leaves none.
    void sent(std::size_t size) noexcept {
        if (!is_proved()) { allowance_ -= size < allowance_ ? size : allowance_; }
    }
    /// The bytes of the ping for the destination, which must be sent nowhere else; none where it is proved.
    [[nodiscard]] byte_view ping_bytes() const noexcept {
        return byte_view{expected_}.first(pending_ ? max_control_size : 0);
    }

    /// `record` came from `from` in a datagram of `size` bytes. `errc::random_failed`: the address has changed, and no
    /// bytes could be drawn for a ping; then nothing is changed.
    template <class Random>
    errc record_opened(const Address& from, std::size_t size, const opened_record& record, std::uint64_t now,
                       Random& random) noexcept {
        static_assert(require_random<Random>());
        const bool first = !has_proved_ && !pending_;
        if (record.newest && (first || !(from == current_))) {
            if (has_proved_ && from == proved_) {
                give_up();
                return errc::none;
            }
            std::array<std::uint8_t, max_control_size> drawn;
            if (!random.fill(drawn)) { return errc::random_failed; }
            expected_ = drawn;
            current_ = from;
            pending_ = true;
            allowance_ = 0;
            since_ = now;
        }
        if (!pending_ || !(from == current_)) { return errc::none; }
        allow(size);
        if (equal_constant_time(record.pong(), expected_)) {
            proved_ = current_;
            has_proved_ = true;
            pending_ = false;
        }
        return errc::none;
    }

    /// Goes back to the last address that was proved where no pong has come in time, or the clock has gone back. True
    /// where it did.
    bool expire(std::uint64_t now) noexcept {
        if (!pending_ || !has_proved_ || now - since_ < timeout_) { return false; }
        give_up();
        return true;
    }

private:
    static constexpr std::size_t max_allowance = std::size_t{1} << (8 * sizeof(std::size_t) - 2);

    void give_up() noexcept {
        current_ = proved_;
        pending_ = false;
    }
    void allow(std::size_t size) noexcept {
        const std::size_t bounded = size > max_allowance / 3 ? max_allowance : 3 * size;
        allowance_ = bounded > max_allowance - allowance_ ? max_allowance : allowance_ + bounded;
    }

    Address proved_;
    Address current_;
    std::array<std::uint8_t, max_control_size> expected_{};
    std::uint64_t since_ = 0;  // of the change
    std::size_t allowance_ = 0;
    std::uint32_t timeout_;
    bool has_proved_ = true;
    bool pending_ = false;  // a ping was drawn
};

}  // namespace TSCP_ABI
}  // namespace tscp
