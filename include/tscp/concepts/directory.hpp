// SPDX-License-Identifier: MIT
// What a server's directory must offer: what the server knows of its clients, for the modes that it serves and no
// others.
//
// For a type D:
//     d.find_psk(byte_view identity)     -> psk_entry                mode 0
//     d.find_peer(byte_view key_id)      -> peer_entry               modes 2 and 3, with
//     d.own_key()                        -> const K&: a key-agreement object
//     d.tickets()                        -> const ticket_keys<…>&    mode 1, with
//     d.now()                            -> std::uint64_t: seconds since 1970
//     d.is_authorized(byte_view name)    -> bool: a client with this name may still come
//     d.clock_tolerance()                -> std::uint64_t, optional: by how many seconds this server's clock may be
//     behind
//                                           that of the server that first authenticated a ticket's client; else 60
// All are noexcept. One of find_psk, find_peer and tickets is compulsory. The views of an entry must live until the
// call of the server that asked for it returns. A device that is a client too leaves out of its directory every
// identity and key that it uses as a client (the Selfie attack). A PSK of mode 3 stands in no entry of find_psk, nor is
// it used elsewhere: that cannot be checked here.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/key_agreement.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A client with a PSK, or nobody.
class psk_entry {
public:
    /// The identity is not known.
    psk_entry() noexcept = default;
    psk_entry(psk_view psk, client_name name) noexcept : psk_{psk}, name_{name}, known_{true} {}

    [[nodiscard]] bool known() const noexcept { return known_; }
    [[nodiscard]] byte_view psk() const noexcept { return psk_; }
    [[nodiscard]] byte_view name() const noexcept { return name_; }

private:
    psk_view psk_{};
    client_name name_{};
    bool known_ = false;
};

/// A client with a static key, and the one mode that it may use; or nobody.
class peer_entry {
public:
    enum class access : std::uint8_t { unknown, static_keys, static_keys_and_psk };

    /// The key id is not known.
    peer_entry() noexcept = default;
    /// Mode 2.
    static peer_entry static_keys(public_key_view public_key, client_name name) noexcept {
        return peer_entry{access::static_keys, public_key, name, {}};
    }
    /// Mode 3.
    static peer_entry static_keys_and_psk(public_key_view public_key, psk_view psk, client_name name) noexcept {
        return peer_entry{access::static_keys_and_psk, public_key, name, psk};
    }
    /// The same entry with Diffie–Hellman of the two static keys, where it is kept; else it is computed for every
    /// Hello.
    [[nodiscard]] peer_entry with_shared_secret(shared_secret_view shared) const noexcept {
        peer_entry entry = *this;
        entry.shared_ = shared;
        return entry;
    }

    [[nodiscard]] access allowed() const noexcept { return access_; }
    [[nodiscard]] byte_view public_key() const noexcept { return public_key_; }
    [[nodiscard]] byte_view name() const noexcept { return name_; }
    [[nodiscard]] byte_view psk() const noexcept { return psk_; }
    [[nodiscard]] byte_view shared_secret() const noexcept { return shared_; }

private:
    peer_entry(access allowed, public_key_view public_key, client_name name, psk_view psk) noexcept
        : public_key_{public_key}, name_{name}, psk_{psk}, access_{allowed} {}

    public_key_view public_key_{};
    client_name name_{};
    psk_view psk_{};
    shared_secret_view shared_{};
    access access_ = access::unknown;
};

namespace detail::directory {

template <class D>
using find_psk = decltype(std::declval<D&>().find_psk(std::declval<byte_view>()));
template <class D>
using find_peer = decltype(std::declval<D&>().find_peer(std::declval<byte_view>()));
template <class D>
using own_key = decltype(std::declval<D&>().own_key());
template <class D>
using tickets = decltype(std::declval<D&>().tickets());
template <class D>
using now = decltype(std::declval<D&>().now());
template <class D>
using is_authorized = decltype(std::declval<D&>().is_authorized(std::declval<byte_view>()));
template <class D>
using clock_tolerance = decltype(std::declval<D&>().clock_tolerance());

template <class D>
inline constexpr bool knows_psks = is_detected<find_psk, D>;
template <class D>
inline constexpr bool knows_peers = is_detected<find_peer, D>;
template <class D>
inline constexpr bool knows_tickets = is_detected<tickets, D>;

template <class Keys>
using ticket_aead = typename std::decay_t<Keys>::aead;
template <class D>
inline constexpr bool gives_ticket_keys = std::is_lvalue_reference_v<typename detector<void, tickets, D>::type>&&
    is_detected<ticket_aead, typename detector<void, tickets, D>::type>;

template <class D>
[[nodiscard]] std::uint64_t clock_tolerance_of(D& directory) noexcept {
    if constexpr (is_detected<clock_tolerance, D>) {
        return directory.clock_tolerance();
    } else {
        static_cast<void>(directory);
        return 60;
    }
}

template <class D>
constexpr bool require_psks() {
    static_assert(is_detected_exact<psk_entry, find_psk, D>,
                  "tscp: find_psk of a directory must be `psk_entry find_psk(byte_view identity) noexcept`.");
    if constexpr (is_detected_exact<psk_entry, find_psk, D>) {
        static_assert(noexcept(std::declval<D&>().find_psk(byte_view{})),
                      "tscp: find_psk of a directory must be noexcept.");
    }
    return true;
}

template <class D, bool AcceptsVariableTime>
constexpr bool require_peers() {
    static_assert(is_detected_exact<peer_entry, find_peer, D>,
                  "tscp: find_peer of a directory must be `peer_entry find_peer(byte_view key_id) noexcept`.");
    static_assert(is_detected<own_key, D>,
                  "tscp: a directory with find_peer must offer `const Key& own_key() noexcept`.");
    if constexpr (is_detected_exact<peer_entry, find_peer, D> && is_detected<own_key, D>) {
        using key = std::decay_t<decltype(std::declval<D&>().own_key())>;
        static_assert(std::is_lvalue_reference_v<decltype(std::declval<D&>().own_key())>,
                      "tscp: own_key of a directory must give a reference: keys are not copied.");
        static_assert(require_key_agreement<key>());
        if constexpr (is_key_agreement<key>) {
            static_assert(key::constant_time || AcceptsVariableTime,
                          "tscp: the static key of this directory is not constant-time: take another, or state `static "
                          "constexpr bool accepts_variable_time = true` in the profile.");
        }
        static_assert(noexcept(std::declval<D&>().find_peer(byte_view{}))&& noexcept(std::declval<D&>().own_key()),
                      "tscp: find_peer and own_key of a directory must be noexcept.");
    }
    return true;
}

template <class D, bool AcceptsVariableTime>
constexpr bool require_tickets() {
    static_assert(gives_ticket_keys<D>,
                  "tscp: tickets of a directory must give a reference to tscp::ticket_keys: keys are not copied.");
    static_assert(is_detected_exact<std::uint64_t, now, D>,
                  "tscp: a directory with tickets must offer `std::uint64_t now() noexcept`, in seconds since 1970.");
    static_assert(is_detected_exact<bool, is_authorized, D>,
                  "tscp: a directory with tickets must offer `bool is_authorized(byte_view name) noexcept`.");
    if constexpr (gives_ticket_keys<D>) {
        using aead = typename std::decay_t<typename detector<void, tickets, D>::type>::aead;
        static_assert(aead::constant_time || AcceptsVariableTime,
                      "tscp: the AEAD of this directory's tickets is not constant-time: take another, or state `static "
                      "constexpr bool accepts_variable_time = true` in the profile.");
    }
    if constexpr (is_detected<clock_tolerance, D>) {
        static_assert(
            is_detected_exact<std::uint64_t, clock_tolerance, D>,
            "tscp: clock_tolerance of a directory must be `std::uint64_t clock_tolerance() noexcept`, in seconds.");
        static_assert(noexcept(std::declval<D&>().clock_tolerance()),
                      "tscp: clock_tolerance of a directory must be noexcept.");
    }
    if constexpr (is_detected_exact<std::uint64_t, now, D> && is_detected_exact<bool, is_authorized, D>) {
        static_assert(noexcept(std::declval<D&>().tickets())&& noexcept(std::declval<D&>().now())&& noexcept(
                          std::declval<D&>().is_authorized(byte_view{})),
                      "tscp: tickets, now and is_authorized of a directory must be noexcept.");
    }
    return true;
}

}  // namespace detail::directory

/// Fails to compile with a sentence for the first thing that D lacks. `AcceptsVariableTime` is the profile's.
template <class D, bool AcceptsVariableTime = false>
constexpr bool require_directory() {
    using namespace detail::directory;
    static_assert(knows_psks<D> || knows_peers<D> || knows_tickets<D>,
                  "tscp: a directory must offer find_psk, find_peer or tickets: see concepts/directory.hpp.");
    if constexpr (knows_psks<D>) { static_assert(require_psks<D>()); }
    if constexpr (knows_peers<D>) { static_assert(require_peers<D, AcceptsVariableTime>()); }
    if constexpr (knows_tickets<D>) { static_assert(require_tickets<D, AcceptsVariableTime>()); }
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
