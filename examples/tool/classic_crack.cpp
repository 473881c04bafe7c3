// SPDX-License-Identifier: MIT
// `tscp crack`: from the bytes of one Hello and Hey to the key and every plaintext. An exponent has about a hundred
// values at most, and the client's in the dialect debug about fifteen: that is why classic protects nothing.
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "exit_code.hpp"
#include "report.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;

struct broken_session {
    const char* dialect;
    std::string suite;
    std::string modulus;
    std::string secret;
    std::string whose;
    std::uint32_t exponent;
    std::string ids;
    std::vector<std::string> messages;  ///< A line of text for each.
};

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

template <class Value>
std::string written(const Value& value) {
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    return value.write(out) ? to_string(out.written()) : std::string{};
}

/// A message of either direction, as both ends would read it.
template <class Dialect>
std::string read_message(const classic::session_ids& ids, classic::suite chosen, const std::string& secret,
                         const std::string& message) {
    using cipher = classic::session_cipher<portable_crypto::block_cipher>;
    const classic::server_channel<Dialect, portable_crypto> server{ids, cipher{chosen, secret}};
    const classic::client_channel<Dialect, portable_crypto> client{ids, cipher{chosen, secret}};
    const auto read = [&](const auto& end, const char* direction) {
        std::vector<std::uint8_t> buffer(message.size() / 2 + 1);
        tscp::writer out{buffer};
        const auto received = end.read_message(message, out);
        if (!received) { return std::pair{false, std::string{tscp::describe(received.error())}}; }
        const std::string name = to_string(name_of(received->how()));
        const std::string data = printable(to_string(received->data_whatever_the_status()), std::size_t{1} << 20U);
        return std::pair{received->how() == classic::status::ok, direction + (" (" + name + "): ") + data};
    };
    const auto at_server = read(server, "client to server");
    const auto at_client = read(client, "server to client");
    return at_client.first && !at_server.first ? at_client.second : at_server.second;
}

/// Tries a dialect; adds the exponents tried to `tries`.
template <class Dialect>
std::optional<broken_session> break_dialect(const crack_options& options, const char* name, unsigned& tries) {
    using exchange = classic::key_exchange<Dialect, portable_crypto::integer>;
    const auto hello = classic::hello<Dialect>::read(options.hello);
    const auto hey = classic::hey<Dialect>::read(options.hey);
    if (!hello || !hey) { return std::nullopt; }
    const exchange keys{hello->seed};

    // An exponent fits where it gives the public value that was sent, and the key decrypts the ids in Hey.
    const auto search = [&](const char* whose, const classic::draw_rule& rule, const auto& sent,
                            const auto& other) -> std::optional<broken_session> {
        for (std::uint32_t exponent = rule.least; exponent <= rule.most(); ++exponent) {
            ++tries;
            const auto value = keys.public_value(exponent);
            if (!value || exchange::number::compare(*value, sent) != 0) { continue; }
            const auto key = keys.agree(other, exponent);
            if (!key) { return std::nullopt; }
            const classic::session_cipher<portable_crypto::block_cipher> cipher{hey->chosen, key->reveal()};
            const auto ids = classic::session_ids::read_encrypted(hey->encrypted_ids, cipher);
            if (!ids || !(ids->client == hello->client)) { continue; }
            broken_session found{name,
                                 to_string(name_of(hey->chosen)),
                                 written(keys.modulus()),
                                 to_string(key->reveal()),
                                 whose,
                                 exponent,
                                 written(ids->client) + " and " + written(ids->server),
                                 {}};
            for (const std::string& message : options.messages) {
                found.messages.push_back(read_message<Dialect>(*ids, hey->chosen, found.secret, message));
            }
            return found;
        }
        return std::nullopt;
    };
    auto found = search("client", Dialect::client_exponent, hello->public_value, hey->public_value);
    return found ? found : search("server", Dialect::server_exponent, hey->public_value, hello->public_value);
}

}  // namespace

int crack_classic(const crack_options& options) {
    const auto start = std::chrono::steady_clock::now();
    unsigned tries = 0;
    auto found = break_dialect<classic::debug>(options, "debug", tries);
    if (!found) { found = break_dialect<classic::release>(options, "release", tries); }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;

    std::array<char, 64> summary{};
    std::snprintf(summary.data(), summary.size(), "%u exponents tried in %.3f ms", tries, took.count());
    if (!found) {
        std::cerr << "tscp: no key fits this Hello and Hey (" << summary.data() << ")\n";
        return other_error;
    }
    std::cout << "dialect        " << found->dialect << "\nsuite          " << found->suite << "\nmodulus        "
              << found->modulus << "\nshared secret  " << found->secret << "\nexponent       " << found->exponent
              << ", the " << found->whose << "'s\nids            " << found->ids << "\n";
    for (const std::string& message : found->messages) { std::cout << message << "\n"; }
    std::cout << summary.data() << "\n";
    return std::cout.flush() ? success : other_error;
}

}  // namespace tool
