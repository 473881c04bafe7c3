// SPDX-License-Identifier: MIT
// `listen` and `connect`, as CLI11 is told of them; and which of their options go together.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "classic_options.hpp"
#include "commands.hpp"
#include "credentials.hpp"
#include "exit_code.hpp"
#include "option_checks.hpp"
#include "tool_error.hpp"
#include "tscp2_options.hpp"

namespace tool {

namespace {

const std::map<std::string, dialect> dialects{{"debug", dialect::debug}, {"release", dialect::release}};
const std::map<std::string, reply> replies{{"upper", reply::upper}, {"echo", reply::echo}};

// Gives the options, for `excludes` and the like.
std::vector<CLI::Option*> add_credentials(CLI::App& parser, credential_options& options) {
    return {
        parser
            .add_option("--psk", options.psk_path,
                        "A file with a key in hexadecimal, or with lines `identity key`; `tscp keygen --psk` "
                        "writes one")
            ->check(is_given("file")),
        parser
            .add_option("--key", options.key_path, "A file with this end's private key; `tscp keygen --key` writes one")
            ->check(is_given("file")),
        parser.add_option("--peer", options.peer, "The other end's public key, with --key")
            ->check(is_given("public key")),
        parser.add_flag("--insecure-key-file", options.insecure_key_file,
                        "Also read key files that others than their owner can use")};
}

CLI::Option* add_timeout(CLI::App& parser, double& seconds, const std::string& description) {
    return parser.add_option("--timeout", seconds, description)->check(is_timeout())->capture_default_str();
}

void check_credentials(const credential_options& options, bool is_client) {
    const std::string fault = fault_of(options, is_client);
    if (!fault.empty()) { throw tool_error{wrong_use, fault}; }
}

struct listen_arguments {
    tscp2_listen_options options;
    std::string suites;
    reply answer = reply::upper;
    dialect chosen = dialect::debug;
    CLI::Option* has_answer = nullptr;
    CLI::Option* has_classic = nullptr;
    std::vector<CLI::Option*> without_effect_on_classic;

    [[nodiscard]] bool is_classic_alone() const {
        return has_classic->count() != 0 && options.credential.psk_path.empty() && options.credential.key_path.empty();
    }

    [[noreturn]] void run();
    [[noreturn]] void run_classic() const;
};

void listen_arguments::run() {
    if (is_classic_alone()) { run_classic(); }
    if (!suites.empty()) { options.credential.suites = suites; }
    if (has_answer->count() != 0) { options.answer = answer; }
    if (has_classic->count() != 0) { options.classic = chosen; }
    check_credentials(options.credential, false);
    if (options.classic && (!options.answer || options.once)) {
        throw tool_error{wrong_use, "both protocols on one port need --reply, and no --once"};
    }
    listen_tscp2(options);
}

void listen_arguments::run_classic() const {
    for (const CLI::Option* option : without_effect_on_classic) {
        if (option->count() != 0) {
            throw tool_error{wrong_use, option->get_name() + " has no effect with --classic, without --psk or --key"};
        }
    }
    listen_options classic;
    classic.chosen = chosen;
    classic.host = options.host;
    classic.port = options.port;
    classic.answer = answer;
    if (!suites.empty()) { classic.suites = suites; }
    listen_classic(classic);
}

void add_address(CLI::App& parser, tscp2_listen_options& options) {
    parser.add_option("--host", options.host, "The address to listen on, or a name of it")
        ->check(is_given("address"))
        ->capture_default_str();
    parser.add_option("--port", options.port, "The port; 0 picks a free one")->check(is_port())->capture_default_str();
}

}  // namespace

command add_listen(CLI::App& app) {
    const auto all = std::make_shared<listen_arguments>();
    tscp2_listen_options& options = all->options;
    CLI::App* parser = app.add_subcommand("listen", "Serve connections, each with a session of its own");
    parser->footer(std::string{"Example:\n  tscp listen --psk key --port 4000 --once > received\n\n"} +
                   classic_warning);
    all->without_effect_on_classic = add_credentials(*parser, options.credential);
    add_address(*parser, options);
    parser
        ->add_option("--suites", all->suites,
                     std::string{"The suites to accept, the preferred first, separated by commas (default: "} +
                         default_suite + "); with --classic alone separated by |")
        ->check(is_given("list of suites"));
    all->has_answer = add_choice(*parser, "--reply", all->answer, replies,
                                 "Answer by itself, many connections at a time: the data in capitals (the default of "
                                 "classic), or as it is");
    all->without_effect_on_classic.insert(
        all->without_effect_on_classic.end(),
        {parser->add_flag("--once", options.once, "End after the first session, or when all handshakes have failed"),
         parser->add_flag("--stats", options.stats, "Say on standard error how many bytes were moved"),
         add_timeout(*parser, options.timeout_seconds,
                     "How long a handshake may take, from the connection to the client's first record")});
    all->has_classic =
        add_choice(*parser, "--classic", all->chosen, dialects,
                   "Speak classic instead, in this dialect; with --psk or --key beside TSCP 2, on the same port");
    return {parser, [all]() -> int { all->run(); }};
}

command add_connect(CLI::App& app) {
    struct both {
        connect_options classic;
        tscp2_connect_options tscp2;
    };
    const auto options = std::make_shared<both>();
    CLI::App* parser = app.add_subcommand(
        "connect", "Carry standard input and output; with --classic send each line and print each reply");
    parser->footer(std::string{"Example:\n  tscp connect server:4000 --psk key --identity dev1 < file\n\n"} +
                   classic_warning);
    parser->add_option("PEER", options->tscp2.peer, "HOST:PORT or [IPV6]:PORT")->required()->check(is_peer());
    auto only_tscp2 = add_credentials(*parser, options->tscp2.credential);
    only_tscp2.insert(
        only_tscp2.end(),
        {parser
             ->add_option("--identity", options->tscp2.credential.identity,
                          "Who this is: what the server looks the key up by")
             ->check(is_given("identity")),
         parser->add_option("--suites", options->tscp2.credential.suites, "The suites to offer, separated by commas")
             ->capture_default_str(),
         parser->add_flag("--stats", options->tscp2.stats, "Say on standard error how many bytes were moved")});
    CLI::Option* classic =
        add_choice(*parser, "--classic", options->classic.chosen, dialects, "Speak classic instead, in this dialect");
    for (CLI::Option* option : only_tscp2) { classic->excludes(option); }
    parser->add_option("--offer", options->classic.offer, "With --classic: the suites to offer, separated by |")
        ->capture_default_str()
        ->needs(classic);
    add_timeout(*parser, options->tscp2.timeout_seconds,
                "How long the way to a session may take: finding the address, connecting, the handshake; with "
                "--classic how long to connect, and to wait for each answer");
    return {parser, [options, classic]() -> int {
                if (classic->count() == 0) {
                    check_credentials(options->tscp2.credential, true);
                    connect_tscp2(options->tscp2);
                }
                options->classic.peer = options->tscp2.peer;
                options->classic.timeout_seconds = options->tscp2.timeout_seconds;
                connect_classic(options->classic);
            }};
}

}  // namespace tool
