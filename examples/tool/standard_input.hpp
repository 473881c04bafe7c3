// SPDX-License-Identifier: MIT
// Standard input, read by a thread of its own, a piece at a time: files, pipes and terminals alike.
#pragma once

#include <asio.hpp>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tool {

/// The sentence for a read that failed with this errno.
std::string input_fault(int error);

/// The thread reads ahead one piece and waits until it is taken. It never ends by itself: leave the program by `leave`.
class standard_input {
public:
    explicit standard_input(asio::io_context& io) : io_{io} {}

    /// Begins to read. `on_ready` is called, by the context, whenever there is a piece to take or the input has failed.
    void start(std::function<void()> on_ready);

    /// The next piece, an empty one at the end of input; nothing where none is there yet, or the input has failed.
    std::optional<std::vector<std::uint8_t>> take();

    /// The errno of the read that failed, once all that was read before is taken; 0 else.
    int failure();

private:
    void run();

    asio::io_context& io_;
    std::function<void()> on_ready_;
    std::mutex mutex_;
    std::condition_variable taken_;
    std::optional<std::vector<std::uint8_t>> piece_;
    bool at_end_ = false;
    int failure_ = 0;
};

}  // namespace tool
