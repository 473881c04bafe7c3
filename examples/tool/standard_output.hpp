// SPDX-License-Identifier: MIT
// Standard output: at once for what a command prints, by a thread of its own for what a session carries.
#pragma once

#include <asio.hpp>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <tscp/core/bytes.hpp>

namespace tool {

/// Writes all of the text to standard output, and waits while there is no room. False, with a report, where it fails.
bool print(std::string_view text);

/// The sentence for a write that failed with this errno.
std::string output_fault(int error);

/// A thread writes, so that a reader who is slow, or has stopped, holds up neither timers nor signals. It never ends by
/// itself: leave the program by `leave`.
class standard_output {
public:
    explicit standard_output(asio::io_context& io) : io_{io} {}

    /// Begins to write. `on_progress` is called, by the context, whenever bytes were written or a write has failed.
    void start(std::function<void()> on_progress);

    /// Takes the bytes over. After a failure they are dropped.
    void write(tscp::byte_view bytes);

    /// How many bytes were taken and not written: after a failure there are always some.
    std::size_t unwritten();

    /// The errno of the write that failed; 0 else.
    int failure();

private:
    void run();

    asio::io_context& io_;
    std::function<void()> on_progress_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::vector<std::uint8_t> waiting_;
    std::size_t unwritten_ = 0;
    int failure_ = 0;
};

}  // namespace tool
