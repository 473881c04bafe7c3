// SPDX-License-Identifier: MIT
// The command line of tscp.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <sstream>
#include <string>
#include <vector>

#include <tscp/version.hpp>

#include "commands.hpp"
#include "exit_code.hpp"
#include "leave.hpp"
#include "report.hpp"
#include "standard_descriptors.hpp"
#include "standard_output.hpp"
#include "text.hpp"
#include "tool_error.hpp"
#include "words.hpp"

namespace {

std::string version() {
    return std::to_string(tscp::version_major) + "." + std::to_string(tscp::version_minor) + "." +
           std::to_string(tscp::version_patch);
}

// Where the first argument is a word, it is a command.
void check_command(const CLI::App& app, int argc, char** argv) {
    std::vector<std::string> names;
    for (const CLI::App* each : app.get_subcommands({})) { names.push_back(each->get_name()); }
    const std::string given = argc < 2 ? "" : argv[1];
    const bool is_option = !given.empty() && given[0] == '-';
    if (argc < 2 || is_option || std::find(names.begin(), names.end(), given) != names.end()) { return; }
    throw tool::tool_error{tool::wrong_use, "'" + tool::printable(given) + "' is no command; " +
                                                tool::suggestion(given, names) + "there are " +
                                                tool::joined(names, ", ")};
}

std::string without_last_line_end(std::string text) {
    while (!text.empty() && text.back() == '\n') { text.pop_back(); }
    return text;
}

// What CLI11 says of --help, --version and wrong arguments.
int show(const CLI::App& app, const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream errors;
    const bool is_wrong = app.exit(error, out, errors) != 0;
    if (is_wrong) { tool::report("tscp: " + without_last_line_end(errors.str())); }
    if (!tool::print(out.str())) { return tool::standard_io_error; }
    return is_wrong ? tool::wrong_use : tool::success;
}

int run(int argc, char** argv) {
    CLI::App app{
        "tscp: tiny secure communication protocol. It speaks TSCP 2; with --classic the old one, which is insecure.",
        "tscp"};
    app.set_version_flag("--version", version());
    app.require_subcommand(1);
    app.footer(std::string{"Example:\n  tscp demo\n\n"} + tool::exit_code_help);
    const std::array commands{tool::add_demo(app),   tool::add_keygen(app),  tool::add_pubkey(app),
                              tool::add_listen(app), tool::add_connect(app), tool::add_crack(app)};
    check_command(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) { return show(app, error); }
    for (const tool::command& each : commands) {
        if (each.parser->parsed()) { return each.run(); }
    }
    return tool::wrong_use;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    if (!tool::open_missing_descriptors()) {
        tool::report("tscp: a standard descriptor is closed, and /dev/null cannot be opened in its place");
        tool::leave(tool::standard_io_error);
    }
    try {
        tool::leave(run(argc, argv));
    } catch (const tool::tool_error& error) {
        tool::report(std::string{"tscp: "} + error.what());
        tool::leave(error.code());
    } catch (const std::exception& error) {
        tool::report(std::string{"tscp: "} + error.what());
        tool::leave(tool::other_error);
    }
}
