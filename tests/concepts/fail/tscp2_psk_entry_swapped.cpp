// SPDX-License-Identifier: MIT
// expect: (could not convert|cannot convert|no viable|no matching|explicit)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::psk_entry make(tscp::psk_view psk, tscp::client_name name) { return {psk, name}; }
#else
tscp::psk_entry make(tscp::psk_view psk, tscp::client_name name) { return {name, psk}; }
#endif
