// SPDX-License-Identifier: MIT
// Every class of the portable backend in full, so that no member escapes the compiler for the chip.
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/concepts/block_cipher.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/integer.hpp>

template class tscp::portable::aes<16>;
template class tscp::portable::aes<24>;
template class tscp::portable::aes<32>;
template class tscp::portable::aes<32, std::uint64_t>;
template class tscp::portable::integer<128>;
template class tscp::portable::integer<1024>;
template class tscp::portable::integer<2048>;

static_assert(tscp::require_block_cipher<tscp::portable::aes256>());
static_assert(tscp::require_hash<tscp::portable::sha256>());
static_assert(tscp::require_integer<tscp::portable::integer<1024>>());
