// SPDX-License-Identifier: MIT
// What each command says to CLI11.
#include "commands.hpp"

#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "../classic_demo.hpp"
#include "../tscp2_demo.hpp"
#include "classic_options.hpp"
#include "credentials.hpp"
#include "exit_code.hpp"
#include "tscp2_options.hpp"

namespace tool {

namespace {

const std::map<std::string, dialect> dialects{{"debug", dialect::debug}, {"release", dialect::release}};
const std::map<std::string, reply> replies{{"upper", reply::upper}, {"echo", reply::echo}};

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description) {
    CLI::App* parser = app.add_subcommand(name, description);
    parser->footer("Classic is insecure: `tscp crack` shows why. It is for devices that speak nothing better.");
    return parser;
}

// An option that takes one of the map's names. It shows the names alone.
template <class Value>
CLI::Option* add_choice(CLI::App& parser, const std::string& name, Value& value,
                        const std::map<std::string, Value>& choices, const std::string& description) {
    std::string names;
    for (const auto& choice : choices) { names += (names.empty() ? "" : "|") + choice.first; }
    return parser
        .add_option_function<std::string>(
            name, [&value, &choices](const std::string& chosen) { value = choices.at(chosen); }, description)
        ->check(CLI::Validator(
            [&choices, names](const std::string& chosen) {
                return choices.count(chosen) != 0 ? std::string{} : chosen + " is not one of " + names;
            },
            names, names));
}

int show_demo(bool classic_alone, dialect chosen, const std::string& suite) {
    if (!classic_alone && !demo::run_tscp2(std::cout)) { return other_error; }
    const auto offer = tscp::classic::suite_list::parse(suite);
    const bool done = with_dialect(chosen, [&](auto policy) {
        return demo::run_classic<decltype(policy)>(std::cout, chosen == dialect::debug ? "debug" : "release", *offer);
    });
    return done && std::cout.flush() ? success : other_error;
}

void add_credentials(CLI::App& parser, credential_options& options, bool client) {
    parser.add_option("--psk", options.psk_path,
                      "A file with a key in hexadecimal, or with lines `identity key`; `tscp keygen --psk` writes one");
    parser.add_option("--key", options.key_path, "A file with this end's private key; `tscp keygen --key` writes one");
    parser.add_option("--peer", options.peer, "The other end's public key, with --key");
    if (client) {
        parser.add_option("--identity", options.identity, "Who this is: what the server looks the key up by");
    }
}

void add_timeout(CLI::App& parser, double& seconds, const std::string& description) {
    parser.add_option("--timeout", seconds, description)->check(CLI::Range(0.001, 86400.0))->capture_default_str();
}

}  // namespace

command add_demo(CLI::App& app) {
    struct demo_options {
        dialect chosen = dialect::debug;
        std::string suite = "oXo|AES";
    };
    const auto options = std::make_shared<demo_options>();
    CLI::App* parser = add_command(app, "demo", "Show TSCP 2, and classic after it, every value computed in this run");
    CLI::Option* classic =
        add_choice(*parser, "--classic", options->chosen, dialects, "Classic alone, in this dialect");
    parser->add_option("--suite", options->suite, "The one suite of classic to offer (both by default)")
        ->check(CLI::IsMember({"AES", "oXo"}));
    return {parser, [options, classic] { return show_demo(classic->count() != 0, options->chosen, options->suite); }};
}

command add_keygen(CLI::App& app) {
    struct keygen_options {
        std::string psk;
        std::string key;
    };
    const auto options = std::make_shared<keygen_options>();
    CLI::App* parser = add_command(app, "keygen", "Write a new key into a new file, readable by its owner alone");
    CLI::Option* psk = parser->add_option("--psk", options->psk, "The file for a key that both ends are to hold");
    CLI::Option* key = parser->add_option("--key", options->key, "The file for a private key; prints the public one");
    psk->excludes(key);
    return {parser, [options] {
                if (options->psk.empty() && options->key.empty()) {
                    std::cerr << "tscp: --psk FILE or --key FILE is needed\n";
                    return int{wrong_use};
                }
                return options->psk.empty() ? generate_key(options->key, true) : generate_key(options->psk, false);
            }};
}

command add_listen(CLI::App& app) {
    struct both {
        listen_options classic;
        tscp2_listen_options tscp2;
        std::string suites;
        reply answer = reply::upper;
    };
    const auto options = std::make_shared<both>();
    CLI::App* parser = add_command(app, "listen", "Serve connections, each with a session of its own");
    add_credentials(*parser, options->tscp2.credential, false);
    parser->add_option("--host", options->tscp2.host, "The address to listen on")->capture_default_str();
    parser->add_option("--port", options->tscp2.port, "The port; 0 picks a free one")->capture_default_str();
    parser->add_option("--suites", options->suites,
                       std::string{"The suites to accept, the preferred first, separated by commas (default: "} +
                           default_suite + "); with --classic separated by |");
    CLI::Option* answer =
        add_choice(*parser, "--reply", options->answer, replies,
                   "Answer by itself, many connections at a time: the data in capitals (the default of "
                   "classic), or as it is");
    parser->add_flag("--once", options->tscp2.once, "End after the first connection, whatever comes of it");
    parser->add_flag("--stats", options->tscp2.stats, "Say on standard error how many bytes were moved");
    add_timeout(*parser, options->tscp2.timeout_seconds, "How many seconds a handshake of TSCP 2 may take");
    CLI::Option* classic =
        add_choice(*parser, "--classic", options->classic.chosen, dialects,
                   "Speak classic instead, in this dialect; with --psk or --key beside TSCP 2, on the same port");
    return {parser, [options, answer, classic] {
                const bool wants_tscp2 =
                    !options->tscp2.credential.psk_path.empty() || !options->tscp2.credential.key_path.empty();
                if (wants_tscp2 && classic->count() != 0) { options->tscp2.classic = options->classic.chosen; }
                if (!wants_tscp2 && classic->count() != 0) {
                    options->classic.host = options->tscp2.host;
                    options->classic.port = options->tscp2.port;
                    if (!options->suites.empty()) { options->classic.suites = options->suites; }
                    options->classic.answer = options->answer;
                    return listen_classic(options->classic);
                }
                if (!options->suites.empty()) { options->tscp2.credential.suites = options->suites; }
                if (answer->count() != 0) {
                    options->tscp2.answer = options->answer == reply::echo ? answer_by::echo : answer_by::upper;
                }
                return listen_tscp2(options->tscp2);
            }};
}

command add_connect(CLI::App& app) {
    struct both {
        connect_options classic;
        tscp2_connect_options tscp2;
    };
    const auto options = std::make_shared<both>();
    CLI::App* parser = add_command(
        app, "connect", "Carry standard input and output; with --classic send each line and print each reply");
    parser->add_option("PEER", options->tscp2.peer, "HOST:PORT or [IPV6]:PORT")->required();
    add_credentials(*parser, options->tscp2.credential, true);
    parser->add_option("--suites", options->tscp2.credential.suites, "The suites to offer, separated by commas")
        ->capture_default_str();
    parser->add_flag("--stats", options->tscp2.stats, "Say on standard error how many bytes were moved");
    CLI::Option* classic =
        add_choice(*parser, "--classic", options->classic.chosen, dialects, "Speak classic instead, in this dialect");
    parser->add_option("--offer", options->classic.offer, "With --classic: the suites to offer, separated by |")
        ->capture_default_str();
    add_timeout(*parser, options->tscp2.timeout_seconds,
                "How many seconds the handshake may take; with --classic how many to wait for each answer");
    return {parser, [options, classic] {
                if (classic->count() == 0) { return connect_tscp2(options->tscp2); }
                options->classic.peer = options->tscp2.peer;
                options->classic.timeout_seconds = options->tscp2.timeout_seconds;
                return connect_classic(options->classic);
            }};
}

command add_crack(CLI::App& app) {
    const auto options = std::make_shared<crack_options>();
    CLI::App* parser = add_command(app, "crack", "Recover the key and the plaintexts of a classic session");
    parser->add_option("HELLO", options->hello, "The client's first line")->required();
    parser->add_option("HEY", options->hey, "The server's answer")->required();
    parser->add_option("MESSAGE", options->messages, "Messages of either direction");
    return {parser, [options] { return crack_classic(*options); }};
}

}  // namespace tool
