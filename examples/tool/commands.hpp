// SPDX-License-Identifier: MIT
// The commands of the tool, each with its own options.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace tool {

struct command {
    CLI::App* parser;
    std::function<int()> run;  ///< Runs the command as it was parsed; gives the exit code.
};

inline constexpr const char* classic_warning =
    "Classic is insecure: `tscp crack` shows why. It is for devices that speak nothing better.";

command add_demo(CLI::App& app);
command add_keygen(CLI::App& app);
command add_pubkey(CLI::App& app);
command add_listen(CLI::App& app);
command add_connect(CLI::App& app);
command add_crack(CLI::App& app);

}  // namespace tool
