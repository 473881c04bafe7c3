// SPDX-License-Identifier: MIT
// A client over datagrams as docs/PROTOCOL.md has it, without a timer: it is told when to send, and answers what it is
// given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "tscp2_pair.hpp"

namespace test {

template <class Profile>
class datagram_client {
public:
    explicit datagram_client(std::string identity, std::uint64_t seed = 1)
        : random{seed}, identity_{std::move(identity)} {}

    /// A new handshake: its Hello.
    const bytes& begin() {
        session.reset();
        confirmed = false;
        hello = written_by([&](tscp::writer& out) { return by().write_hello(out, waiting_) == tscp::errc::none; });
        return hello;
    }

    /// What the timer sends: the Hello again, or a record once there are keys.
    bytes repeat() {
        if (session) { return record(); }
        waiting_.hello_repeated();
        return hello;
    }

    /// The answer to a message, if there is one: the Hello with a cookie, or the first record.
    std::optional<bytes> receive(const bytes& message) {
        if (session) {
            confirmed = confirmed || error_of(session->channel, message) == tscp::errc::none;
            return std::nullopt;
        }
        if (tscp::kind_of(message) == tscp::message_kind::cookie) {
            bytes buffer(hello.size() + tscp::hello_with_cookie::overhead);
            tscp::writer out{buffer};
            if (by().answer_cookie(waiting_, message, hello, out) != tscp::errc::none) { return std::nullopt; }
            return buffer;
        }
        auto read = waiting_.read_hey(message);
        if (!read) { return std::nullopt; }
        session.emplace(std::move(*read));
        return record();
    }

    /// A record of the session.
    bytes record() { return seal(session->channel, {}); }

    counted_random random;
    bytes hello;
    std::optional<tscp::client_session<Profile>> session;
    bool confirmed = false;  ///< a record of the server was opened

private:
    tscp::client<Profile> by() {
        tscp::client_options options;
        options.cid = cid_;
        const auto* const name = reinterpret_cast<const std::uint8_t*>(identity_.data());
        return tscp::client<Profile>{credential(tscp::byte_view{name, identity_.size()}), random, options};
    }

    std::string identity_;
    bytes cid_ = cid_of<Profile>(0xc1);
    tscp::waiting_client<Profile> waiting_;
};

/// A directory in which every identity is a client, named by what stands before its first '#': `a#1` and `a#2` are two
/// identities of `a`, and `#1` is a client without a name.
struct any_client {
    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        std::size_t size = 0;
        while (size < identity.size() && identity[size] != '#') { ++size; }
        return entry(identity.first(size));
    }
};

}  // namespace test
