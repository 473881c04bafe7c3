// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include <tscp/core/named_views.hpp>

using bytes = std::array<const std::uint8_t, 32>;

#if defined(SOUND)
tscp::psk_view view(const bytes& key) { return tscp::psk_view{key}; }
#else
tscp::psk_view view() { return tscp::psk_view{bytes{}}; }
#endif
