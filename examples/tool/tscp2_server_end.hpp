// SPDX-License-Identifier: MIT
// The server's side of handshakes, with the keys and suites of its options.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "tscp2_connection.hpp"
#include "tscp2_directory.hpp"
#include "tscp2_options.hpp"

namespace tool {

class tscp2_server_end {
public:
    /// Throws std::runtime_error, with a sentence, for keys that cannot be read.
    explicit tscp2_server_end(const tscp2_listen_options& options)
        : timeout_{options.timeout_seconds},
          suites_{read_suites(options.credential.suites).ids},
          directory_{options.credential},
          server_{directory_, random_, {suites_, {}}} {}

    /// Lets a connection wait for its Hello.
    void start(tscp2_connection& connection) {
        connection.start_server(
            [this](tscp::byte_view hello, tscp::writer& out) { return server_.answer_hello(hello, out); },
            deadline_in(timeout_));
    }

private:
    std::chrono::duration<double> timeout_;
    std::vector<std::uint8_t> suites_;
    tscp2_directory directory_;
    tscp2_profile::random random_;
    tscp::server<tscp2_profile, tscp2_directory> server_;
};

}  // namespace tool
