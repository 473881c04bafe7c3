// SPDX-License-Identifier: MIT
// Classic on connections that another listener accepted.
#pragma once

#include <asio.hpp>
#include <memory>

#include "classic_options.hpp"

namespace tool {

class classic_service {
public:
    classic_service() = default;
    classic_service(const classic_service&) = delete;
    classic_service& operator=(const classic_service&) = delete;
    virtual ~classic_service() = default;

    /// Serves the connection to its end.
    virtual void serve(asio::ip::tcp::socket socket) = 0;
};

/// In the dialect chosen, with its suites by default. It must outlive the connections.
std::unique_ptr<classic_service> make_classic_service(dialect chosen, reply answer);

}  // namespace tool
