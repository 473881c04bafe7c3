// SPDX-License-Identifier: MIT
// Profiles of TSCP 2 over each backend, and a session over any of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/group/none.hpp>
#include <tscp/tscp.hpp>
#if defined(TSCP_BENCH_CRYPTOPP)
#include <tscp/backend/cryptopp/aes_ccm.hpp>
#include <tscp/backend/cryptopp/aes_gcm.hpp>
#include <tscp/backend/cryptopp/chacha20_poly1305.hpp>
#include <tscp/backend/cryptopp/x25519.hpp>
#endif
#if defined(TSCP_BENCH_MBEDTLS)
#include <tscp/backend/mbedtls/aes_ccm.hpp>
#include <tscp/backend/mbedtls/aes_gcm.hpp>
#include <tscp/backend/mbedtls/chacha20_poly1305.hpp>
#include <tscp/backend/mbedtls/sha256.hpp>
#include <tscp/backend/mbedtls/x25519.hpp>
#endif

#include "backends.hpp"

namespace bench {

struct secure_portable : portable {
    using x25519 = tscp::portable::x25519;
    using ffdhe2048 = tscp::ffdhe2048<tscp::portable::integer<2048>>;
    using ffdhe3072 = tscp::ffdhe3072<tscp::portable::integer<3072>>;
    using chacha20_poly1305 = tscp::portable::chacha20_poly1305;
    using aes128_gcm = tscp::portable::aes128_gcm;
    using aes256_gcm = tscp::portable::aes256_gcm;
    using aes128_ccm8 = tscp::portable::aes128_ccm8;
};

#if defined(TSCP_BENCH_BOOST)
/// Boost has integers alone; the rest is portable.
struct secure_boost : secure_portable {
    static constexpr const char* name = "boost";
    using ffdhe2048 = tscp::ffdhe2048<tscp::boost_backend::integer<2048>>;
    using ffdhe3072 = tscp::ffdhe3072<tscp::boost_backend::integer<3072>>;
};
#endif

#if defined(TSCP_BENCH_CRYPTOPP)
struct secure_cryptopp : cryptopp {
    using x25519 = tscp::cryptopp::x25519;
    using ffdhe2048 = tscp::ffdhe2048<tscp::cryptopp::integer<2048>>;
    using ffdhe3072 = tscp::ffdhe3072<tscp::cryptopp::integer<3072>>;
    using chacha20_poly1305 = tscp::cryptopp::chacha20_poly1305;
    using aes128_gcm = tscp::cryptopp::aes128_gcm;
    using aes256_gcm = tscp::cryptopp::aes256_gcm;
    using aes128_ccm8 = tscp::cryptopp::aes128_ccm8;
};
#endif

#if defined(TSCP_BENCH_MBEDTLS)
/// Mbed TLS brings no integers; the rest is portable.
struct secure_mbedtls : secure_portable {
    static constexpr const char* name = "mbedtls";
    using hash = tscp::mbedtls::sha256;
    using x25519 = tscp::mbedtls::x25519;
    using chacha20_poly1305 = tscp::mbedtls::chacha20_poly1305;
    using aes128_gcm = tscp::mbedtls::aes128_gcm;
    using aes256_gcm = tscp::mbedtls::aes256_gcm;
    using aes128_ccm8 = tscp::mbedtls::aes128_ccm8;
};
#endif

template <class Backend, class Group, class Aead, tscp::framing Framing = tscp::framing::stream>
struct tscp2_profile : tscp::default_profile {
    using hash = typename Backend::hash;
    using random = fixed_random;
    using suites = tscp::suite_list<tscp::suite<Group, Aead>>;
    static constexpr tscp::framing transport = Framing;
    static constexpr bool accepts_variable_time = true;
    static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
};

struct one_psk {
    static constexpr std::uint8_t key[32] = {1, 2, 3};
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept { return {tscp::psk_view{key}, {}}; }
    static tscp::external_psk credential() noexcept {
        return {tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{key}};
    }
};

/// A whole handshake by PSK, from nothing to both channels.
template <class Profile>
struct secure_session {
    secure_session() {
        fixed_random random;
        one_psk directory;
        std::array<std::uint8_t, 600> hello_buffer;
        std::array<std::uint8_t, 600> hey_buffer;
        tscp::writer hello{hello_buffer};
        tscp::writer hey{hey_buffer};
        auto waiting = must(tscp::client<Profile>{one_psk::credential(), random}.write_hello(hello));
        auto half = must(tscp::server<Profile, one_psk>{directory, random}.answer_hello(hello.written(), hey));
        client.emplace(must(std::move(waiting).read_hey(hey.written())));
        std::array<std::uint8_t, 64> buffer;
        tscp::writer record{buffer};
        must(client->channel.seal({}, record));
        server.emplace(must(std::move(half).open_in_place(tscp::byte_span{buffer}.first(record.size()))));
    }

    std::optional<tscp::client_session<Profile>> client;
    std::optional<tscp::server_session<Profile>> server;
};

/// Calls `visit(backend{})` for each backend that has something of TSCP 2.
template <class Visit>
void for_each_secure_backend(const Visit& visit) {
    visit(secure_portable{});
#if defined(TSCP_BENCH_BOOST)
    visit(secure_boost{});
#endif
#if defined(TSCP_BENCH_CRYPTOPP)
    visit(secure_cryptopp{});
#endif
#if defined(TSCP_BENCH_MBEDTLS)
    visit(secure_mbedtls{});
#endif
}

}  // namespace bench
