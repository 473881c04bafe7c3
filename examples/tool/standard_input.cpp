// SPDX-License-Identifier: MIT
// The thread that reads standard input.
#include "standard_input.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "blocking_io.hpp"

namespace tool {

std::string input_fault(int error) {
    return "standard input cannot be read: " + std::generic_category().message(error);
}

void standard_input::start(std::function<void()> on_ready) {
    on_ready_ = std::move(on_ready);
    std::thread{[this] { run(); }}.detach();
}

std::optional<std::vector<std::uint8_t>> standard_input::take() {
    const std::lock_guard<std::mutex> hold{mutex_};
    if (!piece_) { return at_end_ ? std::optional{std::vector<std::uint8_t>{}} : std::nullopt; }
    auto piece = std::exchange(piece_, std::nullopt);
    taken_.notify_one();
    return piece;
}

int standard_input::failure() {
    const std::lock_guard<std::mutex> hold{mutex_};
    return piece_ ? 0 : failure_;
}

void standard_input::run() {
    std::vector<std::uint8_t> buffer(16384);
    while (true) {
        const ssize_t size = read_waiting(STDIN_FILENO, buffer);
        const int error = errno;
        std::unique_lock<std::mutex> hold{mutex_};
        taken_.wait(hold, [this] { return !piece_; });
        if (size > 0) {
            piece_.emplace(buffer.begin(), buffer.begin() + size);
        } else if (size == 0) {
            at_end_ = true;
        } else {
            failure_ = error;
        }
        hold.unlock();
        asio::post(io_, on_ready_);
        if (size <= 0) { return; }
    }
}

}  // namespace tool
