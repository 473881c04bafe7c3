// SPDX-License-Identifier: MIT
// `tscp keygen` and `tscp pubkey`.
#pragma once

#include <string>

namespace tool {

/// Writes a new key for both ends into a new file. Throws std::runtime_error; else gives the exit code.
int generate_psk(const std::string& path);
/// The same for a private key; prints the public one.
int generate_private_key(const std::string& path);
/// Prints the public key of a private-key file.
int print_public_key(const std::string& path, bool insecure_key_file);

}  // namespace tool
