// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
void set(tscp::ticket_terms& terms, const bytes& context) { terms.context = context; }
#else
void set(tscp::ticket_terms& terms) { terms.context = bytes{}; }
#endif
