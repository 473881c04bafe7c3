// SPDX-License-Identifier: MIT
// `tscp connect`: standard input and output over a session with a server.
#include <asio.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include <tscp/core/error_text.hpp>

#include "exit_code.hpp"
#include "peer_address.hpp"
#include "report.hpp"
#include "tscp2_options.hpp"
#include "tscp2_pipe.hpp"

namespace tool {

namespace {

// Writes the Hello and gives what will read the Hey.
tscp2_connection::read_hey begin(const tscp::client<tscp2_profile>& client, tscp::writer& hello) {
    auto state = std::make_shared<tscp::waiting_client<tscp2_profile>>();
    if (const auto error = client.write_hello(hello, *state); error != tscp::errc::none) {
        throw std::runtime_error{tscp::describe(error)};
    }
    return [state](tscp::byte_view message) { return std::move(*state).read_hey(message); };
}

}  // namespace

std::string fault_of(const credential_options& options, bool client) {
    if (options.psk_path.empty() && options.key_path.empty()) { return "--psk FILE or --key FILE is needed"; }
    if (options.key_path.empty() != options.peer.empty()) { return "--key and --peer go together"; }
    if (client && options.key_path.empty() && options.identity.empty()) { return "--psk needs --identity"; }
    if (options.identity.size() > 255) { return "an identity has at most 255 bytes"; }
    const auto suites = read_suites(options.suites);
    if (!suites) { return "--suites: choose of " + suite_names() + ", none twice, separated by commas"; }
    for (const std::uint8_t suite : *suites) {
        if (client && tscp::group_of(suite) != tscp::group_of(suites->front())) {
            return "--suites: a client offers suites of one group";
        }
        if (client && !options.key_path.empty() && tscp::group_of(suite) != 1) {
            return "--key needs suites of x25519";
        }
    }
    return {};
}

int connect_tscp2(const tscp2_connect_options& options) {
    const auto peer = peer_address::read(options.peer);
    const std::string fault = !peer ? options.peer + " is not HOST:PORT" : fault_of(options.credential, true);
    if (!fault.empty()) {
        std::cerr << "tscp: " << fault << "\n";
        return wrong_use;
    }
    const credential_options& how = options.credential;
    const auto suites = *read_suites(how.suites);
    const std::string identity = how.identity.empty() ? "peer" : how.identity;
    const auto psks = how.psk_path.empty() ? std::nullopt : std::optional{psk_file::read(how.psk_path)};
    const tscp::byte_view psk = psks ? psks->find(identity) : tscp::byte_view{};
    if (psks && psk.empty()) { throw std::runtime_error{how.psk_path + " has no key for " + identity}; }
    const auto own = how.key_path.empty() ? std::nullopt : std::optional{read_private_key(how.key_path)};
    const auto server_key = own ? read_public_key(how.peer) : std::vector<std::uint8_t>{};
    const tscp::identity_view name{identity};
    const tscp::client_options offer{suites, {}, {}};
    tscp2_profile::random random;
    const auto make_client = [&]() -> tscp::client<tscp2_profile> {
        if (!own) { return {tscp::external_psk{name, tscp::psk_view{psk}}, random, offer}; }
        const tscp::public_key_view server{server_key};
        if (!psks) { return {tscp::static_keys{name, *own, server}, random, offer}; }
        return {tscp::static_keys_and_psk{name, *own, server, tscp::psk_view{psk}}, random, offer};
    };

    std::vector<std::uint8_t> buffer(tscp::hello::max_size(tscp2_profile::suites::max_share_size));
    tscp::writer hello{buffer};
    const auto read = begin(make_client(), hello);

    asio::io_context io;
    asio::ip::tcp::socket socket{io};
    asio::connect(socket, asio::ip::tcp::resolver{io}.resolve(peer->host, peer->port));
    tscp2_pipe pipe{io};
    int code = other_error;
    const auto connection = pipe.attach(std::move(socket), true, options.stats, [&](int ended) {
        code = ended;
        io.stop();
    });
    pipe.start();
    connection->start_client(hello.written(), read, std::chrono::duration<double>{options.timeout_seconds});
    io.run();
    std::_Exit(code);  // the thread that reads standard input never ends by itself
}

}  // namespace tool
