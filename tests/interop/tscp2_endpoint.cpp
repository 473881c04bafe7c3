// SPDX-License-Identifier: MIT
// One end of TSCP 2 with every suite, driven by lines on standard input: for runs against other implementations.
//   tscp2_endpoint client|server stream|datagram
// The commands are those of tscp2_pair.py and tscp2_features.py.
#include <cstdint>
#include <iostream>
#include <sstream>
#include <string>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/platform/host.hpp>

#include "tscp2_endpoint_client.hpp"
#include "tscp2_endpoint_server.hpp"

namespace {

namespace portable = tscp::portable;

template <class Group>
using suites_of = tscp::suites_with<Group, portable::chacha20_poly1305, portable::aes128_gcm, portable::aes256_gcm,
                                    portable::aes128_ccm8, portable::aes128_ccm, portable::ascon_aead128>;

template <tscp::framing Framing>
struct profile : tscp::default_profile {
    using static_key = endpoint::own_key_type;
    using hash = portable::sha256;
    using random = tscp::platform::host::random;
    using suites =
        tscp::joined_suites<suites_of<portable::x25519>, suites_of<tscp::ffdhe2048<portable::integer<2048>>>,
                            suites_of<tscp::ffdhe3072<portable::integer<3072>>>, suites_of<tscp::group_none>>;
    static constexpr tscp::framing transport = Framing;
    static constexpr std::size_t cid_size = Framing == tscp::framing::datagram ? 4 : 0;
    static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
    static constexpr std::size_t max_name_size = 64;
};
/// It states a record size limit, and on datagrams that it wants two-byte numbers.
template <tscp::framing Framing>
struct profile_with_extensions : profile<Framing> {
    using suites = tscp::suite_list<test::x25519_chacha>;
    static constexpr std::uint16_t record_size_limit = 300;
    static constexpr std::size_t replay_window_bits = 256;
};

template <template <class> class End, tscp::framing Framing>
int run() {
    endpoint::settings all;
    End<profile<Framing>> plain;
    End<profile_with_extensions<Framing>> with_extensions;
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words{line};
        std::string command;
        words >> command;
        if (command == "quit") { return 0; }
        if (command == "config") {
            std::string key;
            std::string value;
            words >> key >> value;
            all.set(key, value);
            std::cout << "ok" << std::endl;
            continue;
        }
        std::cout << (all.number("extensions") != 0 ? with_extensions.handle(command, words, all)
                                                    : plain.handle(command, words, all))
                  << std::endl;
    }
    return 0;
}

template <tscp::framing Framing>
int run(bool client) {
    return client ? run<endpoint::client_end, Framing>() : run<endpoint::server_end, Framing>();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) { return 2; }
    const bool client = std::string{argv[1]} == "client";
    return std::string{argv[2]} == "datagram" ? run<tscp::framing::datagram>(client)
                                              : run<tscp::framing::stream>(client);
}
