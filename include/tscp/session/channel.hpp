// SPDX-License-Identifier: MIT
// An established session at one end. What it seals and opens is in record_layer.hpp; here it is opened, suspended and
// restored.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/snapshot.hpp>
#include <tscp/session/stored_channel.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile, role Own>
class channel : public detail::stored_channel<Profile> {
    using base = detail::stored_channel<Profile>;

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
                                                                [](byte_view&) noexcept { return true; });
                               }};
    }

    /// For sessions: a snapshot with more in it, of `more` bytes at most, which `write_more(writer)` appends.
    template <class Cell, class WriteMore>
    result<void> suspend_with(Cell& cell, writer& out, std::size_t more, const WriteMore& write_more) noexcept {
        return detail::burn_stack<detail::session_burn<Profile>>(try_to_suspend(cell, out, more, write_more));
    }

    /// For sessions: `read_more(byte_view&)` takes off the front what write_more wrote, or gives false. After an error
    /// there is no session here.
    template <class Cell, class ReadMore>
    errc restore_with(byte_view snapshot, Cell& cell, bool has_more, const ReadMore& read_more) noexcept {
        const errc error = try_to_restore(snapshot, cell, has_more, read_more);
        if (error != errc::none) { this->end(); }
        return detail::burn_stack<detail::session_burn<Profile>>(error);
    }

private:
    template <class Cell, class WriteMore>
    TSCP_OWN_FRAME errc try_to_suspend(Cell& cell, writer& out, std::size_t more,
                                       const WriteMore& write_more) noexcept {
        const std::size_t start = out.size();
        const errc error = this->begin_snapshot(cell, base::kind(Own, more != 0), base::max_snapshot_size + more, out);
        if (error != errc::none) { return error; }
        write_more(out);
        this->end_snapshot(start, out);
        return errc::none;
    }

    template <class Cell, class ReadMore>
    TSCP_OWN_FRAME errc try_to_restore(byte_view snapshot, Cell& cell, bool has_more,
                                       const ReadMore& read_more) noexcept {
        detail::snapshot_numbers numbers;
        const errc error = this->read_snapshot(snapshot, base::kind(Own, has_more), numbers);
        if (error != errc::none) { return error; }
        if (!read_more(snapshot) || snapshot.size() != 64) { return errc::malformed_snapshot; }
        return this->claim_snapshot(snapshot, numbers, cell);
    }
};

template <class Profile>
using client_channel = channel<Profile, role::client>;
template <class Profile>
using server_channel = channel<Profile, role::server>;

}  // namespace TSCP_ABI
}  // namespace tscp
