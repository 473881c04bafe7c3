// SPDX-License-Identifier: MIT
// A handshake and a record of a setup, cut into the steps whose costs are measured: a type each, so that a step is
// found by its name in what the compiler says of stack usage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/tscp.hpp>

#include "setups.hpp"

namespace {

// The messages, outside of all that is measured.
inline std::uint8_t hello_bytes[192];
inline std::uint8_t hey_bytes[128];
inline std::uint8_t record_bytes[128];
inline std::uint8_t content_bytes[128];
inline constexpr std::uint8_t content[50] = {1, 2, 3};

template <class Profile>
tscp::cid_view own_cid() noexcept {
    return tscp::cid_view{tscp::byte_view{cid}.first(Profile::cid_size)};
}
template <class Profile>
tscp::client_options options() noexcept {
    tscp::client_options chosen;
    chosen.cid = own_cid<Profile>();
    return chosen;
}

/// Both ends' objects, in static memory, and what they have written.
template <class Setup>
struct both_sides {
    using profile = typename Setup::profile;
    using directory = typename Setup::directory;
    using server_type = tscp::server<profile, directory>;

    typename Setup::device own;
    directory known{own};
    counting_draws client_draws;
    counting_draws server_draws;
    tscp::client<profile> client{Setup::credential(own), client_draws, options<profile>()};
    server_type server{known, server_draws};
    tscp::waiting_client<profile> waiting;
    tscp::half_open<profile> half;
    tscp::client_session<profile> at_client;
    tscp::server_session<profile> at_server;
    tscp::writer hello{hello_bytes};
    tscp::writer hey{hey_bytes};
    tscp::writer record{record_bytes};
    tscp::opened_record opened;
};

template <class Setup>
struct hello_step {
    both_sides<Setup>& both;

    bool operator()() const noexcept { return both.client.write_hello(both.hello, both.waiting) == tscp::errc::none; }
};

template <class Setup>
struct answer_step {
    both_sides<Setup>& both;

    bool operator()() const noexcept {
        return both.server.answer_hello(both.hello.written(), both.hey, own_cid<typename Setup::profile>(),
                                        both.half) == tscp::errc::none;
    }
};

template <class Setup>
struct hey_step {
    both_sides<Setup>& both;

    bool operator()() const noexcept {
        return std::move(both.waiting).read_hey(both.hey.written(), both.at_client) == tscp::errc::none;
    }
};

template <class Setup>
struct seal_step {
    both_sides<Setup>& both;

    bool operator()() const noexcept { return bool{both.at_client.channel.seal(content, both.record)}; }
};

template <class Setup>
struct open_step {
    both_sides<Setup>& both;

    bool operator()() const noexcept {
        return both.at_server.channel.open(both.record.written(), content_bytes, both.opened) == tscp::errc::none;
    }
};

/// The handshake of a client whose objects all lie on the stack. The Hey is that of an earlier run, which drew the
/// same.
template <class Setup>
struct client_life {
    const typename Setup::device& own;
    tscp::byte_view hey;

    bool operator()() const noexcept {
        using profile = typename Setup::profile;
        counting_draws draws;
        const tscp::client<profile> client{Setup::credential(own), draws, options<profile>()};
        tscp::waiting_client<profile> waiting;
        tscp::client_session<profile> session;
        tscp::writer hello{hello_bytes};
        return client.write_hello(hello, waiting) == tscp::errc::none &&
               std::move(waiting).read_hey(hey, session) == tscp::errc::none;
    }
};

/// The same of a server.
template <class Setup>
struct server_life {
    typename Setup::directory& known;
    tscp::byte_view hello;

    bool operator()() const noexcept {
        using profile = typename Setup::profile;
        counting_draws draws;
        tscp::server<profile, typename Setup::directory> server{known, draws};
        tscp::half_open<profile> half;
        tscp::writer hey{hey_bytes};
        return server.answer_hello(hello, hey, own_cid<profile>(), half) == tscp::errc::none;
    }
};

}  // namespace
