// SPDX-License-Identifier: MIT
// expect: tscp: tickets need 12-byte nonces and 16-byte tags.
#include "../tscp2_types.hpp"

#if defined(SOUND)
std::size_t size = sizeof(tscp::ticket_keys<chacha20_poly1305, tscp::portable::sha256>);
#else
std::size_t size = sizeof(tscp::ticket_keys<tscp::portable::aes128_ccm8, tscp::portable::sha256>);
#endif
