// SPDX-License-Identifier: MIT
// The command line of tscp.
#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <system_error>

#include <tscp/version.hpp>

#include "commands.hpp"
#include "exit_code.hpp"

namespace {

std::string version() {
    return std::to_string(tscp::version_major) + "." + std::to_string(tscp::version_minor) + "." +
           std::to_string(tscp::version_patch);
}

int run(int argc, char** argv) {
    CLI::App app{
        "tscp: tiny secure communication protocol. It speaks TSCP 2; with --classic the old one, which is insecure.",
        "tscp"};
    app.set_version_flag("--version", version());
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, both directions closed; 1 other error; 2 wrong use; 3 handshake refused; 4 forged record; "
        "5 truncated; 6 network.");
    const std::array commands{tool::add_demo(app), tool::add_keygen(app), tool::add_listen(app), tool::add_connect(app),
                              tool::add_crack(app)};
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return app.exit(error) == 0 ? tool::success : tool::wrong_use; }
    for (const tool::command& each : commands) {
        if (each.parser->parsed()) { return each.run(); }
    }
    return tool::wrong_use;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::system_error& error) {
        std::cerr << "tscp: " << error.what() << "\n";
        return tool::network_error;
    } catch (const std::exception& error) {
        std::cerr << "tscp: " << error.what() << "\n";
        return tool::other_error;
    }
}
