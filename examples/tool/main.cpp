// SPDX-License-Identifier: MIT
// The command line of tscp.
#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <iostream>
#include <map>
#include <string>

#include <tscp/version.hpp>

#include "../classic_demo.hpp"
#include "classic_options.hpp"
#include "exit_code.hpp"

namespace {

using tool::dialect;

constexpr const char* warning =
    "Classic is insecure: `tscp crack` shows why. It is for devices that speak nothing better.";

const std::map<std::string, dialect> dialects{{"debug", dialect::debug}, {"release", dialect::release}};
const std::map<std::string, tool::reply> replies{{"upper", tool::reply::upper}, {"echo", tool::reply::echo}};

// An option that takes one of the map's names. It shows the names alone.
template <class Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Value& value,
                        const std::map<std::string, Value>& choices, const std::string& description) {
    std::string names;
    for (const auto& choice : choices) { names += (names.empty() ? "" : "|") + choice.first; }
    return command
        .add_option_function<std::string>(
            name, [&value, &choices](const std::string& chosen) { value = choices.at(chosen); }, description)
        ->check(CLI::Validator(
            [&choices, names](const std::string& chosen) {
                return choices.count(chosen) != 0 ? std::string{} : chosen + " is not one of " + names;
            },
            names, names));
}

std::string version() {
    return std::to_string(tscp::version_major) + "." + std::to_string(tscp::version_minor) + "." +
           std::to_string(tscp::version_patch);
}

int demo(dialect chosen, const std::string& suite) {
    const auto offer = tscp::classic::suite_list::read(suite);
    const bool done = tool::with_dialect(chosen, [&](auto policy) {
        return demo::run_classic<decltype(policy)>(std::cout, chosen == dialect::debug ? "debug" : "release", *offer);
    });
    return done && std::cout.flush() ? tool::success : tool::other_error;
}

int run(int argc, char** argv) {
    CLI::App app{"tscp: tiny secure communication protocol", "tscp"};
    app.set_version_flag("--version", version());
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 other error, 2 wrong use, 6 network.");

    dialect demo_dialect = dialect::debug;
    std::string demo_suite = "oXo|AES";
    CLI::App* demo_command =
        app.add_subcommand("demo", "Show a session on one screen, every value computed in this run");
    add_choice(*demo_command, "--classic", demo_dialect, dialects, "The dialect (debug by default)");
    demo_command->add_option("--suite", demo_suite, "The one suite to offer (both by default)")
        ->check(CLI::IsMember({"AES", "oXo"}));

    tool::listen_options listen;
    CLI::App* listen_command = app.add_subcommand("listen", "Serve connections, each with a session of its own");
    add_choice(*listen_command, "--classic", listen.chosen, dialects, "Speak classic, in this dialect")->required();
    listen_command->add_option("--host", listen.host, "The address to listen on")->capture_default_str();
    listen_command->add_option("--port", listen.port, "The port; 0 picks a free one")->capture_default_str();
    listen_command->add_option("--suites", listen.suites, "The suites to accept, separated by |")
        ->capture_default_str();
    add_choice(*listen_command, "--reply", listen.answer, replies,
               "What to answer: the data in capitals (default), or as it is");
    listen_command->footer(warning);

    tool::connect_options connect;
    CLI::App* connect_command = app.add_subcommand("connect", "Send each line of standard input, print each reply");
    connect_command->add_option("PEER", connect.peer, "HOST:PORT")->required();
    add_choice(*connect_command, "--classic", connect.chosen, dialects, "Speak classic, in this dialect")->required();
    connect_command->add_option("--offer", connect.offer, "The suites to offer, separated by |")->capture_default_str();
    connect_command->add_option("--timeout", connect.timeout_seconds, "How many seconds to wait for each answer")
        ->check(CLI::Range(0.001, 86400.0))
        ->capture_default_str();
    connect_command->footer(warning);

    tool::crack_options crack;
    CLI::App* crack_command = app.add_subcommand("crack", "Recover the key and the plaintexts of a classic session");
    crack_command->add_option("HELLO", crack.hello, "The client's first line")->required();
    crack_command->add_option("HEY", crack.hey, "The server's answer")->required();
    crack_command->add_option("MESSAGE", crack.messages, "Messages of either direction");
    crack_command->footer(warning);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return app.exit(error) == 0 ? tool::success : tool::wrong_use; }
    if (*demo_command) { return demo(demo_dialect, demo_suite); }
    if (*listen_command) { return tool::listen_classic(listen); }
    if (*connect_command) { return tool::connect_classic(connect); }
    return tool::crack_classic(crack);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "tscp: " << error.what() << "\n";
        return tool::other_error;
    }
}
