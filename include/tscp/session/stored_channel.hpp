// SPDX-License-Identifier: MIT
// What a channel writes to a snapshot, and reads from one: the same at both ends. The bytes are those of snapshot.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/record_layer.hpp>
#include <tscp/session/snapshot.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <class Profile>
class stored_channel : public record_layer<Profile> {
    using base = record_layer<Profile>;
    using suites = typename Profile::suites;

public:
    /// How large a snapshot is at most.
    static constexpr std::size_t max_snapshot_size =
        snapshot_fixed_size + Profile::cid_size + 1 + max_cid_size + 64 + snapshot_check_size;

protected:
    stored_channel() noexcept = default;
    ~stored_channel() = default;

    static constexpr std::uint8_t kind(role own, bool has_more) noexcept {
        return static_cast<std::uint8_t>((own == role::server ? 1U : 0U) | (base::on_datagrams ? 2U : 0U) |
                                         (has_more ? 4U : 0U) | Profile::cid_size << 4U);
    }

    /// Moves the cell on and appends the head of a snapshot, which `end_snapshot` must follow. Errors: those of
    /// channel::suspend. `size`: of all that will be written.
    template <class Cell>
    TSCP_NEVER_INLINE_IF_SMALL errc begin_snapshot(Cell& cell, std::uint8_t kind, std::size_t size,
                                                   writer& out) noexcept {
        static_assert(require_generation_cell<Cell>());
        if (const errc error = this->check_live(); error != errc::none) { return error; }
        if (out.remaining() < size) { return errc::buffer_too_small; }
        snapshot_numbers numbers;
        bool lost = false;
        if (const errc error = claim_generation(cell, numbers[snapshot_numbers::generation], lost);
            error != errc::none) {
            if (lost) { this->end(); }
            return error;
        }
        numbers[snapshot_numbers::cell_name] = cell.name();
        describe(numbers);
        (void)out.write_u8(snapshot_format);
        (void)out.write_u8(kind);
        numbers.append_to(out);
        (void)out.write_bytes(this->own_cid());
        (void)out.write_sized(this->peer_cid());
        return errc::none;
    }

    /// Appends the traffic secrets and the check of the snapshot that began at `start`, and ends the session.
    TSCP_NEVER_INLINE_IF_SMALL void end_snapshot(std::size_t start, writer& out) noexcept {
        (void)out.write_bytes(this->sending_.reveal_traffic_secret());
        (void)out.write_bytes(this->receiving_.reveal_traffic_secret());
        const byte_view covered = out.written().subspan(start);
        snapshot_check<typename Profile::hash>(covered, out.take(snapshot_check_size));
        this->end();
    }

    /// Takes the check and the head off a snapshot: what a session has beside its channel, and the traffic secrets, are
    /// left. `errc::malformed_snapshot`.
    TSCP_NEVER_INLINE_IF_SMALL errc read_snapshot(byte_view& snapshot, std::uint8_t kind,
                                                  snapshot_numbers& numbers) noexcept {
        constexpr std::size_t head_size = snapshot_fixed_size + Profile::cid_size + 1;
        if (snapshot.size() < head_size + 64 + snapshot_check_size || snapshot[0] != snapshot_format ||
            snapshot[1] != kind || !snapshot_is_intact<typename Profile::hash>(snapshot)) {
            return errc::malformed_snapshot;
        }
        const byte_view head = snapshot.first(head_size);
        snapshot = snapshot.subspan(head_size, snapshot.size() - head_size - snapshot_check_size);
        const std::size_t peer_cid_size = head[head_size - 1];
        numbers.read_from(head.subspan(2));
        if (peer_cid_size > max_cid_size || !take_numbers(numbers)) { return errc::malformed_snapshot; }
        this->set_cids(head.subspan(snapshot_fixed_size, Profile::cid_size), snapshot.first(peer_cid_size));
        snapshot = snapshot.subspan(peer_cid_size);
        return errc::none;
    }

    /// Moves the cell on, and makes the keys from the traffic secrets, 64 bytes. `errc::snapshot_refused`.
    template <class Cell>
    TSCP_NEVER_INLINE_IF_SMALL errc claim_snapshot(byte_view secrets, snapshot_numbers& numbers, Cell& cell) noexcept {
        static_assert(require_generation_cell<Cell>());
        const std::uint64_t generation = numbers[snapshot_numbers::generation];
        if (numbers[snapshot_numbers::cell_name] != cell.name() || generation == ~std::uint64_t{0} ||
            !cell.compare_exchange(generation, generation + 1)) {
            return errc::snapshot_refused;
        }
        copy_bytes(secrets.first(32), this->sending_.traffic_secret());
        copy_bytes(secrets.last(32), this->receiving_.traffic_secret());
        this->make_keys(static_cast<std::uint8_t>(numbers[snapshot_numbers::aead_id]));
        return errc::none;
    }

private:
    static constexpr std::uint32_t after_next_bit = std::uint32_t{1} << 28U;

    // All numbers but those of the cell.
    void describe(snapshot_numbers& numbers) const noexcept {
        using n = snapshot_numbers;
        const auto& sending = this->send_;
        const auto& receiving = this->receive_;
        numbers[n::aead_id] = this->sending_.aead_id();
        numbers[n::flags] = sending.epoch() | static_cast<unsigned>(receiving.epoch()) << 2U |
                            (sending.update_allowed() ? 0x10U : 0U) | (sending.closed() ? 0x20U : 0U) |
                            (receiving.closed() ? 0x40U : 0U) | (this->ids_.two_byte_numbers != 0 ? 0x80U : 0U);
        numbers[n::sent] = sending.sequence_number();
        numbers[n::received] = receiving.next_sequence_number();
        numbers[n::lost] = receiving.lost_records();
        numbers[n::failures] = receiving.failures();
        numbers[n::later_failures] = receiving.later_failures() | (receiving.after_next_failed() ? after_next_bit : 0U);
        numbers[n::record_size_limit] = this->max_content();
    }

    // False where no session has these numbers.
    [[nodiscard]] bool take_numbers(snapshot_numbers& numbers) noexcept {
        using n = snapshot_numbers;
        const auto flags = static_cast<unsigned>(numbers[n::flags]);
        const auto later_failures = static_cast<std::uint32_t>(numbers[n::later_failures]);
        const auto record_size_limit = static_cast<std::uint16_t>(numbers[n::record_size_limit]);
        const bool two_byte_numbers = (flags & 0x80U) != 0;
        if constexpr (Profile::uses_extensions) {
            if (record_size_limit < min_record_size_limit || record_size_limit > max_content_size) { return false; }
            this->set_peer_terms(record_size_limit, two_byte_numbers);
        } else if (record_size_limit != max_content_size || two_byte_numbers) {
            return false;
        }
        return suites::tag_size(static_cast<std::uint8_t>(numbers[n::aead_id])) != 0 &&
               this->send_.restore(numbers[n::sent], flags & 3U, (flags & 0x10U) != 0, (flags & 0x20U) != 0) &&
               this->receive_.restore(numbers[n::received], (flags >> 2U) & 3U,
                                      static_cast<std::uint32_t>(numbers[n::failures]),
                                      later_failures & ~after_next_bit, (later_failures & after_next_bit) != 0,
                                      static_cast<std::uint16_t>(numbers[n::lost]), (flags & 0x40U) != 0) &&
               this->send_.can_receive_in(this->receive_.epoch());
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
