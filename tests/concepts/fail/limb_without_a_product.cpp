// SPDX-License-Identifier: MIT
// expect: tscp: this compiler has no type for the product of two such limbs: on 32-bit chips a limb is
// expect: std::uint32_t, on 64-bit chips std::uint64_t too.
// options: -U__SIZEOF_INT128__
#include <cstdint>

#include <tscp/backend/portable/x25519.hpp>

// The options make the compiler one for a 32-bit chip.
using group = tscp::portable::basic_x25519<std::uint64_t>;

auto* agree = &group::agree;
