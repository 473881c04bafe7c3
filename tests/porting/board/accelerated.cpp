// SPDX-License-Identifier: MIT
// The profile over Mbed TLS that docs/PORTING.md shows, in use.
#include "accelerated.hpp"

tscp::errc write_hello(tscp::byte_view psk, tscp::writer& out, tscp::waiting_client<accelerated_profile>& waiting) {
    accelerated_profile::random random;
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{psk}};
    return tscp::client<accelerated_profile>{credential, random}.write_hello(out, waiting);
}

tscp::errc seal(tscp::client_session<accelerated_profile>& session, tscp::byte_view reading, tscp::writer& out) {
    return session.channel.seal(reading, out).error();
}
