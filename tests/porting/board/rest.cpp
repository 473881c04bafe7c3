// SPDX-License-Identifier: MIT
// What docs/PORTING.md shows beside its program; and the sizes of its objects, as those of symbols.
#include "group.hpp"
#include "rp2040.hpp"
#include "sliced.hpp"

template <class Object>
struct size_of {
    char bytes[sizeof(Object)];
};
extern "C" {
size_of<tscp::waiting_client<my_profile>> size_of_waiting_client;
size_of<tscp::client_session<my_profile>> size_of_client_session;
}

bool agree(tscp::byte_view key, tscp::byte_view peer, tscp::byte_span out) {
    return bool{group::agree(key, peer, out)};
}

tscp::errc write_hello(rp2040_profile::next_number next, tscp::byte_view secret, tscp::byte_view psk, tscp::writer& out,
                       tscp::waiting_client<rp2040_profile>& waiting) {
    tscp::platform::pico_sdk::random source;
    rp2040_profile::random random{source, tscp::device_secret_view{secret}, 0, next};
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{psk}};
    return tscp::client<rp2040_profile>{credential, random}.write_hello(out, waiting);
}

tscp::errc write_hello_in_slices(const tscp::client<sliced_profile>& client, tscp::writer& hello,
                                 tscp::waiting_client<sliced_profile>& waiting) {
    tscp::errc error = tscp::errc::none;
    run_in_slices([&] { error = client.write_hello(hello, waiting); }, [] { feed_watchdog(); });
    return error;
}
