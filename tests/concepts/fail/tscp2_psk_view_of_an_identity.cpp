// SPDX-License-Identifier: MIT
// expect: (no matching|no viable|could not convert)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::psk_view rename(tscp::byte_view view) { return tscp::psk_view{view}; }
#else
tscp::psk_view rename(tscp::identity_view view) { return tscp::psk_view{view}; }
#endif
