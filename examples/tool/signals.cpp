// SPDX-License-Identifier: MIT
// Asio catches the signals; here is what they mean.
#include "signals.hpp"

#include <chrono>
#include <csignal>
#include <utility>

#include "leave.hpp"
#include "report.hpp"

namespace tool {

namespace {

// For what still waits to be sent: an alert to each peer, most of all.
constexpr std::chrono::seconds grace_period{1};

bool is_ignored(int number) {
    struct sigaction present {};
    return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

}  // namespace

std::string name_of_signal(int number) { return number == SIGINT ? "SIGINT" : "SIGTERM"; }

void termination_signals::start(std::function<void(int)> on_signal) {
    on_signal_ = std::move(on_signal);
    for (const int number : {SIGINT, SIGTERM}) {
        if (!is_ignored(number)) { signals_.add(number); }
    }
    wait();
}

void termination_signals::wait() {
    signals_.async_wait([this](const asio::error_code& error, int number) {
        if (error) { return; }
        if (std::exchange(seen_, true)) { leave(code_(number)); }
        first(number);
    });
}

void termination_signals::first(int number) {
    report("tscp: ended by " + name_of_signal(number));
    grace_.expires_after(grace_period);
    grace_.async_wait([this, number](const asio::error_code& error) {
        if (!error) { leave(code_(number)); }
    });
    wait();
    on_signal_(number);
}

}  // namespace tool
