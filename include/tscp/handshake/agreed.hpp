// SPDX-License-Identifier: MIT
// What both ends compute alike: the binder, the proof in Hey, and the keys of the session.
#pragma once

#include <array>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/handshake/transcript.hpp>
#include <tscp/kdf/key_schedule.hpp>
#include <tscp/session/secrets.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
struct agreed {
    using hash = typename Profile::hash;
    using schedule = key_schedule<hash>;
    using digest = typename transcript<Profile>::digest;
    using mac = std::array<std::uint8_t, 32>;  // of which 16 bytes are sent

    /// The binder over a Hello; `early` is the schedule after its first slot.
    static mac binder(const schedule& early, mode how, const digest& th_binder) noexcept {
        const empty_digest<hash> nothing;
        secret<32> base;
        early.derive(how == mode::resumption ? bytes_of("res binder") : bytes_of("ext binder"), nothing.bytes,
                     base.overwrite());
        mac out;
        schedule::finished_mac(base.reveal(), th_binder, out);
        return out;
    }

    /// The server's proof; `handshake` is the schedule after its second slot.
    static mac finished(const schedule& handshake, const digest& th_finished) noexcept {
        secret<32> base;
        handshake.derive(bytes_of("s hs traffic"), th_finished, base.overwrite());
        mac out;
        schedule::finished_mac(base.reveal(), th_finished, out);
        return out;
    }

    /// Compares what was received with what was computed, in constant time.
    static bool same(byte_view received, const mac& computed) noexcept {
        return equal_constant_time(received, byte_view{computed}.first(handshake_mac_size));
    }

    /// The secrets of a session; `main` is the schedule after its third slot.
    struct session {
        session(const schedule& main, const digest& th_session) noexcept {
            main.derive(bytes_of("c ap traffic"), th_session, client.overwrite());
            main.derive(bytes_of("s ap traffic"), th_session, server.overwrite());
            main.derive(bytes_of("exp master"), th_session, exporter.overwrite());
            main.derive(bytes_of("res master"), th_session, resumption.overwrite());
        }
        secret<32> client;
        secret<32> server;
        secret<32> exporter;
        secret<32> resumption;
    };
};

}  // namespace TSCP_ABI
}  // namespace tscp
