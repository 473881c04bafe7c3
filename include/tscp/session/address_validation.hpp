// SPDX-License-Identifier: MIT
// Where to send on datagrams when the peer's address changes, and how much before it has shown that it is there:
// docs/PROTOCOL.md, "Addresses".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The peer's address in a session: the source of the newest record that was opened. After a change at most three times
/// the bytes that came from there are sent, until a pong has come from it. `Address` is the user's type, compared by
/// ==. Times are milliseconds.
///
///     path.record_opened(from, datagram.size(), is_newest, now, random);
///     if (!path.is_proved()) { channel.seal_ping(path.ping_bytes(), out); }     // now and then, until a pong comes
///     if (out.size() <= path.allowance()) { send(path.destination(), out); path.sent(out.size()); }
template <class Address>
class address_validation {
public:
    static constexpr std::uint32_t default_timeout = 3'000;
    static constexpr std::size_t ping_size = 8;

    /// `proved`: where the peer got this end's handshake message.
    explicit address_validation(const Address& proved, std::uint32_t timeout = default_timeout) noexcept
        : proved_{proved}, current_{proved}, timeout_{timeout} {}

    /// Where to send.
    [[nodiscard]] const Address& destination() const noexcept { return current_; }
    [[nodiscard]] bool is_proved() const noexcept { return !pending_; }
    /// How many bytes may be sent there now.
    [[nodiscard]] std::size_t allowance() const noexcept { return pending_ ? allowance_ : ~std::size_t{0}; }
    /// A datagram of so many bytes was sent there. Precondition: at most the allowance.
    void sent(std::size_t size) noexcept {
        config::expects(size <= allowance());
        if (pending_) { allowance_ -= size; }
    }
    /// The bytes of the ping for the destination, which must be sent nowhere else; none where it is proved.
    [[nodiscard]] byte_view ping_bytes() const noexcept { return byte_view{expected_}.first(pending_ ? ping_size : 0); }

    /// A record came from `from` in a datagram of `size` bytes, and opened. `newest`: its number is the highest so far.
    /// `errc::random_failed`: the address has changed, and no bytes could be drawn for a ping; nothing is changed.
    template <class Random>
    errc record_opened(const Address& from, std::size_t size, bool newest, std::uint64_t now, Random& random) noexcept {
        static_assert(require_random<Random>());
        if (newest && !(from == current_)) {
            if (from == proved_) {
                give_up();
                return errc::none;
            }
            std::array<std::uint8_t, ping_size> drawn;
            if (!random.fill(drawn)) { return errc::random_failed; }
            expected_ = drawn;
            current_ = from;
            pending_ = true;
            allowance_ = 0;
            deadline_ = now + timeout_;
        }
        if (pending_ && from == current_) { allow(size); }
        return errc::none;
    }

    /// A pong came from `from` with these bytes. True where it proves the destination.
    bool pong_received(const Address& from, byte_view bytes) noexcept {
        if (!pending_ || !(from == current_) || !equal_constant_time(bytes, expected_)) { return false; }
        proved_ = current_;
        pending_ = false;
        return true;
    }

    /// Goes back to the last address that was proved where no pong has come in time. True where it did.
    bool expire(std::uint64_t now) noexcept {
        if (!pending_ || now < deadline_) { return false; }
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
    std::array<std::uint8_t, ping_size> expected_{};
    std::uint64_t deadline_ = 0;
    std::size_t allowance_ = 0;
    std::uint32_t timeout_;
    bool pending_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
