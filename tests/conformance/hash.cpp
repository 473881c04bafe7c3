// SPDX-License-Identifier: MIT
// One suite over every hash backend: FIPS 180-4's messages with the digests that NIST publishes, and the contract.
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/concepts/hash.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/sha256.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/sha256.hpp>
#endif

#include "../concepts/archetypes/rest.hpp"
#include "../support/bytes.hpp"
#include "../support/catch.hpp"
#include "../support/memory_of.hpp"

namespace {

template <class Visit>
void for_each_backend(const Visit& visit) {
    visit(tscp::portable::sha256{}, "portable");
    visit(archetype::hash{}, "archetype");
#if defined(TSCP_TEST_CRYPTOPP)
    visit(tscp::cryptopp::sha256{}, "cryptopp");
#endif
#if defined(TSCP_TEST_MBEDTLS)
    visit(tscp::mbedtls::sha256{}, "mbedtls");
#endif
}

template <class Hash>
std::string digest(const std::string& message) {
    test::bytes out(Hash::digest_size);
    tscp::hash_traits<Hash>::digest(message, out);
    return test::to_hex(out);
}

template <class Hash>
std::string finish(Hash& hash) {
    test::bytes out(Hash::digest_size);
    hash.finish(out);
    return test::to_hex(out);
}

const std::pair<std::string, const char*> published[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}};

}  // namespace

TEST_CASE("the published digests") {
    for_each_backend([](auto hash, const char* name) {
        CAPTURE(name);
        for (const auto& [message, expected] : published) { CHECK(digest<decltype(hash)>(message) == expected); }
    });
}

TEST_CASE("every hash backend keeps the contract") {
    for_each_backend([](auto hash, const char* name) {
        using hash_type = decltype(hash);
        CAPTURE(name);
        STATIC_REQUIRE(tscp::require_hash<hash_type>());
        STATIC_REQUIRE(tscp::is_hash<hash_type>);
        const std::string message(150, 'm');
        const std::string expected = digest<hash_type>(message);

        // In any two pieces, and byte by byte.
        for (std::size_t cut = 0; cut <= message.size(); ++cut) {
            hash.update(message.substr(0, cut));
            hash.update(message.substr(cut));
            CHECK(finish(hash) == expected);  // and after finish the object is the empty message again
        }
        for (const char c : message) { hash.update(std::string(1, c)); }
        CHECK(finish(hash) == expected);
        CHECK(finish(hash) == published[0].second);

        // A copy goes on by itself.
        hash.update(tscp::bytes_of("ab"));
        auto fork = hash;
        fork.update(tscp::bytes_of("c"));
        CHECK(finish(fork) == published[1].second);
        hash.update(tscp::bytes_of("c"));
        CHECK(finish(hash) == published[1].second);

        // So does one that is assigned, in place of what was there; also from the empty message, and from itself.
        fork.update(tscp::bytes_of("left behind"));
        hash.update(tscp::bytes_of("ab"));
        fork = hash;
        const hash_type& itself = fork;
        fork = itself;
        fork.update(tscp::bytes_of("c"));
        CHECK(finish(fork) == published[1].second);
        fork.update(tscp::bytes_of("left behind"));
        fork = hash_type{};
        CHECK(finish(fork) == published[0].second);
        hash.update(tscp::bytes_of("c"));
        CHECK(finish(hash) == published[1].second);
        const hash_type empty;
        auto of_empty = empty;
        CHECK(finish(of_empty) == published[0].second);
    });
}

TEST_CASE("all hash backends agree at every length around the blocks") {
    for (std::size_t size = 0; size <= 300; ++size) {
        const std::string message(size, static_cast<char>('a' + size % 26));
        const std::string expected = digest<tscp::portable::sha256>(message);
        for_each_backend([&](auto hash, const char* name) {
            CAPTURE(name, size);
            CHECK(digest<decltype(hash)>(message) == expected);
        });
    }
}

TEST_CASE("a chaining value goes on from the message that it was taken of") {
    using tscp::portable::sha256;
    const std::string message(400, 'c');
    const std::string expected = digest<sha256>(message);
    for (std::size_t blocks = 0; blocks <= 6; ++blocks) {
        CAPTURE(blocks);
        const std::size_t size = blocks * sha256::block_size;
        sha256 begun;
        begun.update(message.substr(0, size));
        const sha256::chaining_value value = begun.chaining();
        sha256 resumed;
        resumed.resume(value, size);
        CHECK(resumed.chaining() == value);
        resumed.update(message.substr(size));
        CHECK(finish(resumed) == expected);
        // Nothing of the message that the object went on from is left.
        CHECK(resumed.chaining() == sha256{}.chaining());
        CHECK(finish(resumed) == published[0].second);
    }
}

TEST_CASE("a finished hash is wiped, and a destroyed one") {
    using tscp::portable::sha256;
    const std::string message(150, 'w');
    test::memory_of<sha256> memory;
    test::memory_of<sha256> empty;
    empty.make();
    sha256& hash = memory.make();
    hash.update(message);
    CHECK(memory.holds(message.substr(0, 4)));
    (void)finish(hash);
    CHECK(memory == empty);
    hash.update(message);
    memory.destroy();
    CHECK_FALSE(memory.holds(message.substr(0, 4)));
    empty.destroy();
}

#if defined(TSCP_TEST_MBEDTLS)
TEST_CASE("a hash of Mbed TLS that is finished, assigned to or destroyed holds nothing of its message") {
    using tscp::mbedtls::sha256;
    const std::string message(150, 'w');
    const std::string piece = message.substr(0, 4);
    test::memory_of<sha256> memory;
    sha256& hash = memory.make();
    hash.update(message);
    CHECK(memory.holds(piece));
    (void)finish(hash);
    CHECK_FALSE(memory.holds(piece));
    hash.update(message);
    hash = sha256{};
    CHECK_FALSE(memory.holds(piece));
    hash.update(message);
    memory.destroy();
    CHECK_FALSE(memory.holds(piece));
}
#endif
