// SPDX-License-Identifier: MIT
// expect: tscp: product_of_halves takes limbs of 32 bits.
#include <cstdint>

#include <tscp/backend/portable/x25519.hpp>

#if defined(SOUND)
using limb = std::uint32_t;
#else
using limb = std::uint64_t;
#endif

auto* agree = &tscp::portable::basic_x25519<limb, tscp::product_of_halves>::agree;
