// SPDX-License-Identifier: MIT
// What a profile must offer: everything about TSCP 2 that both ends settle when they are compiled.
//
// Compulsory for a type P, which inherits the rest from tscp::default_profile:
//     P::hash                    a hash backend with digests of 32 bytes: SHA-256
//     P::random                  a random generator
//     P::suites                  a suite_list, in the order in which a server prefers them
// Defaulted, by inheriting from default_profile:
//     P::transport               framing::stream or framing::datagram; the default is stream
//     P::replay_window_bits      a multiple of 64; the default is 64. Above 128 it needs uses_extensions: the peer is
//                                asked for numbers of two bytes, as one byte tells no more than 128 apart
//     P::cid_size                the size of the connection ids that this end asks for, 0 to 8; the default is 0
//     P::uses_extensions         false: the peer's record size limit and its wish for two-byte numbers are not known
//                                of, for the smallest code; the default is true
//     P::record_size_limit       the largest content that this end takes, 16 to 16,384 bytes, of which the peer is told
//                                where it is less than 16,384, the default
//     P::answers_refused_hello   true: a refused Hello gets an alert; false: silence; the default is true
//     P::max_name_size           the longest name of a client in the server's table, 1 to 255; the default is 64
//     P::static_key              the type of a client's long-term key; no_static_key, the default, leaves out modes 2
//                                and 3
//     P::accepts_variable_time   true only where leaks through time are of no concern; the default is false
//     P::short_tag_open_limit    on datagrams, how many forged records a key with 8-byte tags may see, 2 or more; 0,
//                                the default, means that such suites do not compile there
//     P::keeps_next_keys         false: on datagrams every record that names the peer's next epoch, a forged one too,
//                                has its keys made anew, which saves their memory; the default is true
//     P::burns_stack             after which calls the stack is wiped; the default is stack_burning::after_records
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/concepts/suites.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// How records lie on the transport. The values are those of the transcript.
enum class framing : std::uint8_t {
    stream = 0,    ///< ordered and reliable, without borders of its own
    datagram = 1,  ///< one record a datagram, which may be lost, repeated or late
};

/// The static_key of profiles without modes 2 and 3.
struct no_static_key {};

/// After which calls the stack that they used is overwritten: a compiler may have put words of secrets there.
enum class stack_burning : std::uint8_t {
    never,
    after_handshakes,  ///< the steps of a handshake
    after_records      ///< every call that uses keys
};

struct default_profile {
    static constexpr framing transport = framing::stream;
    static constexpr std::size_t replay_window_bits = 64;
    static constexpr std::size_t cid_size = 0;
    static constexpr bool uses_extensions = true;
    static constexpr bool keeps_next_keys = true;
    static constexpr std::uint16_t record_size_limit = 16384;
    static constexpr bool answers_refused_hello = true;
    static constexpr std::size_t max_name_size = 64;
    using static_key = no_static_key;
    static constexpr bool accepts_variable_time = false;
    static constexpr std::uint64_t short_tag_open_limit = 0;
    static constexpr stack_burning burns_stack = stack_burning::after_records;
};

namespace detail {

/// How much of the stack is overwritten after a step of a handshake, after the last uses of the key schedule in it,
/// after sealing and opening, and after every other call that uses keys.
template <class P>
inline constexpr std::size_t handshake_burn = P::burns_stack == stack_burning::never || config::stack.handshake == 0
                                                  ? 0
                                                  : config::stack.handshake + P::suites::max_group_stack_size;
template <class P>
inline constexpr std::size_t schedule_burn = P::burns_stack == stack_burning::never ? 0 : config::stack.schedule;
template <class P>
inline constexpr std::size_t record_burn = P::burns_stack != stack_burning::after_records || config::stack.record == 0
                                               ? 0
                                               : config::stack.record + P::suites::max_aead_stack_size;
template <class P>
inline constexpr std::size_t session_burn = P::burns_stack == stack_burning::after_records ? config::stack.session : 0;

}  // namespace detail

namespace detail::profile {

template <class P>
using hash = typename P::hash;
template <class P>
using random = typename P::random;
template <class P>
using suites = typename P::suites;

template <class List>
inline constexpr bool is_suite_list = false;
template <class... Suites>
inline constexpr bool is_suite_list<suite_list<Suites...>> = true;

template <class P>
inline constexpr bool has_suites = is_suite_list<typename detector<void, suites, P>::type>;
template <class P>
inline constexpr bool has_all = all(std::is_base_of_v<default_profile, P>, is_detected<hash, P>, is_detected<random, P>,
                                    has_suites<P>);

template <class P>
constexpr bool require_facts() {
    static_assert(require_hash<typename P::hash>() && require_random<typename P::random>());
    if constexpr (is_hash<typename P::hash>) {
        static_assert(P::hash::digest_size == 32, "tscp: the hash of TSCP 2 is SHA-256.");
    }
    static_assert(P::suites::all_distinct, "tscp: a profile lists a suite once.");
    static_assert(P::suites::constant_time || P::accepts_variable_time,
                  "tscp: a backend of this profile is not constant-time: take another, or state "
                  "`static constexpr bool accepts_variable_time = true`.");
    static_assert(P::replay_window_bits > 0 && P::replay_window_bits % 64 == 0,
                  "tscp: a replay window is a multiple of 64 records.");
    static_assert(P::transport == framing::stream || P::replay_window_bits <= 128 || P::uses_extensions,
                  "tscp: a replay window above 128 records needs two-byte numbers, which uses_extensions asks for.");
    static_assert(P::record_size_limit >= 16 && P::record_size_limit <= 16384,
                  "tscp: a record size limit is 16 to 16,384 bytes.");
    static_assert(P::record_size_limit == 16384 || P::uses_extensions,
                  "tscp: the peer is told of a record size limit by uses_extensions.");
    static_assert(P::cid_size <= 8, "tscp: a connection id has at most 8 bytes.");
    static_assert(P::max_name_size >= 1 && P::max_name_size <= 255, "tscp: a name has 1 to 255 bytes.");
    static_assert(P::transport == framing::stream || P::suites::min_tag_size >= 16 || P::short_tag_open_limit > 0,
                  "tscp: on datagrams a few forged records end a session with 8-byte tags: state "
                  "`static constexpr std::uint64_t short_tag_open_limit`.");
    static_assert(P::short_tag_open_limit != 1,
                  "tscp: a short_tag_open_limit is at least 2: at half of it an update is due.");
    if constexpr (!std::is_same_v<typename P::static_key, no_static_key>) {
        static_assert(require_key_agreement<typename P::static_key>());
        if constexpr (is_key_agreement<typename P::static_key>) {
            static_assert(P::static_key::constant_time || P::accepts_variable_time,
                          "tscp: the static key of this profile is not constant-time: take another, or state "
                          "`static constexpr bool accepts_variable_time = true`.");
        }
    }
    return true;
}

}  // namespace detail::profile

/// Fails to compile with a sentence for the first thing that P lacks.
template <class P>
constexpr bool require_profile() {
    using namespace detail;
    static_assert(std::is_base_of_v<default_profile, P>, "tscp: a profile inherits from tscp::default_profile.");
    static_assert(is_detected<profile::hash, P>, "tscp: a profile must name its hash: `using hash = ...;`.");
    static_assert(is_detected<profile::random, P>,
                  "tscp: a profile must name its random generator: `using random = ...;`.");
    static_assert(profile::has_suites<P>,
                  "tscp: a profile must list its suites: `using suites = tscp::suite_list<...>;`.");
    if constexpr (profile::has_all<P>) { static_assert(profile::require_facts<P>()); }
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
