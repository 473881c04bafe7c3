// SPDX-License-Identifier: MIT
// Standard input and output over one session after the other.
#pragma once

#include <asio.hpp>
#include <functional>
#include <memory>
#include <string>

#include "standard_input.hpp"
#include "standard_output.hpp"
#include "tscp2_connection.hpp"

namespace tool {

/// Connections are made by it, and shake hands side by side. One at a time, whose session stands, carries standard
/// input and output.
class tscp2_pipe {
public:
    using connection = std::shared_ptr<tscp2_connection>;

    struct owner {
        /// A session stands: `carry` it, or `abandon` the connection.
        std::function<void(const connection&)> opened;
        /// A connection has ended. What it received is written, unless the code says that standard output has failed.
        std::function<void(const connection&, int code, const std::string& why)> ended;
    };

    tscp2_pipe(asio::io_context& io, owner calls) : io_{io}, input_{io}, output_{io}, calls_{std::move(calls)} {}

    /// Begins to read standard input.
    void start();

    /// A connection that is still to be started.
    connection make_connection(asio::ip::tcp::socket socket);

    /// From now on this is the one. A client `speaks_first`: by a ping where there is no input yet.
    void carry(const connection& chosen, bool speaks_first);

    /// The one that is carried, also while what it received is being written; null where there is none.
    [[nodiscard]] const connection& carried() const { return carried_; }

private:
    struct ending {
        int code;
        std::string why;
    };

    bool send_input();
    void on_output();
    void on_end(const connection& ended, int code, const std::string& why);
    void fail(const std::string& why);

    asio::io_context& io_;
    standard_input input_;
    standard_output output_;
    owner calls_;
    connection carried_;
    std::optional<ending> ending_;  // of the one that is carried, until its output is written
    bool sent_end_ = false;
};

/// Says how many bytes a connection moved.
void report_traffic(const traffic& seen);

}  // namespace tool
