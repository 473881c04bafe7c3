// SPDX-License-Identifier: MIT
// The bytes of a suspended session. They hold keys: store them as secrets are stored, unchanged, and erase them after
// use.
//
// Bytes alone cannot know that they were restored twice. So writing and restoring take a `Generations`, one for each
// stored session, which keeps one number in storage that survives a loss of power:
//     g.advance()                -> result<std::uint64_t>: stores a number one higher and gives it, or an error
//     g.claim(std::uint64_t n)   -> bool: where n is the stored number, stores one higher and is true; else false
// A write that returns has been stored. Only the newest snapshot can then be restored, and only once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/kdf/hmac.hpp>
#include <tscp/session/opened.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The form, of this version of the library: format(1) | role, framing(1) | aead(1) | flags(1) | epochs(2) |
/// generation(8) | numbers(6+6) | failures(4) | own cid | len, peer cid | secrets(32+32) | check(16)
template <class Profile>
struct channel_state {
    static constexpr std::uint8_t format = 1;
    static constexpr std::size_t max_size = 6 + 8 + 12 + 4 + Profile::cid_size + 1 + max_cid_size + 64 + 16;

    std::uint64_t generation = 0;
    std::uint64_t sealing_number = 0;
    std::uint64_t opening_number = 0;
    std::uint32_t failures = 0;
    std::uint8_t aead = 0;
    std::uint8_t flags = 0;
    std::uint8_t sealing_epoch = 0;
    std::uint8_t opening_epoch = 0;
    byte_view own_cid;
    byte_view peer_cid;
    secret<32> sealing_secret;
    secret<32> opening_secret;

    /// Appends the bytes. Precondition: room for max_size.
    result<void> write(role own, writer& out) const noexcept {
        write_transaction bytes{out};
        const std::uint8_t head[] = {format, kind(own), aead, flags, sealing_epoch, opening_epoch};
        (void)out.write(head);
        write_number(generation, 8, out);
        write_number(sealing_number, 6, out);
        write_number(opening_number, 6, out);
        write_number(failures, 4, out);
        (void)out.write(own_cid);
        (void)out.write_u8(static_cast<std::uint8_t>(peer_cid.size()));
        (void)out.write(peer_cid);
        (void)out.write(sealing_secret.reveal());
        (void)out.write(opening_secret.reveal());
        std::array<std::uint8_t, 32> sum;
        check(bytes.written(), sum);
        const auto done = out.write(byte_view{sum}.first(16));
        if (done) { bytes.commit(); }
        return done;
    }

    /// `errc::malformed_snapshot`: damaged, or of another format, profile, framing or role.
    static result<channel_state> read(byte_view snapshot, role own) noexcept {
        constexpr std::size_t least = max_size - max_cid_size;
        if (snapshot.size() < least || snapshot.size() > max_size) { return errc::malformed_snapshot; }
        std::array<std::uint8_t, 32> sum;
        const std::size_t covered = snapshot.size() - 16;
        check(snapshot.first(covered), sum);
        if (!equal_constant_time(byte_view{sum}.first(16), snapshot.subspan(covered)) || snapshot[0] != format ||
            snapshot[1] != kind(own) || !has_aead(snapshot[2]) ||
            snapshot.size() != least + snapshot[30 + Profile::cid_size]) {
            return errc::malformed_snapshot;
        }
        channel_state state;
        state.aead = snapshot[2];
        state.flags = snapshot[3];
        state.sealing_epoch = snapshot[4];
        state.opening_epoch = snapshot[5];
        state.generation = read_number(snapshot.subspan(6, 8));
        state.sealing_number = read_number(snapshot.subspan(14, 6));
        state.opening_number = read_number(snapshot.subspan(20, 6));
        state.failures = static_cast<std::uint32_t>(read_number(snapshot.subspan(26, 4)));
        state.own_cid = snapshot.subspan(30, Profile::cid_size);
        state.peer_cid = snapshot.subspan(31 + Profile::cid_size, snapshot[30 + Profile::cid_size]);
        copy_bytes(snapshot.subspan(covered - 64, 32), state.sealing_secret.overwrite());
        copy_bytes(snapshot.subspan(covered - 32, 32), state.opening_secret.overwrite());
        return state;
    }

private:
    static constexpr std::uint8_t kind(role own) noexcept {
        return static_cast<std::uint8_t>((own == role::server ? 1U : 0U) |
                                         (Profile::transport == framing::datagram ? 2U : 0U));
    }
    static bool has_aead(std::uint8_t aead) noexcept {
        return Profile::suites::visit_aead(aead, [](auto) noexcept {});
    }
    // Against damage in storage, keyed by what only this session knows.
    static void check(byte_view covered, byte_span sum) noexcept {
        hmac<typename Profile::hash> mac{covered.subspan(covered.size() - 64)};
        mac.update(covered);
        mac.finish(sum);
    }
    static void write_number(std::uint64_t number, std::size_t size, writer& out) noexcept {
        for (std::size_t i = size; i-- > 0;) { (void)out.write_u8(static_cast<std::uint8_t>(number >> (8 * i))); }
    }
    static std::uint64_t read_number(byte_view bytes) noexcept {
        std::uint64_t number = 0;
        for (const std::uint8_t byte : bytes) { number = number << 8U | byte; }
        return number;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
