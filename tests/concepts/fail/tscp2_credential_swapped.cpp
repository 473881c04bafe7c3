// SPDX-License-Identifier: MIT
// expect: (could not convert|no viable conversion|cannot convert)
#include "../tscp2_types.hpp"

tscp::external_psk make(tscp::byte_view identity, tscp::byte_view psk) {
#if defined(SOUND)
    return {tscp::identity_view{identity}, tscp::psk_view{psk}};
#else
    return {tscp::psk_view{psk}, tscp::identity_view{identity}};
#endif
}
