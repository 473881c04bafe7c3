// SPDX-License-Identifier: MIT
// The backends of this build, and a client and server of classic over any of them.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <tuple>
#include <utility>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic.hpp>
#if defined(TSCP_BENCH_BOOST)
#include <tscp/backend/boost/integer.hpp>
#endif
#if defined(TSCP_BENCH_CRYPTOPP)
#include <tscp/backend/cryptopp/aes.hpp>
#include <tscp/backend/cryptopp/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>
#endif

namespace bench {

/// The same draws over and over, so that every backend does the same work: id, seed or exponent as the dialect asks.
class fixed_random {
public:
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = state_ = static_cast<std::uint8_t>(state_ * 5 + 77); }
        return true;
    }

private:
    std::uint8_t state_ = 1;
};

struct portable {
    static constexpr const char* name = "portable";
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = fixed_random;
};

#if defined(TSCP_BENCH_BOOST)
/// Boost has integers alone; the rest is portable.
struct boost : portable {
    static constexpr const char* name = "boost";
    using integer = tscp::boost_backend::integer<128>;
};
#endif

#if defined(TSCP_BENCH_CRYPTOPP)
struct cryptopp {
    static constexpr const char* name = "cryptopp";
    using integer = tscp::cryptopp::integer<128>;
    using hash = tscp::cryptopp::sha256;
    using block_cipher = tscp::cryptopp::aes256;
    using random = fixed_random;
};
#endif

/// Calls `visit(backend{})` for each backend that brings integers.
template <class Visit>
void for_each_backend(const Visit& visit) {
    visit(portable{});
#if defined(TSCP_BENCH_BOOST)
    visit(boost{});
#endif
#if defined(TSCP_BENCH_CRYPTOPP)
    visit(cryptopp{});
#endif
}

/// Calls `visit(dialect{}, name)` for both dialects.
template <class Visit>
void for_each_dialect(const Visit& visit) {
    visit(tscp::classic::debug{}, "debug");
    visit(tscp::classic::release{}, "release");
}

/// Ends the program: a benchmark of something that fails measures nothing.
template <class T>
T must(tscp::result<T> value) {
    if (!value) { std::abort(); }
    return std::move(*value);
}

inline void must(const tscp::result<void>& done) {
    if (!done) { std::abort(); }
}

}  // namespace bench
