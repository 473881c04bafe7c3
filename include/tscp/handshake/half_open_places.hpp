// SPDX-License-Identifier: MIT
// Who gets a place in a server's table of half-open sessions: docs/PROTOCOL.md, "Half-open sessions". No key and no
// message: it looks at the places, and answers with one of them or a reason.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// When a server demands a cookie, beside where there is no other way to a place. `demanded(used)`: with so many
/// places taken.
namespace cookies {

/// Never: a Hello that would have to bring one is dropped, and the server needs no secret. For links on which nobody
/// else can send.
struct never {
    static constexpr bool may_be_demanded = false;
    static constexpr bool demanded(std::size_t /*used*/) noexcept { return false; }
};

/// With more than `Places` places taken.
template <std::size_t Places>
struct above {
    static constexpr bool may_be_demanded = true;
    static constexpr bool demanded(std::size_t used) noexcept { return used > Places; }
};

/// Of every Hello: no address is sent more than a cookie before it has answered. For servers of modes 2 and 3 on open
/// networks: there a Hello that nobody can verify costs two Diffie–Hellman, and takes no place that would be counted.
struct always {
    static constexpr bool may_be_demanded = true;
    static constexpr bool demanded(std::size_t /*used*/) noexcept { return true; }
};

}  // namespace cookies

/// How many sessions a server keeps with one client, by its name.
namespace sessions {

/// The newest one: a confirmed session ends the half-open ones of its client whose Hello came before its own, so that a
/// first record that was held back cannot put an older session in the place of a newer.
struct one_per_name {
    static constexpr bool end_older = true;
};
/// Any number: none ends another.
struct any_number {
    static constexpr bool end_older = false;
};

}  // namespace sessions

namespace detail {

/// How many places a client may have whose Hello came with a valid cookie and proof.
inline constexpr std::size_t proved_places_per_name = 2;

/// Clients without a name are as many clients: none shares a name with another.
[[nodiscard]] inline bool is_same_name(byte_view left, byte_view right) noexcept {
    return !left.empty() && equal_public(left, right);
}

/// A Hello that has no place yet, behind its binder.
struct place_request {
    byte_view name;
    bool cookie_demanded = false;   ///< whatever its name
    bool proved = false;            ///< it came with a good cookie and its proof
    std::uint64_t cookie_time = 0;  ///< then: when the cookie was made
};

/// A place, or why there is none.
struct place_choice {
    errc refusal = errc::none;
    std::size_t index = 0;
};

/// Of a client's proved places, how many there are, and which has the oldest cookie.
struct proved_share {
    std::size_t count = 0;
    std::size_t oldest = 0;
};
/// Of two cookies as old, that of the place which was drawn first counts as the older. `Places` has `size()` and `[]`;
/// a place has `used()`, `name()`, `proved()`, `cookie_time()` and `order()`, the order in which places were drawn.
template <class Places>
[[nodiscard]] proved_share proved_places_of(const Places& places, byte_view name) noexcept {
    proved_share share;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& place = places[i];
        if (!place.used() || !place.proved() || !is_same_name(place.name(), name)) { continue; }
        const auto& oldest = places[share.oldest];
        if (share.count++ == 0 || place.cookie_time() < oldest.cookie_time() ||
            (place.cookie_time() == oldest.cookie_time() && place.order() < oldest.order())) {
            share.oldest = i;
        }
    }
    return share;
}

/// Chooses a place. Refusals: `errc::cookie_required`, where cookies are never demanded `errc::table_full` and
/// `errc::client_has_place` in its stead; `errc::table_full` and `errc::stale_cookie` of a proved one.
template <bool CookiesAreDemanded, class Places>
[[nodiscard]] place_choice choose_place(const Places& places, const place_request& request) noexcept {
    const std::size_t none = places.size();
    std::size_t free_place = none;
    std::size_t unproved = none;  // its name's own, else the oldest
    bool has_place = false;
    bool own_unproved = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& place = places[i];
        if (!place.used()) {
            free_place = i;
            continue;
        }
        const bool own = is_same_name(place.name(), request.name);
        has_place = has_place || own;
        if (place.proved() || own_unproved) { continue; }
        own_unproved = own;
        if (own || unproved == none || place.order() < places[unproved].order()) { unproved = i; }
    }
    if (!request.proved) {
        if (!has_place && !request.cookie_demanded && free_place != none) { return {errc::none, free_place}; }
        return {CookiesAreDemanded ? errc::cookie_required : has_place ? errc::client_has_place : errc::table_full};
    }
    const proved_share share = proved_places_of(places, request.name);
    if (share.count >= proved_places_per_name) {
        // Only for a newer cookie: else what was recorded of a client's last handshakes would displace its present one.
        if (places[share.oldest].cookie_time() >= request.cookie_time) { return {errc::stale_cookie}; }
        return {errc::none, share.oldest};
    }
    if (free_place != none) { return {errc::none, free_place}; }
    if (unproved != none) { return {errc::none, unproved}; }
    return {errc::table_full};
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
