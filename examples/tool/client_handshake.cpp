// SPDX-License-Identifier: MIT
// Keys into a credential, and the credential into a Hello.
#include "client_handshake.hpp"

#include <stdexcept>
#include <utility>

#include <tscp/core/error_text.hpp>

#include "text.hpp"

namespace tool {

client_handshake::client_handshake(const credential_options& options)
    : mode_{options.mode()},
      identity_{options.identity.empty() ? "peer" : options.identity},
      suites_{read_suites(options.suites).ids} {
    if (mode_ != proof::static_keys) {
        const psk_file keys = read_psk_file(options);
        const tscp::byte_view psk = keys.find(identity_);
        if (psk.empty()) { throw std::runtime_error{options.psk_path + " has no key for " + printable(identity_)}; }
        psk_.assign(psk.begin(), psk.end());
    }
    if (mode_ != proof::psk) {
        own_ = read_private_key(options.key_path, options.insecure_key_file);
        server_key_ = read_peer_key(options, *own_);
    }
}

std::vector<std::uint8_t> client_handshake::write_hello() {
    std::vector<std::uint8_t> buffer(tscp::hello::max_size(tscp2_profile::suites::max_share_size));
    tscp::writer hello{buffer};
    if (const auto error = make_client().write_hello(hello, waiting_); error != tscp::errc::none) {
        throw std::runtime_error{tscp::describe(error)};
    }
    secret_bytes{}.swap(psk_);
    buffer.resize(hello.size());
    return buffer;
}

tscp::client<tscp2_profile> client_handshake::make_client() {
    const tscp::identity_view name{identity_};
    const tscp::client_options offer{suites_, {}, {}};
    if (mode_ == proof::psk) { return {tscp::external_psk{name, tscp::psk_view{psk_}}, random_, offer}; }
    const tscp::public_key_view server{server_key_};
    if (mode_ == proof::static_keys) { return {tscp::static_keys{name, *own_, server}, random_, offer}; }
    return {tscp::static_keys_and_psk{name, *own_, server, tscp::psk_view{psk_}}, random_, offer};
}

tscp::result<tscp::client_session<tscp2_profile>> client_handshake::read_hey(tscp::byte_view message) {
    return std::move(waiting_).read_hey(message);
}

}  // namespace tool
