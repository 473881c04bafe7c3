// SPDX-License-Identifier: MIT
// The cookies by which a datagram server learns that a client is where it says, and that its Hello is not an old one,
// without keeping anything: docs/PROTOCOL.md, "Return routability".
//
//     cookie = last 4 bytes of the Hello | time(4), milliseconds | first 8 bytes of HMAC(secret, time(8) | L(link) |
//     H(Hello))
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/hmac.hpp>
#include <tscp/wire/cookie.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a cookie is made for, and checked against. `link` is the user's number for where the Hello came from: two
/// addresses with one number take each other's cookies.
struct cookie_subject {
    stored_view hello;         ///< The whole message, 4 bytes at least.
    stored_view hello_digest;  ///< Its hash.
    std::uint64_t link = 0;
};

/// Makes cookies and tells its own from others. All times are milliseconds of one clock, which must not go back while
/// the object lives.
template <class Hash>
class cookie_source {
public:
    static constexpr std::uint32_t default_lifetime = 60'000;

    /// Without a secret: `start` draws it. Precondition: a lifetime below 2^32 − 1, in milliseconds.
    explicit cookie_source(std::uint32_t lifetime = default_lifetime) noexcept : lifetime_{lifetime} {
        config::expects(lifetime < ~std::uint32_t{0});
    }
    cookie_source(const cookie_source&) = delete;
    cookie_source& operator=(const cookie_source&) = delete;
    ~cookie_source() = default;

    /// Draws the secret where there is none yet. `errc::random_failed`.
    template <class Random>
    errc start(Random& random) noexcept {
        static_assert(require_random<Random>());
        if (started_) { return errc::none; }
        secret<Hash::digest_size> drawn{uninitialized};
        if (!random.fill(drawn.overwrite())) { return errc::random_failed; }
        key_.set(drawn.reveal());
        started_ = true;
        return errc::none;
    }
    [[nodiscard]] bool started() const noexcept { return started_; }

    /// Writes a cookie. Preconditions: `start` succeeded; cookie_size bytes.
    void make(const cookie_subject& subject, std::uint64_t now, byte_span cookie) const noexcept {
        config::expects(started_ && cookie.size() == cookie_size);
        copy_bytes(subject.hello.last(cookie_echo_size), cookie.first(cookie_echo_size));
        write_big_endian(now, cookie.subspan(4, 4));
        secret<Hash::digest_size> tag{uninitialized};
        authenticate(subject, now, tag.overwrite());
        copy_bytes(tag.reveal().first(8), cookie.last(8));
    }

    /// True for a cookie made here for this subject that has not outlived its time; `made_at` says when.
    [[nodiscard]] bool check_cookie(byte_view cookie, const cookie_subject& subject, std::uint64_t now,
                                    std::uint64_t& made_at) const noexcept {
        if (!started_ || cookie.size() != cookie_size ||
            !equal_public(cookie.first(cookie_echo_size), subject.hello.last(cookie_echo_size))) {
            return false;
        }
        // The time is the last one before now with these low bits: as the tag covers all of it, none comes round again.
        const auto age = static_cast<std::uint32_t>(now - read_big_endian(cookie.subspan(4, 4)));
        if (age > lifetime_ || age > now) { return false; }
        secret<Hash::digest_size> tag{uninitialized};
        authenticate(subject, now - age, tag.overwrite());
        made_at = now - age;
        return equal_constant_time(cookie.last(8), tag.reveal().first(8));
    }

private:
    void authenticate(const cookie_subject& subject, std::uint64_t time, byte_span tag) const noexcept {
        std::array<std::uint8_t, 8 + 2 + 8> head;
        write_big_endian(time, byte_span{head}.first(8));
        write_big_endian(8, byte_span{head}.subspan(8, 2));
        write_big_endian(subject.link, byte_span{head}.last(8));
        hmac<Hash> mac{key_};
        mac.update(head);
        mac.update(subject.hello_digest);
        mac.finish(tag);
    }

    hmac_key<Hash> key_{};
    std::uint32_t lifetime_;
    bool started_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
