// SPDX-License-Identifier: MIT
// Points in time by which something is to be done.
#pragma once

#include <asio.hpp>
#include <chrono>

namespace tool {

using deadline = std::chrono::steady_clock::time_point;

inline deadline deadline_in(std::chrono::duration<double> seconds) {
    return std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(seconds);
}

/// Runs the context until `is_done()`; false where it is not in time. Either way the context can be run on.
template <class IsDone>
bool run_until(asio::io_context& io, deadline end, const IsDone& is_done) {
    bool in_time = true;
    while (!is_done() && in_time) {
        in_time = io.run_one_until(end) != 0;
        io.restart();
    }
    return in_time || is_done();
}

}  // namespace tool
