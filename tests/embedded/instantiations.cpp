// SPDX-License-Identifier: MIT
// Every class of classic and of the portable backend in full, so that no member escapes the compiler for the chip.
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/classic.hpp>
#include <tscp/tscp.hpp>

#include "crypto.hpp"

namespace {

struct no_random {
    bool fill(tscp::byte_span) noexcept { return false; }
};

using crypto = board_crypto<no_random>;

}  // namespace

template class tscp::portable::aes<16>;
template class tscp::portable::aes<24>;
template class tscp::portable::aes<32>;
template class tscp::portable::aes<32, std::uint64_t>;
template class tscp::portable::integer<128>;
template class tscp::portable::integer<1024>;
template class tscp::portable::integer<2048>;

// What Cortex-M0+ and M3 make of `*` is not constant-time: the backend does not take it there unless told to.
#if defined(__ARM_FEATURE_DSP) || defined(__riscv_mul)
inline constexpr bool native_is_constant_time = true;
#else
inline constexpr bool native_is_constant_time = false;
#endif
static_assert(tscp::portable::x25519::constant_time && tscp::portable::chacha20_poly1305::constant_time &&
              crypto::integer::constant_time);
static_assert(tscp::native_product::constant_time == native_is_constant_time &&
              tscp::portable::basic_x25519<std::uint32_t, tscp::native_product>::constant_time ==
                  native_is_constant_time &&
              tscp::portable::integer<128, std::uint32_t, tscp::native_product>::constant_time ==
                  native_is_constant_time);

static_assert(tscp::require_block_cipher<crypto::block_cipher>());
static_assert(tscp::require_hash<crypto::hash>());
static_assert(tscp::require_integer<crypto::integer>());
static_assert(tscp::require_random<crypto::random>());

template class tscp::classic::client<tscp::classic::debug, crypto>;
template class tscp::classic::client<tscp::classic::release, crypto>;
template class tscp::classic::waiting_client<tscp::classic::debug, crypto>;
template class tscp::classic::waiting_client<tscp::classic::release, crypto>;
template class tscp::classic::server<tscp::classic::debug, crypto>;
template class tscp::classic::server<tscp::classic::release, crypto>;
template class tscp::classic::channel<tscp::classic::debug, crypto, tscp::classic::role::client>;
template class tscp::classic::channel<tscp::classic::debug, crypto, tscp::classic::role::server>;
template class tscp::classic::channel<tscp::classic::release, crypto, tscp::classic::role::client>;
template class tscp::classic::channel<tscp::classic::release, crypto, tscp::classic::role::server>;
