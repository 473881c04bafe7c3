// SPDX-License-Identifier: MIT
// The image `full_snapshot`: all of `full`, and beside it a server's table of two half-open sessions, with cookies, and
// sessions that are suspended and restored. Exits 0 where every step works.
#include "../support/plain_cell.hpp"
#include "link.hpp"

namespace {

/// A server with a table of two half-open sessions, which demands cookies.
template <class Profile, class Directory>
struct two_places {
    using server_type = tscp::server<Profile, Directory>;

    explicit two_places(counting_draws& generator) noexcept : table{generator} {}
    tscp::errc demand_cookie(server_type& server, tscp::byte_view hello, tscp::writer& out) noexcept {
        const tscp::errc error = answer_hello(server, hello, out);
        return error == tscp::errc::cookie_required ? tscp::errc::none : error;
    }
    tscp::errc answer_hello(server_type& server, tscp::byte_view message, tscp::writer& out) noexcept {
        return table.answer_hello(server, message, link, now, out, tscp::cid_view{cid}).error();
    }
    tscp::errc open(tscp::byte_view record, tscp::server_session<Profile>& session) noexcept {
        return table.open(record, link, reply, session);
    }

    static constexpr std::uint64_t link = 1;
    static constexpr std::uint64_t now = 1000;
    tscp::half_open_table<Profile, 2, tscp::cookies::always> table;
};

struct stored_ends : both_ends<tscp::portable::sha256, two_places> {
    /// A session whose ends both sleep and go on.
    bool run_stored() noexcept {
        return connect(false) == tscp::errc::none && sleeps() && pass(true, tscp::record_event::data) &&
               pass(false, tscp::record_event::data);
    }

    bool sleeps() noexcept {
        tscp::writer client_bytes{client_storage};
        tscp::writer server_bytes{server_storage};
        if (!at_client.suspend(client_cell, client_bytes) || !at_server.suspend(server_cell, server_bytes)) {
            return false;
        }
        auto client = tscp::client_session<profile>::restore(client_bytes.written(), client_cell);
        auto server_end = tscp::server_session<profile>::restore(server_bytes.written(), server_cell);
        if (!client || !server_end) { return false; }
        at_client = std::move(*client);
        at_server = std::move(*server_end);
        return true;
    }

    test::plain_cell client_cell;
    test::plain_cell server_cell;
    std::uint8_t client_storage[tscp::client_session<profile>::max_snapshot_size] = {};
    std::uint8_t server_storage[tscp::server_session<profile>::max_snapshot_size] = {};
};

}  // namespace

int main() {
    stored_ends& ends = make_ends<stored_ends>();
    return ends.run() && ends.run_stored() ? 0 : 1;
}
