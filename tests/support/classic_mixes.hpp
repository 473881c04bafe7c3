// SPDX-License-Identifier: MIT
// Every mix of the backends that this build has, as crypto structs for classic.
#pragma once

#include <string>
#include <tuple>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#if defined(TSCP_TEST_BOOST)
#include <tscp/backend/boost/integer.hpp>
#endif
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/aes.hpp>
#include <tscp/backend/cryptopp/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>
#endif

#include "replay_random.hpp"

namespace test {

/// A backend type and its name for reports.
template <class Type>
struct named {
    using type = Type;
    const char* name;
};

// clang-format off
inline constexpr auto portable_integers = std::tuple{
    named<tscp::portable::integer<128>>{"portable"},
    named<tscp::portable::integer<128, std::uint32_t>>{"portable32"}
};
inline constexpr auto vendor_integers = std::tuple_cat(
#if defined(TSCP_TEST_BOOST)
    std::tuple{named<tscp::boost_backend::integer<128>>{"boost"}},
#endif
#if defined(TSCP_TEST_CRYPTOPP)
    std::tuple{named<tscp::cryptopp::integer<128>>{"cryptopp"}},
#endif
    std::tuple{}
);
inline constexpr auto integers = std::tuple_cat(portable_integers, vendor_integers);

inline constexpr auto hashes = std::tuple{
    named<tscp::portable::sha256>{"portable"}
#if defined(TSCP_TEST_CRYPTOPP)
    , named<tscp::cryptopp::sha256>{"cryptopp"}
#endif
};

inline constexpr auto block_ciphers = std::tuple{
    named<tscp::portable::aes256>{"portable"},
    named<tscp::portable::aes<32, std::uint32_t>>{"portable32"}
#if defined(TSCP_TEST_CRYPTOPP)
    , named<tscp::cryptopp::aes256>{"cryptopp"}
#endif
};
// clang-format on

template <class Integer, class Hash, class BlockCipher>
struct mix {
    using integer = Integer;
    using hash = Hash;
    using block_cipher = BlockCipher;
    using random = replay_random;
};

/// Calls `visit(crypto{}, name)` for every mix with these integers, which are a `named`.
template <class Integer, class Visit>
void for_each_mix_with(Integer integer, const Visit& visit) {
    const auto with_cipher = [&](auto hash, auto cipher) {
        using crypto = mix<typename Integer::type, typename decltype(hash)::type, typename decltype(cipher)::type>;
        visit(crypto{}, std::string{integer.name} + "/" + hash.name + "/" + cipher.name);
    };
    const auto with_hash = [&](auto hash) {
        std::apply([&](auto... cipher) { (with_cipher(hash, cipher), ...); }, block_ciphers);
    };
    std::apply([&](auto... hash) { (with_hash(hash), ...); }, hashes);
}

/// Calls `visit(crypto{}, name)` for every mix.
template <class Visit>
void for_each_mix(const Visit& visit) {
    std::apply([&](auto... integer) { (for_each_mix_with(integer, visit), ...); }, integers);
}

}  // namespace test
