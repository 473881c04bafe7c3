// SPDX-License-Identifier: MIT
// expect: (could not convert|cannot convert|no viable|no matching|explicit)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::external_psk make(tscp::identity_view identity, tscp::psk_view psk) { return {identity, psk}; }
#else
tscp::external_psk make(tscp::identity_view identity, tscp::psk_view psk) { return {psk, identity}; }
#endif
