// SPDX-License-Identifier: MIT
// What the AEADs of the backend mbedtls do where Mbed TLS fails: each of its calls fails in turn, for each reason.
// Nothing is accepted, no plaintext is left, and no key stays in Mbed TLS.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <new>
#include <set>

#include <sys/mman.h>

#include <tscp/backend/mbedtls/aes_ccm.hpp>
#include <tscp/backend/mbedtls/aes_gcm.hpp>
#include <tscp/backend/mbedtls/chacha20_poly1305.hpp>

#include "../support/bytes.hpp"
#include "../support/catch.hpp"
#include "../support/memory_of.hpp"
#include "../support/stops.hpp"
#include "failing_mbedtls.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
namespace mbedtls = tscp::mbedtls;
namespace vendor = test::vendor;

constexpr std::size_t short_size = 50;
constexpr std::size_t long_size = 1000;

// The device's fault, for which there is no answer but to stop; one more is that memory is short.
constexpr psa_status_t faults[] = {PSA_ERROR_HARDWARE_FAILURE, PSA_ERROR_NOT_SUPPORTED, PSA_ERROR_BAD_STATE,
                                   PSA_ERROR_GENERIC_ERROR};

// Bytes that outlive a child process which wrote them and was stopped.
class shared_bytes {
public:
    explicit shared_bytes(const bytes& content)
        : size_{content.size()},
          memory_{static_cast<std::uint8_t*>(
              ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))} {
        if (memory_ == MAP_FAILED) { throw std::bad_alloc{}; }
        tscp::copy_bytes(content, span());
    }
    shared_bytes(const shared_bytes&) = delete;
    shared_bytes& operator=(const shared_bytes&) = delete;
    ~shared_bytes() { ::munmap(memory_, size_); }

    [[nodiscard]] byte_span span() const { return {memory_, size_}; }
    [[nodiscard]] bytes content() const { return {memory_, memory_ + size_}; }

private:
    std::size_t size_;
    std::uint8_t* memory_;
};

// A message and its record under one key.
template <class Aead>
struct sealed_message {
    explicit sealed_message(std::size_t size) : plain(test::repeatable_random{31}.draw(size)) {
        vendor::begin();
        record.resize(size + Aead::tag_size);
        aead.seal(nonce, aad, plain, record);
    }

    Aead aead{bytes(Aead::key_size, 0x42)};
    bytes nonce = bytes(Aead::nonce_size, 7);
    bytes aad = {1, 2, 3};
    bytes plain;
    bytes record;
};

template <class Visit>
void for_each_aead(const Visit& visit) {
    for (const std::size_t size : {short_size, long_size}) {
        CAPTURE(size);
        visit(sealed_message<mbedtls::aes128_gcm>{size});
        visit(sealed_message<mbedtls::aes128_ccm8>{size});
        visit(sealed_message<mbedtls::chacha20_poly1305>{size});
    }
}

}  // namespace

TEST_CASE("where Mbed TLS fails to seal the program stops, and what it leaves is zeros") {
    for_each_aead([](const auto& message) {
        const auto seal = [&](byte_view plain, byte_span out) {
            message.aead.seal(message.nonce, message.aad, plain, out);
        };
        const std::size_t size = message.plain.size();
        bytes place = message.plain;
        place.resize(message.record.size());
        const std::size_t calls = vendor::calls_of([&] { seal(byte_view{place}.first(size), place); });
        CHECK(calls == 4);
        for (std::size_t call = 1; call <= calls; ++call) {
            CAPTURE(call);
            bytes plain = message.plain;
            plain.resize(message.record.size(), 0xee);
            for (const psa_status_t reason : {PSA_ERROR_INSUFFICIENT_MEMORY, PSA_ERROR_HARDWARE_FAILURE}) {
                CAPTURE(reason);
                vendor::begin(call, reason);
                const shared_bytes in_place{plain};
                CHECK(test::stops([&] { seal(byte_view{in_place.span()}.first(size), in_place.span()); }));
                // The key that cannot be destroyed stops the program when all else is done.
                CHECK(in_place.content() == (call < calls ? bytes(plain.size()) : message.record));
            }
        }
    });
}

TEST_CASE("where memory is short for Mbed TLS a record does not open, and apart it is left as it was") {
    for_each_aead([](const auto& message) {
        bytes out(message.plain.size());
        const bytes before = message.record;
        const auto open = [&] { return message.aead.open(message.nonce, message.aad, message.record, out); };
        const std::size_t calls = vendor::calls_of([&] { CHECK(open()); });
        for (std::size_t call = 1; call < calls; ++call) {
            CAPTURE(call);
            vendor::begin(call, PSA_ERROR_INSUFFICIENT_MEMORY);
            out = message.plain;
            CHECK_FALSE(open());
            CHECK(out == bytes(out.size()));
            CHECK(message.record == before);
            CHECK(vendor::present().keys == 0);
        }
        vendor::begin(calls, PSA_ERROR_INSUFFICIENT_MEMORY);
        CHECK(test::stops([&] { (void)open(); }));
    });
}

TEST_CASE("where memory is short for Mbed TLS a record in place is left as it was, or is zeros where it is long") {
    for_each_aead([](const auto& message) {
        bytes place = message.record;
        const auto open = [&] {
            return message.aead.open(message.nonce, message.aad, place, byte_span{place}.first(message.plain.size()));
        };
        const std::size_t calls = vendor::calls_of([&] { CHECK(open()); });
        const bool is_short = message.plain.size() == short_size;
        CHECK(calls == (is_short ? 4 : 6));
        for (std::size_t call = 1; call < calls; ++call) {
            CAPTURE(call);
            vendor::begin(call, PSA_ERROR_INSUFFICIENT_MEMORY);
            place = message.record;
            CHECK_FALSE(open());
            CHECK(place == (is_short || call <= 2 ? message.record : bytes(place.size())));
            CHECK(vendor::present().keys == 0);
        }
    });
}

TEST_CASE("where Mbed TLS fails to open for another reason the program stops, and leaves no plaintext") {
    for_each_aead([](const auto& message) {
        const std::size_t size = message.plain.size();
        const byte_view piece = byte_view{message.plain}.first(8);
        for (const psa_status_t reason : faults) {
            for (std::size_t call = 1; call <= 3; ++call) {
                CAPTURE(reason, call);
                vendor::begin(call, reason);
                const shared_bytes out{message.plain};
                CHECK(test::stops(
                    [&] { (void)message.aead.open(message.nonce, message.aad, message.record, out.span()); }));
                CHECK(out.content() == bytes(size));
            }
            for (std::size_t call = 1; call <= (size == short_size ? 3 : 5); ++call) {
                CAPTURE(reason, call);
                vendor::begin(call, reason);
                const shared_bytes place{message.record};
                CHECK(test::stops([&] {
                    (void)message.aead.open(message.nonce, message.aad, place.span(), place.span().first(size));
                }));
                CHECK_FALSE(test::contains(place.content(), piece));
            }
        }
    });
}

TEST_CASE("a text or a record of another size than it must have is a failure of Mbed TLS") {
    const sealed_message<mbedtls::aes128_gcm> message{short_size};
    bytes out(short_size);
    vendor::begin().gives_short_output = true;
    CHECK(test::stops([&] { (void)message.aead.open(message.nonce, message.aad, message.record, out); }));
    CHECK(test::stops([&] {
        bytes record(message.record.size());
        message.aead.seal(message.nonce, message.aad, message.plain, record);
    }));
}

TEST_CASE("no key stays in Mbed TLS, whether a record opens or not") {
    for_each_aead([](auto message) {
        CHECK(vendor::present().keys == 0);
        bytes out(message.plain.size());
        CHECK(message.aead.open(message.nonce, message.aad, message.record, out));
        CHECK(vendor::present().keys == 0);
        message.record[0] ^= 1U;
        const auto is_refused = [&](byte_span to) {
            const bool opens = message.aead.open(message.nonce, message.aad, message.record, to);
            return !opens && vendor::present().keys == 0;
        };
        CHECK(is_refused(out));
        CHECK(is_refused(byte_span{message.record}.first(message.plain.size())));
    });
}

TEST_CASE("there may be more AEADs than Mbed TLS has slots for keys") {
    using aead = mbedtls::aes128_ccm;
    std::deque<aead> aeads;
    for (std::uint8_t i = 0; i < 200; ++i) { aeads.emplace_back(bytes(aead::key_size, i)); }
    const bytes nonce(aead::nonce_size);
    const bytes plain(short_size, 'p');
    std::set<bytes> records;
    for (const aead& each : aeads) {
        bytes record(short_size + aead::tag_size);
        each.seal(nonce, {}, plain, record);
        records.insert(record);
        CHECK(each.open(nonce, {}, record, byte_span{record}.first(short_size)));
    }
    CHECK(records.size() == aeads.size());
}
