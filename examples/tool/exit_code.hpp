// SPDX-License-Identifier: MIT
// The exit codes of the tool.
#pragma once

namespace tool {

enum exit_code : int {
    success = 0,
    other_error = 1,
    wrong_use = 2,
    handshake_refused = 3,
    forged_record = 4,
    truncated_stream = 5,
    network_error = 6,
};

}  // namespace tool
