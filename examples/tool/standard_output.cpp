// SPDX-License-Identifier: MIT
// The thread that writes standard output.
#include "standard_output.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "blocking_io.hpp"
#include "report.hpp"

namespace tool {

bool print(std::string_view text) {
    const int error = write_all(STDOUT_FILENO, text);
    if (error != 0) { report("tscp: " + output_fault(error)); }
    return error == 0;
}

std::string output_fault(int error) {
    return "standard output takes no more: " +
           (error == EBADF ? "it is closed" : std::generic_category().message(error));
}

void standard_output::start(std::function<void()> on_progress) {
    on_progress_ = std::move(on_progress);
    std::thread{[this] { run(); }}.detach();
}

void standard_output::write(tscp::byte_view bytes) {
    const std::lock_guard<std::mutex> hold{mutex_};
    unwritten_ += bytes.size();
    if (failure_ != 0) { return; }
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    given_.notify_one();
}

std::size_t standard_output::unwritten() {
    const std::lock_guard<std::mutex> hold{mutex_};
    return unwritten_;
}

int standard_output::failure() {
    const std::lock_guard<std::mutex> hold{mutex_};
    return failure_;
}

void standard_output::run() {
    std::vector<std::uint8_t> writing;
    while (true) {
        std::unique_lock<std::mutex> hold{mutex_};
        given_.wait(hold, [this] { return !waiting_.empty(); });
        writing.swap(waiting_);
        hold.unlock();
        const int error = write_all(STDOUT_FILENO, writing);
        hold.lock();
        failure_ = error;
        if (error == 0) { unwritten_ -= writing.size(); }
        hold.unlock();
        writing.clear();
        asio::post(io_, on_progress_);
        if (error != 0) { return; }
    }
}

}  // namespace tool
