// SPDX-License-Identifier: MIT
// Diffie–Hellman by whichever of a profile's groups was chosen.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
struct key_exchange {
    using suites = typename Profile::suites;
    using private_key = secret<suites::max_private_size>;
    using shared_secret = secret<suites::max_shared_size>;

    /// Draws a private key and writes its public value, as long as the group's share. Errors: `errc::random_failed`,
    /// those of the group. Precondition: the profile has the group.
    TSCP_NEVER_INLINE static errc generate(std::uint8_t group_id, typename Profile::random& random, private_key& drawn,
                                           byte_span share) noexcept {
        errc error = errc::none;
        suites::visit_known_group(group_id, [&](auto suite) noexcept {
            using group = typename decltype(suite)::group;
            const byte_span key = drawn.overwrite().first(group::private_size);
            error = random.fill(key) ? group::public_value(key, share.first(group::public_size)).error()
                                     : errc::random_failed;
        });
        return error;
    }

    /// Writes the shared secret, and says how long it is. Errors: those of the group. Preconditions: the profile has
    /// the group, and `peer` is as long as its share.
    TSCP_OWN_FRAME static errc agree(std::uint8_t group_id, const private_key& own, byte_view peer,
                                     shared_secret& shared, std::size_t& size) noexcept {
        errc error = errc::none;
        suites::visit_known_group(group_id, [&](auto suite) noexcept {
            using group = typename decltype(suite)::group;
            size = group::shared_size;
            error = group::agree(own.reveal().first(group::private_size), peer.first(group::public_size),
                                 shared.overwrite().first(group::shared_size))
                        .error();
        });
        return error;
    }

    /// True where long-term keys of type `Key` may be used with the group.
    template <class Key>
    [[nodiscard]] static bool takes_static_keys(std::uint8_t group_id) noexcept {
        bool takes = false;
        suites::visit_group(group_id,
                            [&](auto suite) noexcept { takes = is_key_of<Key, typename decltype(suite)::group>; });
        return takes;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
