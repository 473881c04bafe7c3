// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
tscp::peer_entry make(const bytes& key) { return tscp::peer_entry::static_keys(tscp::public_key_view{key}, {}); }
#else
tscp::peer_entry make() { return tscp::peer_entry::static_keys(tscp::public_key_view{bytes{}}, {}); }
#endif
