// SPDX-License-Identifier: MIT
// expect: tscp: the integers of this group need the capacity of its prime: 2048 or 3072 bits.
#include "../tscp2_types.hpp"

#if defined(SOUND)
std::size_t size = tscp::ffdhe2048<tscp::portable::integer<2048>>::public_size;
#else
std::size_t size = tscp::ffdhe3072<tscp::portable::integer<2048>>::public_size;
#endif
