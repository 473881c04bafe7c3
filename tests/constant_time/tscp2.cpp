// SPDX-License-Identifier: MIT
// What TSCP 2 computes with secrets on the portable backend, with the secrets marked as undefined: AEADs, key
// agreement, the key schedule. Run under valgrind's memcheck.
#include <valgrind/memcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/handshake/cookie_source.hpp>
#include <tscp/kdf/key_schedule.hpp>

namespace {

unsigned sink = 0;

template <class Bytes>
void hide(Bytes& bytes) {
    VALGRIND_MAKE_MEM_UNDEFINED(bytes.data(), bytes.size());
}
template <class Bytes>
void publish(Bytes& bytes) {
    VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size());
    for (const auto byte : bytes) { sink += byte; }
}

// An AEAD whose key and plaintext are secret. What is sent is public.
template <class Aead>
void seal() {
    std::array<std::uint8_t, Aead::key_size> key{1, 2, 3};
    std::array<std::uint8_t, Aead::nonce_size> nonce{4, 5};
    std::array<std::uint8_t, 100> plaintext{6, 7};
    std::array<std::uint8_t, 100 + Aead::tag_size> sealed{};
    hide(key);
    hide(plaintext);
    Aead{key}.seal(nonce, tscp::bytes_of("header"), plaintext, sealed);
    publish(sealed);
}

// Opening, up to the verdict: that one is public, and the branch on it the only one that valgrind may report, so the
// tests' AEAD is handed a tag that it takes, and the report is counted.
template <class Aead>
unsigned open_reports() {
    std::array<std::uint8_t, Aead::key_size> key{1, 2, 3};
    std::array<std::uint8_t, Aead::nonce_size> nonce{4, 5};
    std::array<std::uint8_t, 100> plaintext{6, 7};
    std::array<std::uint8_t, 100 + Aead::tag_size> sealed{};
    Aead{key}.seal(nonce, tscp::bytes_of("header"), plaintext, sealed);
    hide(key);
    const unsigned before = VALGRIND_COUNT_ERRORS;
    bool good = Aead{key}.open(nonce, tscp::bytes_of("header"), sealed, plaintext);
    const unsigned reports = VALGRIND_COUNT_ERRORS - before;
    VALGRIND_MAKE_MEM_DEFINED(&good, sizeof good);
    publish(plaintext);
    sink += good ? 1U : 0U;
    return reports;
}

// A private key that is secret; the public value is not.
template <class Group>
void make_public_value() {
    std::array<std::uint8_t, Group::private_size> private_key{9, 8, 7, 6, 5};
    std::array<std::uint8_t, Group::public_size> out{};
    hide(private_key);
    (void)Group::public_value(private_key, out);
    publish(out);
}

// A shared secret, whose only public fact is whether it is acceptable.
template <class Group>
unsigned agree_reports() {
    std::array<std::uint8_t, Group::private_size> private_key{9, 8, 7, 6, 5};
    std::array<std::uint8_t, Group::public_size> peer{};
    peer[Group::public_size / 2] = 5;
    std::array<std::uint8_t, Group::shared_size> out{};
    hide(private_key);
    const unsigned before = VALGRIND_COUNT_ERRORS;
    (void)Group::agree(private_key, peer, out);
    const unsigned reports = VALGRIND_COUNT_ERRORS - before;
    publish(out);
    return reports;
}

void schedule() {
    using keys_type = tscp::key_schedule<tscp::portable::sha256>;
    std::array<std::uint8_t, 32> psk{1};
    std::array<std::uint8_t, 32> transcript{2};
    std::array<std::uint8_t, 32> out{};
    hide(psk);
    tscp::psk_input<tscp::portable::sha256> slot;
    slot.add_with_size(psk);
    keys_type keys;
    keys.start(slot);
    keys.mix(psk);
    keys.derive(tscp::bytes_of("s hs traffic"), transcript, out);
    std::array<std::uint8_t, 32> mac{};
    keys_type::finished_mac(out, transcript, mac);
    publish(mac);
}

// A cookie, up to the verdict on it.
unsigned cookie_reports() {
    struct hidden_random {
        static bool fill(tscp::byte_span out) noexcept {
            for (std::uint8_t& byte : out) { byte = 3; }
            hide(out);
            return true;
        }
    } random;
    std::array<std::uint8_t, 60> hello{1, 2};
    std::array<std::uint8_t, 32> digest{3, 4};
    std::array<std::uint8_t, tscp::cookie_size> cookie{};
    const tscp::cookie_subject subject{hello, digest, 7};
    tscp::cookie_source<tscp::portable::sha256> cookies;
    const unsigned before = VALGRIND_COUNT_ERRORS;
    (void)cookies.start(random);
    cookies.make(subject, 1000, cookie);
    publish(cookie);
    std::uint64_t made_at = 0;
    bool good = cookies.check_cookie(cookie, subject, 1001, made_at);
    const unsigned reports = VALGRIND_COUNT_ERRORS - before;
    VALGRIND_MAKE_MEM_DEFINED(&good, sizeof good);
    sink += good ? 1U : 0U;
    return reports;
}

bool as_expected(const char* what, unsigned reports, unsigned most) {
    std::printf("%s: %u reports, of which %u may be the public verdict\n", what, reports, most);
    return reports <= most;
}

}  // namespace

int main() {
    if (RUNNING_ON_VALGRIND == 0) {
        std::puts("run this under valgrind");
        return 1;
    }
    namespace portable = tscp::portable;
    seal<portable::chacha20_poly1305>();
    seal<portable::aes128_gcm>();
    seal<portable::aes256_gcm>();
    seal<portable::aes128_ccm>();
    seal<portable::aes128_ccm8>();
    seal<portable::ascon_aead128>();
    make_public_value<portable::x25519>();
    make_public_value<portable::basic_x25519<std::uint32_t>>();
    make_public_value<tscp::ffdhe2048<portable::integer<2048>>>();
    make_public_value<tscp::ffdhe2048<portable::integer<2048, std::uint32_t>>>();
    schedule();
    // Everything so far must be without a report.
    const bool silent = as_expected("seal, public values, key schedule", VALGRIND_COUNT_ERRORS, 0);
    bool verdicts = as_expected("ChaCha20-Poly1305 open", open_reports<portable::chacha20_poly1305>(), 1);
    verdicts = as_expected("AES-128-GCM open", open_reports<portable::aes128_gcm>(), 1) && verdicts;
    verdicts = as_expected("AES-256-GCM open", open_reports<portable::aes256_gcm>(), 1) && verdicts;
    verdicts = as_expected("AES-128-CCM-8 open", open_reports<portable::aes128_ccm8>(), 1) && verdicts;
    verdicts = as_expected("AES-128-CCM open", open_reports<portable::aes128_ccm>(), 1) && verdicts;
    verdicts = as_expected("Ascon-AEAD128 open", open_reports<portable::ascon_aead128>(), 1) && verdicts;
    verdicts = as_expected("X25519 agree", agree_reports<portable::x25519>(), 1) && verdicts;
    verdicts = as_expected("ffdhe2048 agree", agree_reports<tscp::ffdhe2048<portable::integer<2048>>>(), 1) && verdicts;
    verdicts = as_expected("cookie", cookie_reports(), 1) && verdicts;
    std::printf("%u\n", sink);
    return silent && verdicts ? 0 : 9;
}
