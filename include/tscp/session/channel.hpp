// SPDX-License-Identifier: MIT
// An established session at one end. What it seals and opens is in record_layer.hpp; here it is opened, suspended and
// restored.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/record_layer.hpp>
#include <tscp/session/snapshot.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile, role Own>
class channel : public record_layer<Profile> {
    using base = record_layer<Profile>;
    using suites = typename Profile::suites;

public:
    /// Without a session: every call answers `errc::state_consumed`.
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    channel() noexcept {}
    channel(channel&& other) noexcept { this->take(other); }
    channel& operator=(channel&& other) noexcept {
        if (this != &other) { this->take(other); }
        return *this;
    }
    channel(const channel&) = delete;
    channel& operator=(const channel&) = delete;
    ~channel() = default;

    /// Opens one whole record; `out` has room for its content. Errors: `errc::session_ended`; `errc::malformed_record`,
    /// `errc::wrong_epoch`, `errc::not_authentic`, `errc::unexpected_message`: final on streams, dropped on datagrams;
    /// there also `errc::wrong_connection_id`, `errc::replayed`, both dropped; `errc::record_too_long` where this end
    /// takes less; `errc::limit_reached` (too many forgeries), `errc::protocol_violation`: final;
    /// `errc::buffer_too_small`, `errc::buffers_overlap` (open_in_place is for that): nothing changed.
    result<opened_record> open(byte_view record, stored_span out) noexcept {
        return result<opened_record>{detail::fill_in_place,
                                     [&](opened_record& opened) noexcept { return open(record, out, opened); }};
    }
    /// The same where the record lies: the content takes the place of what was sealed. A record that does not open is
    /// left as it was.
    result<opened_record> open_in_place(stored_span record) noexcept {
        return result<opened_record>{detail::fill_in_place,
                                     [&](opened_record& opened) noexcept { return open_in_place(record, opened); }};
    }
    /// Both into an object of the caller's.
    errc open(byte_view record, stored_span out, opened_record& opened) noexcept {
        return this->open_record(record, out, false, Own == role::client, opened);
    }
    errc open_in_place(stored_span record, opened_record& opened) noexcept {
        return this->open_record(record, record, true, Own == role::client, opened);
    }

    /// For a server's session: appends a ticket record. Errors: those of seal.
    result<void> seal_ticket_record(byte_view ticket, writer& out) noexcept {
        static_assert(Own == role::server, "tscp: tickets are the server's to give.");
        return this->seal_record(record_type::ticket, ticket, 0, out);
    }

    /// How large a snapshot is at most.
    static constexpr std::size_t max_snapshot_size =
        detail::snapshot_fixed_size + Profile::cid_size + 1 + max_cid_size + 64 + detail::snapshot_check_size;

    /// Writes the session for a sleep and ends this object; `restore` goes on from the bytes, once. Errors:
    /// `errc::session_ended`, `errc::buffer_too_small` (max_snapshot_size is enough) and `errc::snapshot_refused` where
    /// the cell cannot be read: nothing changed. `errc::snapshot_refused` where another has moved the cell meanwhile:
    /// the session has ended, as its number may be in use elsewhere.
    template <class Cell>
    result<void> suspend(Cell& cell, writer& out) noexcept {
        return suspend_with(cell, out, 0, [](writer&) noexcept {});
    }

    /// The session of a snapshot. Errors: `errc::malformed_snapshot` (damaged, or of another profile or role, or one
    /// with the session's secrets), `errc::snapshot_refused` (of another cell, not its newest, or restored before).
    template <class Cell>
    static result<channel> restore(byte_view snapshot, Cell& cell) noexcept {
        return result<channel>{detail::fill_in_place, [&](channel& restored) noexcept {
                                   return restored.restore_with(snapshot, cell, false,
                                                                [](reader&) noexcept { return errc::none; });
                               }};
    }

    /// For sessions: a snapshot with more in it, of `more` bytes at most, which `write_more(writer)` appends.
    template <class Cell, class WriteMore>
    result<void> suspend_with(Cell& cell, writer& out, std::size_t more, const WriteMore& write_more) noexcept {
        return detail::burn_stack<detail::session_burn<Profile>>(try_to_suspend(cell, out, more, write_more));
    }

    /// For sessions: `read_more(reader)` reads what write_more wrote, and gives its errc.
    template <class Cell, class ReadMore>
    errc restore_with(byte_view snapshot, Cell& cell, bool has_more, const ReadMore& read_more) noexcept {
        return detail::burn_stack<detail::session_burn<Profile>>(try_to_restore(snapshot, cell, has_more, read_more));
    }

private:
    static constexpr std::uint8_t format = 3;

    static constexpr std::uint32_t after_next_bit = std::uint32_t{1} << 28U;

    template <class Cell, class WriteMore>
    TSCP_OWN_FRAME errc try_to_suspend(Cell& cell, writer& out, std::size_t more,
                                       const WriteMore& write_more) noexcept {
        static_assert(require_generation_cell<Cell>());
        if (const errc error = this->check_live(); error != errc::none) { return error; }
        if (out.remaining() < max_snapshot_size + more) { return errc::buffer_too_small; }
        std::uint64_t generation = 0;
        bool lost = false;
        if (const errc error = detail::claim_generation(cell, generation, lost); error != errc::none) {
            if (lost) { this->end(); }
            return error;
        }
        const std::size_t start = out.size();
        write_state(cell.name(), generation, more != 0, out);
        write_more(out);
        (void)out.write_bytes(this->sending_.reveal_traffic_secret());
        (void)out.write_bytes(this->receiving_.reveal_traffic_secret());
        const byte_view covered = out.written().subspan(start);
        detail::snapshot_check<typename Profile::hash>(covered, out.take(detail::snapshot_check_size));
        this->end();
        return errc::none;
    }

    template <class Cell, class ReadMore>
    TSCP_OWN_FRAME errc try_to_restore(byte_view snapshot, Cell& cell, bool has_more,
                                       const ReadMore& read_more) noexcept {
        static_assert(require_generation_cell<Cell>());
        if (snapshot.size() < 64 + detail::snapshot_check_size ||
            !detail::snapshot_is_intact<typename Profile::hash>(snapshot)) {
            return errc::malformed_snapshot;
        }
        reader fields{snapshot.first(snapshot.size() - detail::snapshot_check_size)};
        std::uint8_t aead_id = 0;
        std::uint64_t name = 0;
        std::uint64_t generation = 0;
        if (!read_state(fields, has_more, aead_id, name, generation) || read_more(fields) != errc::none ||
            fields.rest().size() != 64) {
            this->end();
            return errc::malformed_snapshot;
        }
        if (name != cell.name() || generation == ~std::uint64_t{0} ||
            !cell.compare_exchange(generation, generation + 1)) {
            this->end();
            return errc::snapshot_refused;
        }
        copy_bytes(fields.rest().first(32), this->sending_.traffic_secret());
        copy_bytes(fields.rest().last(32), this->receiving_.traffic_secret());
        this->sending_.make(aead_id);
        this->receiving_.make(aead_id);
        return errc::none;
    }

    static constexpr std::uint8_t kind(bool has_more) noexcept {
        return static_cast<std::uint8_t>((Own == role::server ? 1U : 0U) | (base::on_datagrams ? 2U : 0U) |
                                         (has_more ? 4U : 0U) | Profile::cid_size << 4U);
    }

    // Precondition: room.
    void write_state(std::uint64_t name, std::uint64_t generation, bool has_more, writer& out) const noexcept {
        const auto& sending = this->send_;
        const auto& receiving = this->receive_;
        const unsigned flags = sending.epoch() | static_cast<unsigned>(receiving.epoch()) << 2U |
                               (sending.update_allowed() ? 0x10U : 0U) | (sending.closed() ? 0x20U : 0U) |
                               (receiving.closed() ? 0x40U : 0U) | (this->ids_.two_byte_numbers != 0 ? 0x80U : 0U);
        (void)out.write_u8(format);
        (void)out.write_u8(kind(has_more));
        (void)out.write_u8(this->sending_.aead_id());
        (void)out.write_u8(static_cast<std::uint8_t>(flags));
        (void)out.write_number(name, 8);
        (void)out.write_number(generation, 8);
        (void)out.write_number(sending.sequence_number(), 6);
        (void)out.write_number(receiving.next_sequence_number(), 6);
        (void)out.write_number(receiving.lost_records(), 2);
        (void)out.write_number(receiving.failures(), 4);
        (void)out.write_number(receiving.later_failures() | (receiving.after_next_failed() ? after_next_bit : 0U), 4);
        (void)out.write_number(this->max_content(), 2);
        (void)out.write_bytes(this->own_cid());
        (void)out.write_sized(this->peer_cid());
    }

    bool read_state(reader& fields, bool has_more, std::uint8_t& aead_id, std::uint64_t& name,
                    std::uint64_t& generation) noexcept {
        constexpr std::size_t fixed_size = detail::snapshot_fixed_size;
        const auto fixed = fields.read_bytes(fixed_size + Profile::cid_size + 1);
        if (!fixed || (*fixed)[0] != format || (*fixed)[1] != kind(has_more)) { return false; }
        reader head{fixed->subspan(2, fixed_size - 2)};
        const auto number = [&](std::size_t size) noexcept { return head.read_number(size).value(); };
        aead_id = static_cast<std::uint8_t>(number(1));
        const auto flags = static_cast<unsigned>(number(1));
        name = number(8);
        generation = number(8);
        const std::uint64_t sending = number(6);
        const std::uint64_t receiving = number(6);
        const auto lost = static_cast<std::uint16_t>(number(2));
        const auto failures = static_cast<std::uint32_t>(number(4));
        const auto later_failures = static_cast<std::uint32_t>(number(4));
        const auto record_size_limit = static_cast<std::uint16_t>(number(2));
        const std::size_t peer_cid_size = (*fixed)[fixed->size() - 1];
        const auto peer_cid = fields.read_bytes(peer_cid_size);
        if (!suites::tag_size(aead_id) || peer_cid_size > max_cid_size || !peer_cid ||
            record_size_limit < min_record_size_limit || record_size_limit > max_content_size ||
            !this->send_.restore(sending, flags & 3U, (flags & 0x10U) != 0, (flags & 0x20U) != 0) ||
            !this->receive_.restore(receiving, (flags >> 2U) & 3U, failures, later_failures & ~after_next_bit,
                                    (later_failures & after_next_bit) != 0, lost, (flags & 0x40U) != 0) ||
            !this->send_.can_receive_in(this->receive_.epoch())) {
            return false;
        }
        const bool two_byte_numbers = (flags & 0x80U) != 0;
        if constexpr (Profile::uses_extensions) {
            this->set_peer_terms(record_size_limit, two_byte_numbers);
        } else if (record_size_limit != max_content_size || two_byte_numbers) {
            return false;
        }
        this->set_cids(fixed->subspan(fixed_size, Profile::cid_size), *peer_cid);
        return true;
    }
};

template <class Profile>
using client_channel = channel<Profile, role::client>;
template <class Profile>
using server_channel = channel<Profile, role::server>;

}  // namespace TSCP_ABI
}  // namespace tscp
