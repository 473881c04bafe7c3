// SPDX-License-Identifier: MIT
// What a hash backend must offer: an object that takes bytes piece by piece and gives a digest.
//
// Compulsory for a type H:
//     H::digest_size, H::block_size         static constexpr std::size_t, in bytes
//     H{}                                   the empty message, noexcept
//     H(const H&), H& operator=(const H&)   a copy goes on from the same message: it forks a transcript
//     h.update(byte_view)                   -> void: appends to the message
//     its destructor                        wipes what it holds of the message
//     h.finish(byte_span)                   -> void: writes digest_size bytes; precondition: the span is exactly
//                                              as long; the object is then the empty message again
// Defaulted, through hash_traits<H>:
//     H::digest(byte_view, byte_span)       -> void: the digest of one message; the default is update and finish
//     H::chaining_value, h.chaining(), h.resume(const H::chaining_value&, std::uint64_t size)
//                                           what is left of a message of whole blocks, as a type of plain data;
//                                           chaining gives it, resume goes on from a message of `size` bytes that left
//                                           it. By default a whole copy of the hash is kept
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::hash {

template <class H>
using digest_size = decltype(H::digest_size);
template <class H>
using block_size = decltype(H::block_size);
template <class H>
using update = decltype(std::declval<H&>().update(std::declval<byte_view>()));
template <class H>
using finish = decltype(std::declval<H&>().finish(std::declval<byte_span>()));
template <class H>
using chaining_value = typename H::chaining_value;
template <class H>
using digest = decltype(H::digest(std::declval<byte_view>(), std::declval<byte_span>()));
template <class H>
using update_is_noexcept = std::bool_constant<noexcept(std::declval<H&>().update(std::declval<byte_view>()))>;
template <class H>
using finish_is_noexcept = std::bool_constant<noexcept(std::declval<H&>().finish(std::declval<byte_span>()))>;
template <class H>
using digest_is_noexcept =
    std::bool_constant<noexcept(H::digest(std::declval<byte_view>(), std::declval<byte_span>()))>;

// What is defaulted is offered as it should be, or not at all.
template <class H>
inline constexpr bool has_sound_digest =
    !is_detected<digest, H> || (is_detected_exact<void, digest, H> && is_detected_true<digest_is_noexcept, H>);

}  // namespace detail::hash

/// True where H offers all that is compulsory.
template <class H>
inline constexpr bool is_hash = detail::all(detail::is_detected_exact<const std::size_t, detail::hash::digest_size, H>,
                                            detail::is_detected_exact<const std::size_t, detail::hash::block_size, H>,
                                            std::is_nothrow_default_constructible_v<H>,
                                            std::is_nothrow_copy_constructible_v<H>,
                                            std::is_nothrow_copy_assignable_v<H>,
                                            detail::is_detected_exact<void, detail::hash::update, H>,
                                            detail::is_detected_true<detail::hash::update_is_noexcept, H>,
                                            detail::is_detected_exact<void, detail::hash::finish, H>,
                                            detail::is_detected_true<detail::hash::finish_is_noexcept, H>,
                                            detail::hash::has_sound_digest<H>);

/// Fails to compile with a sentence for the first thing that H lacks.
template <class H>
constexpr bool require_hash() {
    using namespace detail;
    static_assert(is_detected_exact<const std::size_t, hash::digest_size, H>,
                  "tscp: a hash backend must state `static constexpr std::size_t digest_size`, in bytes.");
    static_assert(is_detected_exact<const std::size_t, hash::block_size, H>,
                  "tscp: a hash backend must state `static constexpr std::size_t block_size`, in bytes.");
    static_assert(std::is_nothrow_default_constructible_v<H>,
                  "tscp: a hash backend must be the empty message when default-constructed, and must not throw.");
    static_assert(std::is_copy_constructible_v<H> && std::is_copy_assignable_v<H>,
                  "tscp: a hash backend must be copyable: a copy forks the message hashed so far.");
    static_assert(std::is_nothrow_copy_constructible_v<H> && std::is_nothrow_copy_assignable_v<H>,
                  "tscp: to copy a hash backend must not throw.");
    static_assert(is_detected_exact<void, hash::update, H> && is_detected_true<hash::update_is_noexcept, H>,
                  "tscp: a hash backend must offer `void update(byte_view message) noexcept`.");
    static_assert(is_detected_exact<void, hash::finish, H> && is_detected_true<hash::finish_is_noexcept, H>,
                  "tscp: a hash backend must offer `void finish(byte_span digest) noexcept`.");
    static_assert(
        hash::has_sound_digest<H>,
        "tscp: where a hash backend offers digest, it must be `static void digest(byte_view message, byte_span "
        "out) noexcept`.");
    return true;
}

namespace detail {

// What hash_traits keeps of a message of whole blocks.
template <class H, bool Chains = is_detected<hash::chaining_value, H>>
struct hash_state {
    using type = typename H::chaining_value;
    static void save(const H& hash, type& state) noexcept { state = hash.chaining(); }
    static void resume(H& hash, const type& state, std::uint64_t size) noexcept { hash.resume(state, size); }
};
template <class H>
struct hash_state<H, false> {
    using type = H;
    static void save(const H& hash, type& state) noexcept { state = hash; }
    static void resume(H& hash, const type& state, std::uint64_t /*size*/) noexcept { hash = state; }
};

}  // namespace detail

/// The defaulted part: what a backend does not offer itself is made from what it must offer.
template <class H>
struct hash_traits {
    static_assert(require_hash<H>());

    /// Writes the digest of one whole message; precondition: `out` is exactly digest_size bytes long.
    static void digest(byte_view message, byte_span out) noexcept {
        if constexpr (detail::is_detected<detail::hash::digest, H>) {
            H::digest(message, out);
        } else {
            H hash;
            hash.update(message);
            hash.finish(out);
        }
    }

    /// True where `state` is the chaining value alone.
    static constexpr bool has_chaining_value = detail::is_detected<detail::hash::chaining_value, H>;
    /// The hash of a message of whole blocks, to go on from later.
    using state = typename detail::hash_state<H>::type;
    /// Precondition: whole blocks so far.
    static void save(const H& hash, state& to) noexcept { detail::hash_state<H>::save(hash, to); }
    /// Goes on from the message of `size` bytes that left this state.
    static void resume(H& hash, const state& from, std::uint64_t size) noexcept {
        detail::hash_state<H>::resume(hash, from, size);
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
