// SPDX-License-Identifier: MIT
// A long-term key in memory: the simplest key-agreement object.
#pragma once

#include <array>
#include <cstdint>

#include <tscp/concepts/group.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Group>
class static_key {
    static_assert(require_group<Group>());
    static_assert(Group::static_keys, "tscp: the keys of this group are for one handshake only.");

public:
    static constexpr std::size_t public_size = Group::public_size;
    static constexpr std::size_t shared_size = Group::shared_size;
    static constexpr bool constant_time = Group::constant_time;

    /// The key pair of a private key. Errors: those of the group. Precondition: private_size bytes.
    static result<static_key> make(byte_view private_key) noexcept {
        static_key key;
        copy_bytes(private_key, key.private_.overwrite());
        if (const auto done = Group::public_value(key.private_.reveal(), key.public_); !done) { return done.error(); }
        return key;
    }

    [[nodiscard]] byte_view public_value() const noexcept { return public_; }
    /// As the group's agree.
    [[nodiscard]] result<void> agree(byte_view peer, byte_span out) const noexcept {
        return Group::agree(private_.reveal(), peer, out);
    }

private:
    static_key() noexcept = default;

    secret<Group::private_size> private_;
    std::array<std::uint8_t, Group::public_size> public_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
