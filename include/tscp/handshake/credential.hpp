// SPDX-License-Identifier: MIT
// How a client knows its server: one type for each mode. All refer to bytes and keys of the caller's, which must live
// until the Hey has been read.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/key_agreement.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The size of PSKs: 16 to 64 bytes.
[[nodiscard]] inline bool is_psk(byte_view psk) noexcept { return psk.size() >= 16 && psk.size() <= 64; }

/// Mode 0: a key that the two devices, and no others, hold.
class external_psk {
public:
    static constexpr mode how = mode::external_psk;

    /// `identity`: 1 to 255 bytes, readable on the air. `psk`: 16 to 64 bytes; 32 random ones are recommended.
    external_psk(byte_view identity, byte_view psk) noexcept : identity_{identity}, psk_{psk} {}

    [[nodiscard]] byte_view identity() const noexcept { return identity_; }
    [[nodiscard]] static byte_view own_public() noexcept { return {}; }
    [[nodiscard]] static byte_view peer_public() noexcept { return {}; }
    [[nodiscard]] static bool allows_group_none() noexcept { return true; }

    template <class Group, class Slot>
    [[nodiscard]] result<void> add_first_slot(byte_view /*ephemeral*/, Slot& slot) const noexcept {
        if (!is_psk(psk_)) { return errc::invalid_suites; }
        slot.add(psk_);
        return {};
    }
    template <class Schedule>
    [[nodiscard]] static result<void> add_last_slot(byte_view /*server_share*/, Schedule& schedule) noexcept {
        schedule.mix_zeros();
        return {};
    }

private:
    byte_view identity_;
    byte_view psk_;
};

/// Mode 1: a ticket of an earlier session with this server, or with another that has its ticket key.
class resumption {
public:
    static constexpr mode how = mode::resumption;

    explicit resumption(const client_ticket& ticket) noexcept : ticket_{ticket} {}

    [[nodiscard]] byte_view identity() const noexcept { return ticket_.bytes(); }
    [[nodiscard]] static byte_view own_public() noexcept { return {}; }
    [[nodiscard]] static byte_view peer_public() noexcept { return {}; }
    [[nodiscard]] bool allows_group_none() const noexcept { return ticket_.group_none(); }

    template <class Group, class Slot>
    [[nodiscard]] result<void> add_first_slot(byte_view /*ephemeral*/, Slot& slot) const noexcept {
        slot.add(ticket_.reveal_psk());
        return {};
    }
    template <class Schedule>
    [[nodiscard]] static result<void> add_last_slot(byte_view /*server_share*/, Schedule& schedule) noexcept {
        schedule.mix_zeros();
        return {};
    }

private:
    const client_ticket& ticket_;
};

/// Modes 2 and 3: long-term keys, and a PSK beside them where there is one. `Key` is a key-agreement object.
template <class Key, mode Mode>
class static_credential {
    static_assert(require_key_agreement<Key>());

public:
    static constexpr mode how = Mode;

    /// `key_id` names the two public keys, and the PSK, at the server; 1 to 255 bytes.
    static_credential(byte_view key_id, const Key& own, byte_view server_public, byte_view psk = {}) noexcept
        : key_id_{key_id}, own_{own}, server_public_{server_public}, psk_{psk} {}

    [[nodiscard]] byte_view identity() const noexcept { return key_id_; }
    [[nodiscard]] byte_view own_public() const noexcept { return own_.public_value(); }
    [[nodiscard]] byte_view peer_public() const noexcept { return server_public_; }
    [[nodiscard]] static bool allows_group_none() noexcept { return false; }

    template <class Group, class Slot>
    [[nodiscard]] result<void> add_first_slot(byte_view ephemeral, Slot& slot) const noexcept {
        if (server_public_.size() != Group::public_size || own_.public_value().size() != Group::public_size ||
            equal_public(server_public_, own_.public_value()) || (Mode == mode::static_keys_and_psk) != is_psk(psk_)) {
            return errc::invalid_suites;
        }
        if constexpr (Mode == mode::static_keys_and_psk) { slot.add_with_size(psk_); }
        secret<Group::shared_size> shared;
        if (const auto done = Group::agree(ephemeral, server_public_, shared.overwrite()); !done) { return done; }
        slot.add_with_size(shared.reveal());
        if (const auto done = own_.agree(server_public_, shared.overwrite()); !done) { return done; }
        slot.add_with_size(shared.reveal());
        return {};
    }
    template <class Schedule>
    [[nodiscard]] result<void> add_last_slot(byte_view server_share, Schedule& schedule) const noexcept {
        secret<32> shared;
        if (const auto done = own_.agree(server_share, shared.overwrite()); !done) { return done; }
        schedule.add(shared.reveal());
        return {};
    }

private:
    byte_view key_id_;
    const Key& own_;
    byte_view server_public_;
    byte_view psk_;
};

template <class Key>
using static_keys = static_credential<Key, mode::static_keys>;
template <class Key>
using static_keys_and_psk = static_credential<Key, mode::static_keys_and_psk>;

}  // namespace TSCP_ABI
}  // namespace tscp
