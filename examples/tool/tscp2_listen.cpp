// SPDX-License-Identifier: MIT
// `tscp listen`, with either of its servers.
#include "answering_listener.hpp"
#include "pipe_listener.hpp"
#include "tscp2_options.hpp"

namespace tool {

void listen_tscp2(const tscp2_listen_options& options) {
    if (options.answer) { answering_listener{options}.run(); }
    pipe_listener{options}.run();
}

}  // namespace tool
