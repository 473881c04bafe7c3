// SPDX-License-Identifier: MIT
// expect: (could not convert|cannot convert|no viable|no matching|explicit)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::psk_entry make(tscp::byte_view psk, tscp::byte_view name) {
    return {tscp::psk_view{psk}, tscp::client_name{name}};
}
#else
tscp::psk_entry make(tscp::byte_view psk, tscp::byte_view name) { return {psk, name}; }
#endif
