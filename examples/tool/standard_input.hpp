// SPDX-License-Identifier: MIT
// Standard input, read by a thread of its own, a piece at a time: files, pipes and terminals alike.
#pragma once

#include <asio.hpp>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace tool {

/// The thread reads ahead one piece and waits until it is taken. It never ends by itself: leave the program by _Exit.
class standard_input {
public:
    explicit standard_input(asio::io_context& io) : io_{io} {}

    /// Begins to read. `on_ready` is called, by the context, whenever there is a piece to take.
    void start(std::function<void()> on_ready);

    /// The next piece, an empty one at the end of input; nothing where none is there yet.
    std::optional<std::vector<std::uint8_t>> take();

private:
    void run();

    asio::io_context& io_;
    std::function<void()> on_ready_;
    std::mutex mutex_;
    std::condition_variable taken_;
    std::optional<std::vector<std::uint8_t>> piece_;
    bool at_end_ = false;
};

}  // namespace tool
