// SPDX-License-Identifier: MIT
// X25519 of every backend against Wycheproof. Where the shared secret is zero the group refuses, as it must.
#include <string>

#include <tscp/backend/portable/x25519.hpp>
#include <tscp/concepts/group.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/x25519.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/x25519.hpp>
#endif

#include "vectors.hpp"

namespace {

using test::bytes;

template <class Group>
void check(const std::string& what) {
    static_assert(tscp::require_group<Group>());
    test::for_each_test("x25519_test.json", what, [](const auto& /*group*/, const auto& one, bool valid) {
        const bytes peer = test::hex_field(one, "public");
        if (peer.size() != 32) { return false; }
        bytes shared(32);
        const bytes expected = test::hex_field(one, "shared");
        const bool zero = expected == bytes(32, 0);
        const auto done = Group::agree(test::hex_field(one, "private"), peer, shared);
        CHECK(bool{done} == (valid && !zero));
        if (zero) { CHECK(done.error() == tscp::errc::public_value_out_of_range); }
        CHECK(shared == expected);
        return true;
    });
}

}  // namespace

TEST_CASE("X25519") {
    check<tscp::portable::basic_x25519<std::uint32_t>>("X25519, portable, 32-bit words");
    check<tscp::portable::x25519>("X25519, portable");
#if defined(TSCP_TEST_CRYPTOPP)
    check<tscp::cryptopp::x25519>("X25519, Crypto++");
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check<tscp::mbedtls::x25519>("X25519, Mbed TLS");
#endif
}
