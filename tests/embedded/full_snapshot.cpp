// SPDX-License-Identifier: MIT
// The image `full_snapshot`: all of `full`, and a session whose ends are suspended and restored. Exits 0 where every
// step works.
#include "../support/plain_cell.hpp"
#include "link.hpp"

namespace {

struct stored_ends : both_ends<full_setup<tscp::portable::sha256>> {
    /// A session whose ends both sleep and go on.
    bool run_stored() noexcept {
        return connect(known_by::setup) == tscp::errc::none && sleeps(at_client, client_cell) &&
               sleeps(at_server, server_cell) && pass(true, tscp::record_event::data) &&
               pass(false, tscp::record_event::data);
    }

    template <class Session>
    bool sleeps(Session& session, test::plain_cell& cell) noexcept {
        tscp::writer bytes{storage};
        return session.suspend(cell, bytes) && Session::restore(bytes.written(), cell, session) == tscp::errc::none;
    }

    test::plain_cell client_cell;
    test::plain_cell server_cell;
    std::uint8_t storage[tscp::server_session<profile>::max_snapshot_size];
};

}  // namespace

int main() {
    stored_ends& ends = make_ends<stored_ends>();
    return ends.run() && ends.run_stored() ? 0 : 1;
}
