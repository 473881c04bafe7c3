// SPDX-License-Identifier: MIT
// The exit codes of the tool, and the text of --help that lists them.
#pragma once

namespace tool {

enum exit_code : int {
    success = 0,            ///< Done: both directions are closed; a server that answers by itself was told to stop.
    other_error = 1,        ///< None of the others: a key file that cannot be used, an alert from the peer, no answer.
    wrong_use = 2,          ///< Arguments that are unknown, malformed or without effect.
    handshake_refused = 3,  ///< The peer has another key, or did not finish the handshake in time.
    forged_record = 4,      ///< A record was forged or damaged; nothing of it was written.
    truncated_stream = 5,   ///< The connection ended before the peer had closed its direction.
    network_error = 6,      ///< No address, no connection, or a connection that broke off.
    standard_io_error = 7,  ///< Standard input cannot be read, or standard output takes no more.
    ended_by_signal = 128,  ///< And the number of the signal: 130 for SIGINT, 143 for SIGTERM.
};

/// All of them, for the end of `tscp --help`.
inline constexpr const char* exit_code_help =
    "Exit codes: 0 done, both directions closed; 1 other error; 2 wrong use; 3 handshake refused or not in time; "
    "4 forged record; 5 truncated; 6 network; 7 standard input or output failed; 130 SIGINT; 143 SIGTERM. "
    "A server that answers by itself ends with 0 on either signal.";

}  // namespace tool
