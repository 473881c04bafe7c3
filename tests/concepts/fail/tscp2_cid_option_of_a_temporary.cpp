// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
void set(tscp::client_options& options, const bytes& cid) { options.cid = cid; }
#else
void set(tscp::client_options& options) { options.cid = bytes{}; }
#endif
