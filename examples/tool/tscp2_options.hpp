// SPDX-License-Identifier: MIT
// What `tscp listen` and `tscp connect` are told about TSCP 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "classic_options.hpp"
#include "credentials.hpp"

namespace tool {

enum class answer_by : std::uint8_t { pipe, echo, upper };

struct tscp2_listen_options {
    credential_options credential;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    answer_by answer = answer_by::pipe;
    bool once = false;
    bool stats = false;
    double timeout_seconds = 5;
    std::optional<dialect> classic;  ///< Speak it too, with clients whose first byte is classic's.
};

struct tscp2_connect_options {
    credential_options credential;
    std::string peer;
    bool stats = false;
    double timeout_seconds = 10;
};

/// A sentence for options that do not go together; empty where they do.
std::string fault_of(const credential_options& options, bool client);

int listen_tscp2(const tscp2_listen_options& options);
int connect_tscp2(const tscp2_connect_options& options);

}  // namespace tool
