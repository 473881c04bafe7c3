// SPDX-License-Identifier: MIT
// Standard input and output over one connection after the other.
#pragma once

#include <asio.hpp>
#include <functional>
#include <memory>
#include <string>

#include "standard_input.hpp"
#include "tscp2_connection.hpp"

namespace tool {

class tscp2_pipe {
public:
    explicit tscp2_pipe(asio::io_context& io) : input_{io} {}

    /// Begins to read standard input.
    void start();

    /// The next connection. With `speaks_first` it sends a record at once, an empty one if there is no input yet.
    /// `end` is called when it has ended, with the exit code.
    std::shared_ptr<tscp2_connection> attach(asio::ip::tcp::socket socket, bool speaks_first, bool stats,
                                             std::function<void(int)> end);

private:
    bool send_input();

    standard_input input_;
    std::shared_ptr<tscp2_connection> connection_;
    bool sent_end_ = false;
};

/// Says how many bytes a connection moved.
void report_traffic(const traffic& seen);

}  // namespace tool
