// SPDX-License-Identifier: MIT
// A long-term key in memory: the simplest key-agreement object.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/group.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A long-term key of a group. An object that was moved from holds no key.
template <class Group>
class static_key {
    static_assert(require_group<Group>());
    static_assert(Group::static_keys, "tscp: the keys of this group are for one handshake only.");

public:
    static constexpr std::uint8_t group_id = Group::group_id;
    static constexpr std::size_t public_size = Group::public_size;
    static constexpr std::size_t shared_size = Group::shared_size;
    static constexpr bool constant_time = Group::constant_time;

    /// The key pair of a private key, which is copied. Errors: `errc::invalid_private_key` for a key that has not
    /// Group::private_size bytes or is all zeros, and those of the group.
    static result<static_key> make(byte_view private_key) noexcept {
        if (private_key.size() != Group::private_size || is_zero_constant_time(private_key)) {
            return errc::invalid_private_key;
        }
        static_key key;
        copy_bytes(private_key, key.private_.overwrite());
        if (const auto done = Group::public_value(key.private_.reveal(), key.public_); !done) { return done.error(); }
        key.has_key_ = true;
        return key;
    }

    static_key(static_key&& other) noexcept { take(other); }
    static_key& operator=(static_key&& other) noexcept {
        take(other);
        return *this;
    }
    static_key(const static_key&) = delete;
    static_key& operator=(const static_key&) = delete;
    ~static_key() = default;

    /// The public value; empty where the object was moved from.
    [[nodiscard]] byte_view public_value() const& noexcept {
        return byte_view{public_}.first(has_key_ ? public_size : 0);
    }
    byte_view public_value() const&& = delete;

    /// As the group's agree; `errc::state_consumed` where the object was moved from, and `out` is all zeros then.
    [[nodiscard]] result<void> agree(byte_view peer, byte_span out) const noexcept {
        if (!has_key_) {
            wipe(out);
            return errc::state_consumed;
        }
        return Group::agree(private_.reveal(), peer, out);
    }

private:
    static_key() noexcept = default;

    // Taking from itself changes nothing.
    void take(static_key& other) noexcept {
        private_.take(other.private_);
        public_ = other.public_;
        has_key_ = std::exchange(other.has_key_, false);
    }

    secret<Group::private_size> private_{};
    std::array<std::uint8_t, Group::public_size> public_{};
    bool has_key_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
