// SPDX-License-Identifier: MIT
// A server's session before the client has proved itself by its first record: nothing can be sealed in it.
#pragma once

#include <cstdint>
#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/session/channel.hpp>
#include <tscp/session/peer_name.hpp>
#include <tscp/session/secrets.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A confirmed session: answer its first record with a record, an empty one if there is nothing to say.
template <class Profile>
struct server_session {
    server_channel<Profile> channel;
    session_secrets<typename Profile::hash> secrets;
    authentication<Profile> client;
    std::uint8_t suite_id;
    opened_record first;
};

template <class Profile>
class half_open {
public:
    half_open(server_channel<Profile>&& channel, session_secrets<typename Profile::hash>&& secrets,
              const authentication<Profile>& client, std::uint8_t suite_id) noexcept
        : channel_{std::move(channel)}, secrets_{std::move(secrets)}, client_{client}, suite_id_{suite_id} {}

    /// Opens the client's first record in place and gives the session; then this state is spent. A record that does not
    /// open leaves it as it was on datagrams, and is final on streams. Errors: those of the channel's open;
    /// `errc::state_consumed`.
    result<server_session<Profile>> open(byte_span record) && noexcept {
        if (channel_.ended()) { return errc::state_consumed; }
        return confirm(channel_.open(record));
    }
    /// The same into another buffer with room for the content.
    result<server_session<Profile>> open(byte_view record, byte_span out) && noexcept {
        if (channel_.ended()) { return errc::state_consumed; }
        return confirm(channel_.open(record, out));
    }

    /// Whom the Hello names: not proved yet.
    [[nodiscard]] const authentication<Profile>& claimed_identity() const noexcept { return client_; }

private:
    result<server_session<Profile>> confirm(result<opened_record>&& first) noexcept {
        if (!first) { return first.error(); }
        return server_session<Profile>{std::move(channel_), std::move(secrets_), client_, suite_id_, *first};
    }

    server_channel<Profile> channel_;
    session_secrets<typename Profile::hash> secrets_;
    authentication<Profile> client_;
    std::uint8_t suite_id_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
