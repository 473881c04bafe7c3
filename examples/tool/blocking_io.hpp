// SPDX-License-Identifier: MIT
// Reads and writes that wait, on descriptors in blocking and non-blocking mode alike.
#pragma once

#include <sys/types.h>

#include <tscp/core/bytes.hpp>

namespace tool {

/// Reads what there is, up to the size of `out`, and waits while there is nothing yet.
/// The number of bytes; 0 at the end of the input; -1 with errno where it cannot be read.
ssize_t read_waiting(int descriptor, tscp::byte_span out);

/// Writes all of the bytes, and waits while there is no room. 0, or the errno of the write that failed.
int write_all(int descriptor, tscp::byte_view bytes);

}  // namespace tool
