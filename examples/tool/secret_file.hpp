// SPDX-License-Identifier: MIT
// Files with secrets: read where nobody else can read them, written for their owner alone.
#pragma once

#include <string>

#include "secret_bytes.hpp"

namespace tool {

/// The content of a file. Throws std::runtime_error, with a sentence, where it cannot be read, has more than 16 MiB, or
/// can be read or written by others than its owner and `others_allowed` is false.
secret_bytes read_secret_file(const std::string& path, bool others_allowed);

/// Writes a new file, readable by its owner alone. Throws std::runtime_error, with a sentence, where there is a file
/// already, which stays as it is, or it cannot be written, and then there is none.
void write_secret_file(const std::string& path, tscp::byte_view content);

}  // namespace tool
