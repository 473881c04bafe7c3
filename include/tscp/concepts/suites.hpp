// SPDX-License-Identifier: MIT
// The suites that a profile compiles in: pairs of a group and an AEAD, in the order in which a server prefers them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/group.hpp>
#include <tscp/concepts/group_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The group of a suite's byte.
[[nodiscard]] constexpr std::uint8_t group_of(std::uint8_t suite_id) noexcept {
    return static_cast<std::uint8_t>(suite_id >> 4U);
}

/// The AEAD of a suite's byte.
[[nodiscard]] constexpr std::uint8_t aead_of(std::uint8_t suite_id) noexcept {
    return static_cast<std::uint8_t>(suite_id & 0x0fU);
}

/// The longest key and the longest nonce of an AEAD in a suite, in bytes: one block of the key schedule's HKDF.
inline constexpr std::size_t max_derived_size = 32;

/// Never assigned. A client may offer it: then a server that does not pass over unknown suites is soon found.
inline constexpr std::uint8_t unassigned_aead = 13;

namespace detail {

template <class Group>
[[nodiscard]] constexpr bool has_registered_share() noexcept {
    if constexpr (Group::group_id < first_sized_group) {
        return Group::public_size == fixed_share_size(Group::group_id, share_of::hello) &&
               Group::public_size == fixed_share_size(Group::group_id, share_of::hey);
    } else {
        return Group::public_size <= max_sized_share;
    }
}

}  // namespace detail

/// One suite: `suite<portable::x25519, portable::chacha20_poly1305>`.
template <class Group, class Aead>
struct suite {
    static_assert(require_group<Group>() && require_aead<Aead>());
    static_assert(Group::group_id <= 15 && Aead::aead_id >= 1 && Aead::aead_id <= 15,
                  "tscp: the code of a group is 0 to 15, that of an AEAD 1 to 15.");
    static_assert(Aead::aead_id != unassigned_aead,
                  "tscp: AEAD 13 is never assigned: it is offered so that servers pass over what they do not know.");
    static_assert(
        detail::has_registered_share<Group>(),
        "tscp: the public values of groups 0 to 4 have the sizes of their shares in docs/PROTOCOL.md; group 5 "
        "is reserved.");
    static_assert(Aead::nonce_size >= 8, "tscp: a nonce takes the 8 bytes of a record's number.");
    static_assert(Aead::nonce_size <= max_derived_size,
                  "tscp: the nonce of a suite's AEAD has at most 32 bytes: the key schedule derives no more.");
    static_assert(Aead::key_size >= 16 && Aead::key_size <= max_derived_size,
                  "tscp: the key of a suite's AEAD has 16 to 32 bytes: the key schedule derives no more.");
    static_assert(Aead::tag_size >= 8 && Aead::tag_size <= 32, "tscp: the tag of a suite's AEAD has 8 to 32 bytes.");

    using group = Group;
    using aead = Aead;
    static constexpr auto id = static_cast<std::uint8_t>((Group::group_id << 4U) | Aead::aead_id);
};

namespace detail {

template <class... Sizes>
[[nodiscard]] constexpr std::size_t largest(Sizes... sizes) noexcept {
    std::size_t most = 0;
    ((most = static_cast<std::size_t>(sizes) > most ? static_cast<std::size_t>(sizes) : most), ...);
    return most;
}

template <class First, class... Others>
struct first_of {
    using type = First;
};

}  // namespace detail

template <class... Suites>
struct suite_list {
    static_assert(sizeof...(Suites) >= 1 && sizeof...(Suites) <= 32, "tscp: a profile lists 1 to 32 suites.");
    static_assert(distinct_group_ids<typename Suites::group...>::value,
                  "tscp: two groups of a profile have the same group_id.");
    static_assert(distinct_aead_ids<typename Suites::aead...>::value,
                  "tscp: two AEADs of a profile have the same aead_id.");

    static constexpr std::size_t count = sizeof...(Suites);
    static constexpr std::uint8_t ids[count] = {Suites::id...};
    static constexpr bool constant_time = ((Suites::group::constant_time && Suites::aead::constant_time) && ...);

    static constexpr std::size_t max_private_size = detail::largest(Suites::group::private_size...);
    static constexpr std::size_t max_public_size = detail::largest(Suites::group::public_size...);
    static constexpr std::size_t max_share_size =
        detail::largest((share_head_size(Suites::group::group_id) + Suites::group::public_size)...);
    static constexpr std::size_t max_shared_size = detail::largest(Suites::group::shared_size...);
    static constexpr std::size_t max_group_stack_size =
        detail::largest(detail::stack_size<typename Suites::group>()...);
    static constexpr std::size_t max_aead_stack_size = detail::largest(detail::stack_size<typename Suites::aead>()...);
    static constexpr std::size_t max_key_size = detail::largest(Suites::aead::key_size...);
    static constexpr std::size_t max_nonce_size = detail::largest(Suites::aead::nonce_size...);
    static constexpr std::size_t max_tag_size = detail::largest(Suites::aead::tag_size...);
    static constexpr std::size_t min_tag_size = 64 - detail::largest((64 - Suites::aead::tag_size)...);
    static constexpr std::size_t aead_object_size = detail::largest(sizeof(typename Suites::aead)...);
    static constexpr std::size_t aead_object_alignment = detail::largest(alignof(typename Suites::aead)...);

    using first_suite = typename detail::first_of<Suites...>::type;
    using first_aead = typename first_suite::aead;
    /// True where all suites have the same group, or the same AEAD.
    static constexpr bool has_one_group = ((Suites::group::group_id == group_of(ids[0])) && ...);
    /// True where the shares of a group have their size in front.
    static constexpr bool has_sized_groups = ((Suites::group::group_id >= first_sized_group) || ...);
    static constexpr bool has_one_aead = (std::is_same_v<first_aead, typename Suites::aead> && ...);

    /// The size of the tags of an AEAD; 0 where no suite has it.
    [[nodiscard]] static constexpr std::size_t tag_size(std::uint8_t aead) noexcept {
        std::size_t size = 0;
        ((size = Suites::aead::aead_id == aead ? Suites::aead::tag_size : size), ...);
        return size;
    }

    /// How many records an AEAD's key may seal, and how many may fail to open; 0 where no suite has it.
    [[nodiscard]] static constexpr std::uint64_t seal_limit(std::uint8_t aead) noexcept {
        std::uint64_t limit = 0;
        ((limit = Suites::aead::aead_id == aead ? Suites::aead::seal_limit : limit), ...);
        return limit;
    }
    [[nodiscard]] static constexpr std::uint64_t open_limit(std::uint8_t aead) noexcept {
        std::uint64_t limit = 0;
        ((limit = Suites::aead::aead_id == aead ? Suites::aead::open_limit : limit), ...);
        return limit;
    }

    /// Where the suite stands in the list; `count` where it does not.
    [[nodiscard]] static constexpr std::size_t index_of(std::uint8_t id) noexcept {
        std::size_t index = 0;
        while (index < count && ids[index] != id) { ++index; }
        return index;
    }
    [[nodiscard]] static constexpr bool has(std::uint8_t id) noexcept { return index_of(id) < count; }

    /// The size of the public values of a group; 0 where no suite has it.
    [[nodiscard]] static constexpr std::size_t public_size(std::uint8_t group) noexcept {
        std::size_t size = 0;
        ((size = Suites::group::group_id == group ? Suites::group::public_size : size), ...);
        return size;
    }

    /// The same for a group that a suite has.
    [[nodiscard]] static constexpr std::size_t known_public_size(std::uint8_t group) noexcept {
        return has_one_group ? max_public_size : public_size(group);
    }
    /// How many bytes of size its share has in front.
    [[nodiscard]] static constexpr std::size_t known_share_head_size(std::uint8_t group) noexcept {
        return has_sized_groups ? share_head_size(group) : 0;
    }
    /// Writes it. Preconditions: a suite has the group, room.
    static void write_share_head(std::uint8_t group, writer& out) noexcept {
        if constexpr (has_sized_groups) { write_big_endian(public_size(group), out.take(share_head_size(group))); }
    }
    /// Takes the size off the front of a share, where it is there; false where this is no share of the group.
    /// Precondition: a suite has the group.
    [[nodiscard]] static bool take_share_head(std::uint8_t group, byte_view& share) noexcept {
        const std::size_t size = known_public_size(group);
        if (share.size() != known_share_head_size(group) + size) { return false; }
        if constexpr (has_sized_groups) {
            const byte_view head = share.first(share_head_size(group));
            share = share.subspan(head.size());
            return head.empty() || read_big_endian(head) == size;
        }
        return true;
    }

    /// Calls `act(Suite{})` for the suite with this byte; false where there is none.
    template <class Act>
    static bool visit(std::uint8_t id, Act&& act) noexcept {
        return ((Suites::id == id && (act(Suites{}), true)) || ...);
    }
    /// Calls `act(Suite{})` for the first suite of a group; false where there is none.
    template <class Act>
    static bool visit_group(std::uint8_t group, Act&& act) noexcept {
        return ((Suites::group::group_id == group && (act(Suites{}), true)) || ...);
    }
    /// The same for a group that a suite has, which need not be looked for where there is but one.
    template <class Act>
    static void visit_known_group(std::uint8_t group, Act&& act) noexcept {
        if constexpr (has_one_group) {
            act(first_suite{});
        } else {
            (void)visit_group(group, act);
        }
    }
    /// Calls `act(Suite{})` for the first suite with an AEAD; false where there is none.
    template <class Act>
    static bool visit_aead(std::uint8_t aead, Act&& act) noexcept {
        return ((Suites::aead::aead_id == aead && (act(Suites{}), true)) || ...);
    }
    template <class Act>
    static void visit_known_aead(std::uint8_t aead, Act&& act) noexcept {
        if constexpr (has_one_aead) {
            act(first_suite{});
        } else {
            (void)visit_aead(aead, act);
        }
    }

private:
    static constexpr bool each_once() noexcept {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = i + 1; j < count; ++j) {
                if (ids[i] == ids[j]) { return false; }
            }
        }
        return true;
    }

public:
    /// True where no suite is listed twice.
    static constexpr bool all_distinct = each_once();
};

/// The suites of one group with each of these AEADs.
template <class Group, class... Aeads>
using suites_with = suite_list<suite<Group, Aeads>...>;

namespace detail {

template <class... Lists>
struct joined;
template <class... Suites>
struct joined<suite_list<Suites...>> {
    using type = suite_list<Suites...>;
};
template <class... First, class... Second, class... Rest>
struct joined<suite_list<First...>, suite_list<Second...>, Rest...> {
    using type = typename joined<suite_list<First..., Second...>, Rest...>::type;
};

}  // namespace detail

/// The suites of several lists, one list after the other.
template <class... Lists>
using joined_suites = typename detail::joined<Lists...>::type;

}  // namespace TSCP_ABI
}  // namespace tscp
