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

/// Of every Hello: no address is sent more than a cookie before it has answered.
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
    bool proved = false;            ///< it came with a valid cookie and proof
    std::uint64_t cookie_time = 0;  ///< then: when the cookie was made
};

/// A place, or why there is none.
struct place_choice {
    errc refusal = errc::none;
    std::size_t index = 0;
};

/// Chooses a place. A `Place` has `used()`, `name()`, `proved()`, `cookie_time()` and `order()`, the order in which the
/// places were drawn. Refusals: `errc::cookie_required`; `errc::table_full`; `errc::client_has_place` (in place of a
/// cookie that is never demanded); `errc::stale_cookie`.
template <class Cookies, class Places>
[[nodiscard]] place_choice choose_place(const Places& places, const place_request& request) noexcept {
    const std::size_t none = places.size();
    std::size_t used = 0;
    std::size_t own_proved = 0;
    bool has_own = false;
    std::size_t free_place = none;
    std::size_t oldest_own = none;       // of this client's proved ones that with the oldest cookie
    std::size_t oldest_unproved = none;  // of all
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& place = places[i];
        if (!place.used()) {
            free_place = i;
            continue;
        }
        ++used;
        const bool own = is_same_name(place.name(), request.name);
        has_own = has_own || own;
        if (!place.proved()) {
            if (oldest_unproved == none || place.order() < places[oldest_unproved].order()) { oldest_unproved = i; }
        } else if (own) {
            ++own_proved;
            if (oldest_own == none || place.cookie_time() < places[oldest_own].cookie_time()) { oldest_own = i; }
        }
    }
    if (!request.proved) {
        if (has_own) { return {Cookies::may_be_demanded ? errc::cookie_required : errc::client_has_place}; }
        if (free_place == none || Cookies::demanded(used)) {
            return {Cookies::may_be_demanded ? errc::cookie_required : errc::table_full};
        }
        return {errc::none, free_place};
    }
    if (own_proved >= proved_places_per_name) {
        // Only for a newer cookie: else what was recorded of this client's last handshakes would put out its present one.
        if (places[oldest_own].cookie_time() >= request.cookie_time) { return {errc::stale_cookie}; }
        return {errc::none, oldest_own};
    }
    if (free_place != none) { return {errc::none, free_place}; }
    if (oldest_unproved != none) { return {errc::none, oldest_unproved}; }
    return {errc::table_full};
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
