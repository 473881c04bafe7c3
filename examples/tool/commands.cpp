// SPDX-License-Identifier: MIT
// What each command says to CLI11.
#include "commands.hpp"

#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "../classic_demo.hpp"
#include "classic_options.hpp"
#include "exit_code.hpp"

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

int show_demo(dialect chosen, const std::string& suite) {
    const auto offer = tscp::classic::suite_list::read(suite);
    const bool done = with_dialect(chosen, [&](auto policy) {
        return demo::run_classic<decltype(policy)>(std::cout, chosen == dialect::debug ? "debug" : "release", *offer);
    });
    return done && std::cout.flush() ? success : other_error;
}

}  // namespace

command add_demo(CLI::App& app) {
    struct demo_options {
        dialect chosen = dialect::debug;
        std::string suite = "oXo|AES";
    };
    const auto options = std::make_shared<demo_options>();
    CLI::App* parser = add_command(app, "demo", "Show a session on one screen, every value computed in this run");
    add_choice(*parser, "--classic", options->chosen, dialects, "The dialect (debug by default)");
    parser->add_option("--suite", options->suite, "The one suite to offer (both by default)")
        ->check(CLI::IsMember({"AES", "oXo"}));
    return {parser, [options] { return show_demo(options->chosen, options->suite); }};
}

command add_listen(CLI::App& app) {
    const auto options = std::make_shared<listen_options>();
    CLI::App* parser = add_command(app, "listen", "Serve connections, each with a session of its own");
    add_choice(*parser, "--classic", options->chosen, dialects, "Speak classic, in this dialect")->required();
    parser->add_option("--host", options->host, "The address to listen on")->capture_default_str();
    parser->add_option("--port", options->port, "The port; 0 picks a free one")->capture_default_str();
    parser->add_option("--suites", options->suites, "The suites to accept, separated by |")->capture_default_str();
    add_choice(*parser, "--reply", options->answer, replies,
               "What to answer: the data in capitals (default), or as it is");
    return {parser, [options] { return listen_classic(*options); }};
}

command add_connect(CLI::App& app) {
    const auto options = std::make_shared<connect_options>();
    CLI::App* parser = add_command(app, "connect", "Send each line of standard input, print each reply");
    parser->add_option("PEER", options->peer, "HOST:PORT or [IPV6]:PORT")->required();
    add_choice(*parser, "--classic", options->chosen, dialects, "Speak classic, in this dialect")->required();
    parser->add_option("--offer", options->offer, "The suites to offer, separated by |")->capture_default_str();
    parser->add_option("--timeout", options->timeout_seconds, "How many seconds to wait for each answer")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
    return {parser, [options] { return connect_classic(*options); }};
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
