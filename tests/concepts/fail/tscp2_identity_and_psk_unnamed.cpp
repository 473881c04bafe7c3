// SPDX-License-Identifier: MIT
// expect: (could not convert|cannot convert|no viable|no matching|explicit)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::external_psk make(tscp::byte_view identity, tscp::byte_view psk) {
    return {tscp::identity_view{identity}, tscp::psk_view{psk}};
}
#else
tscp::external_psk make(tscp::byte_view identity, tscp::byte_view psk) { return {identity, psk}; }
#endif
