// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <tscp/core/named_views.hpp>

struct settings {
    std::uint8_t psk[32];
};
settings load();

#if defined(SOUND)
tscp::psk_view view(const settings& loaded) { return tscp::psk_view{loaded.psk}; }
#else
tscp::psk_view view() { return tscp::psk_view{load().psk}; }
#endif
