// SPDX-License-Identifier: MIT
// `tscp crack`: from the bytes of one Hello and Hey to the key and every plaintext. An exponent has about a hundred
// values at most, and the client's in the dialect debug about fifteen: that is why classic protects nothing.
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "exit_code.hpp"
#include "report.hpp"
#include "standard_output.hpp"
#include "text.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;
using cipher = classic::session_cipher<portable_crypto::block_cipher>;

/// A message as one end reads it.
struct read_result {
    std::string direction;
    std::string fault;  ///< Why nothing at all can be said of it, or empty.
    classic::status how = classic::status::unreadable;
    std::string data;
};

struct broken_session {
    const char* dialect;
    classic::suite chosen;
    std::string modulus;
    std::string secret;
    const char* whose;
    std::uint32_t exponent;
    classic::session_ids ids;
    std::vector<read_result> messages;
};

template <class Value>
std::string written(const Value& value) {
    std::array<std::uint8_t, 64> buffer{};
    tscp::writer out{buffer};
    return value.write_to(out) ? to_string(out.written()) : std::string{};
}

template <class Channel>
read_result read_at(const Channel& end, const std::string& direction, const std::string& message) {
    std::vector<std::uint8_t> buffer(message.size() / 2 + 1);
    tscp::writer out{buffer};
    const auto received = end.read_message(message, out);
    if (!received) { return {direction, tscp::describe(received.error()), {}, {}}; }
    return {direction, {}, received->how(), to_string(received->data_whatever_the_status())};
}

/// Reads a message as both ends do, and takes the end whose ids it names. One that names neither has no direction.
template <class Dialect>
read_result read_message(const classic::session_ids& ids, classic::suite chosen, const std::string& secret,
                         const std::string& message) {
    const classic::server_channel<Dialect, portable_crypto> server{ids, cipher{chosen, secret}};
    const classic::client_channel<Dialect, portable_crypto> client{ids, cipher{chosen, secret}};
    const std::string client_id = written(ids.client);
    const std::string server_id = written(ids.server);
    const auto names_its_ends = [](const read_result& read) {
        return read.how == classic::status::ok || read.how == classic::status::wrong_check;
    };
    auto at_server = read_at(server, client_id + " -> " + server_id, message);
    if (names_its_ends(at_server)) { return at_server; }
    auto at_client = read_at(client, server_id + " -> " + client_id, message);
    if (names_its_ends(at_client)) { return at_client; }
    at_server.direction = "? -> ?";
    return at_server;
}

/// The search in one dialect. An exponent fits where it gives the public value that was sent, and the key that it leads
/// to decrypts Hey to the client id in Hello.
template <class Dialect>
class search {
    using exchange = classic::key_exchange<Dialect, portable_crypto::integer>;
    using number = typename exchange::number;

public:
    search(const classic::hello<Dialect>& hello, const classic::hey<Dialect>& hey, const char* name, unsigned& tries)
        : hello_{hello}, hey_{hey}, name_{name}, tries_{tries}, keys_{hello.seed} {}

    std::optional<broken_session> run() {
        auto found = try_exponents("client", Dialect::client_exponent, hello_.public_value, hey_.public_value);
        return found ? found
                     : try_exponents("server", Dialect::server_exponent, hey_.public_value, hello_.public_value);
    }

private:
    std::optional<broken_session> try_exponents(const char* whose, const classic::draw_rule& rule, const number& sent,
                                                const number& other) {
        for (std::uint32_t exponent = rule.least; exponent <= rule.most(); ++exponent) {
            ++tries_;
            const auto value = keys_.public_value(exponent);
            if (!value || number::compare(*value, sent) != 0) { continue; }
            const auto key = keys_.agree(other, exponent);
            if (!key) { return std::nullopt; }
            const auto ids =
                classic::session_ids::read_encrypted(hey_.encrypted_ids, cipher{hey_.chosen, key->reveal()});
            if (!ids || !(ids->client == hello_.client)) { continue; }
            return broken_session{
                name_, hey_.chosen, written(keys_.modulus()), to_string(key->reveal()), whose, exponent, *ids, {}};
        }
        return std::nullopt;
    }

    const classic::hello<Dialect>& hello_;
    const classic::hey<Dialect>& hey_;
    const char* name_;
    unsigned& tries_;
    exchange keys_;
};

/// Tries a dialect; adds the exponents tried to `tries`.
template <class Dialect>
std::optional<broken_session> break_dialect(const crack_options& options, const char* name, unsigned& tries) {
    const auto hello = classic::hello<Dialect>::parse(options.hello);
    const auto hey = classic::hey<Dialect>::parse(options.hey);
    if (!hello || !hey) { return std::nullopt; }
    auto found = search<Dialect>{*hello, *hey, name, tries}.run();
    if (!found) { return std::nullopt; }
    for (const std::string& message : options.messages) {
        found->messages.push_back(read_message<Dialect>(found->ids, found->chosen, found->secret, message));
    }
    return found;
}

/// What is wrong with the arguments in both dialects; empty where one of them reads them.
std::string fault_of(const crack_options& options) {
    const auto debug_hello = classic::hello<classic::debug>::parse(options.hello);
    if (!debug_hello && !classic::hello<classic::release>::parse(options.hello)) {
        return "HELLO '" + printable(options.hello) +
               "' is no Hello of classic: " + tscp::describe(debug_hello.error()) +
               "; it is like Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:1162970903";
    }
    const auto debug_hey = classic::hey<classic::debug>::parse(options.hey);
    if (!debug_hey && !classic::hey<classic::release>::parse(options.hey)) {
        return "HEY '" + printable(options.hey) + "' is no Hey of classic: " + tscp::describe(debug_hey.error()) +
               "; it is like Hey:AES:5b750788b9c20329…:2775614008487";
    }
    return {};
}

void write(std::ostream& out, const broken_session& found) {
    out << "dialect        " << found.dialect << "\nsuite          " << to_string(name_of(found.chosen))
        << "\nmodulus        " << found.modulus << "\nshared secret  " << found.secret << "\nexponent       "
        << found.exponent << ", the " << found.whose << "'s\nids            " << written(found.ids.client) << " and "
        << written(found.ids.server) << "\n";
    for (const read_result& message : found.messages) {
        out << message.direction << " (" << (message.fault.empty() ? to_string(name_of(message.how)) : message.fault)
            << "): " << printable(message.data, message.data.size() * 4) << "\n";
    }
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
        const std::string fault = fault_of(options);
        report("tscp: no key fits this Hello and Hey" +
               (fault.empty() ? " (" + std::string{summary.data()} + ")" : ": " + fault));
        return other_error;
    }
    std::ostringstream out;
    write(out, *found);
    out << summary.data() << "\n";
    return print(out.str()) ? success : standard_io_error;
}

}  // namespace tool
