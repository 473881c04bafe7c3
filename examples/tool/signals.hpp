// SPDX-License-Identifier: MIT
// SIGINT and SIGTERM: what was begun ends in order, and soon.
#pragma once

#include <asio.hpp>
#include <functional>
#include <string>

namespace tool {

/// "SIGINT" or "SIGTERM".
std::string name_of_signal(int number);

/// Waits for SIGINT and SIGTERM; one that was ignored when the program was started, as a shell does for its background
/// jobs, stays ignored. The first signal is said on standard error and told to `on_signal`, which may end the program
/// by `leave`. One second later, or at the second signal, it is ended with `code`.
class termination_signals {
public:
    /// The exit code for a signal.
    using code_of = std::function<int(int number)>;

    termination_signals(asio::io_context& io, code_of code) : signals_{io}, grace_{io}, code_{std::move(code)} {}

    void start(std::function<void(int number)> on_signal);

private:
    void wait();
    void first(int number);

    asio::signal_set signals_;
    asio::steady_timer grace_;
    code_of code_;
    std::function<void(int)> on_signal_;
    bool seen_ = false;
};

}  // namespace tool
