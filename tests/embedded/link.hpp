// SPDX-License-Identifier: MIT
// Both ends of a link over datagrams, in one object: what the measured images of TSCP 2 run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>

#include <tscp/tscp.hpp>

#include "setups.hpp"

namespace {

inline constexpr tscp::client_options options{{}, cid, {}};

/// What is on its way to the server, or either way, and what comes back.
inline std::uint8_t wire[192];
inline std::uint8_t reply[192];
inline std::uint8_t cookie[tscp::cookie_message::size];

/// A server with one half-open session. Its demand for a cookie is made up.
template <class Profile, class Directory>
struct one_place {
    using server_type = tscp::server<Profile, Directory>;

    explicit one_place(counting_draws& /*generator*/) noexcept {}
    static tscp::errc demand_cookie(server_type& /*server*/, tscp::byte_view hello, tscp::writer& out) noexcept {
        const tscp::byte_span message = out.take(tscp::cookie_message::size);
        message[0] = 0x35;
        tscp::copy_bytes(hello.last(tscp::cookie_echo_size), message.subspan(1));
        return tscp::errc::none;
    }
    tscp::errc answer_hello(server_type& server, tscp::byte_view message, tscp::writer& out) noexcept {
        return server.answer_hello(message, out, tscp::cid_view{cid}, half);
    }
    tscp::errc open(tscp::byte_view record, tscp::server_session<Profile>& session) noexcept {
        return half.open(record, reply, session);
    }
    tscp::half_open<Profile> half;
};

template <class Setup, template <class, class> class Places = one_place>
struct both_ends {
    using profile = typename Setup::profile;
    using directory = typename Setup::directory;
    using credential = tscp::client_credential<typename profile::static_key>;
    static constexpr bool has_static_keys = !std::is_same_v<typename profile::static_key, tscp::no_static_key>;

    /// By what a client is known to the server.
    enum class known_by : std::uint8_t { setup, ticket, static_keys };

    [[nodiscard]] credential credential_of(known_by what) const noexcept {
        if constexpr (has_static_keys) {
            if (what == known_by::static_keys) { return Setup::credential_without_psk(own); }
        }
        return what == known_by::ticket ? credential{tscp::resumption{ticket}} : credential{Setup::credential(own)};
    }

    /// A handshake, from Hello to the client's first record, with a cookie.
    tscp::errc connect(known_by what) noexcept {
        const tscp::client<profile> client{credential_of(what), draws, options};
        tscp::writer hello{wire};
        tscp::writer asked{cookie};
        tscp::writer again{reply};
        tscp::writer hey{wire};
        tscp::writer first{wire};
        tscp::errc error = client.write_hello(hello, waiting);
        if (error == tscp::errc::none) { error = places.demand_cookie(server, hello.written(), asked); }
        if (error == tscp::errc::none) {
            error = client.answer_cookie(waiting, asked.written(), hello.written(), again);
        }
        if (error == tscp::errc::none) { error = places.answer_hello(server, again.written(), hey); }
        if (error == tscp::errc::none) { error = waiting.read_hey(hey.written(), at_client); }
        if (error == tscp::errc::none) { error = at_client.channel.seal_ping({}, first).error(); }
        if (error == tscp::errc::none) { error = places.open(first.written(), at_server); }
        return error;
    }

    /// A record either way, padded towards the server, and the same once more, which must be refused.
    bool pass(bool to_server, tscp::record_event event) noexcept {
        tscp::writer record{wire};
        const tscp::result<void> done =
            to_server ? seal(at_client.channel, event, 20, record) : seal(at_server.channel, event, 0, record);
        tscp::opened_record got;
        return done && open(to_server, record.written(), got) == tscp::errc::none && got.event() == event &&
               equal_public(got.data(), content_of(event)) &&
               open(to_server, record.written(), got) == tscp::errc::replayed;
    }
    static tscp::byte_view content_of(tscp::record_event event) noexcept {
        return event == tscp::record_event::data ? tscp::bytes_of("21.5 degrees") : tscp::byte_view{};
    }
    static tscp::result<void> seal(tscp::record_layer<profile>& from, tscp::record_event event, std::size_t padding,
                                   tscp::writer& record) noexcept {
        if (event == tscp::record_event::close) { return from.seal_close(record); }
        if (event == tscp::record_event::key_update) { return from.seal_key_update(record); }
        if (event == tscp::record_event::pong) { return from.seal_pong({}, record); }
        return padding != 0 ? from.seal_padded(content_of(event), padding, record)
                            : from.seal(content_of(event), record);
    }
    tscp::errc open(bool to_server, tscp::byte_view record, tscp::opened_record& got) noexcept {
        return to_server ? at_server.channel.open(record, reply, got) : at_client.channel.open(record, reply, got);
    }

    /// A session with data, padding, a ping and pongs, refused replays, key updates, a ticket and a close; then one by
    /// the ticket; where there are long-term keys, one more by these alone.
    bool run() noexcept {
        using tscp::record_event;
        tscp::writer record{wire};
        tscp::opened_record got;
        if (!known.keys.add(7, psk) || connect(known_by::setup) != tscp::errc::none) { return false; }
        for (const bool to_server : {false, true, false}) {
            if (!pass(to_server, record_event::data) || !pass(!to_server, record_event::key_update) ||
                !pass(!to_server, record_event::pong)) {
                return false;
            }
        }
        if (!at_server.seal_ticket(known.keys, {known.now(), 1000, Setup::tickets_allow_group_none}, draws, record) ||
            open(false, record.written(), got) != tscp::errc::none) {
            return false;
        }
        if (at_client.read_ticket(got, ticket) != tscp::errc::none || !reads_hint() ||
            !pass(false, record_event::close) || connect(known_by::ticket) != tscp::errc::none ||
            !at_server.client.resumed || !pass(true, record_event::close)) {
            return false;
        }
        if constexpr (has_static_keys) { return connect(known_by::static_keys) == tscp::errc::none; }
        return true;
    }

    /// Whether the client takes a hint of a lost session for one that is about its last record.
    bool reads_hint() noexcept {
        sent.sealed(wire);
        const tscp::byte_span hint = tscp::byte_span{wire}.last(tscp::clear_alert::unknown_session_size);
        hint[0] = 0x33;
        hint[1] = 5;
        return sent.has_hint(hint);
    }

    counting_draws draws;
    typename Setup::device own;
    tscp::server<profile, directory> server{known, draws};
    tscp::waiting_client<profile> waiting;
    directory known{own};
    Places<profile, directory> places{draws};
    tscp::client_session<profile> at_client;
    tscp::server_session<profile> at_server;
    tscp::client_ticket ticket;
    tscp::sent_records<> sent;
};

/// A device keeps its objects for ever: they are made once, in static memory, and never destroyed.
template <class Ends>
Ends& make_ends() noexcept {
    alignas(Ends) static std::uint8_t memory[sizeof(Ends)];
    return *::new (static_cast<void*>(memory)) Ends;
}

}  // namespace
