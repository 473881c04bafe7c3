// SPDX-License-Identifier: MIT
// The image `full_table`: all of `full`, by a server with a table of two half-open sessions, which demands cookies.
// Exits 0 where every step works.
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

}  // namespace

int main() { return make_ends<both_ends<full_setup<tscp::portable::sha256>, two_places>>().run() ? 0 : 1; }
