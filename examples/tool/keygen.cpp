// SPDX-License-Identifier: MIT
// New keys into files, and public keys out of them.
#include "keygen.hpp"

#include <stdexcept>

#include <tscp/core/error_text.hpp>

#include "credentials.hpp"
#include "exit_code.hpp"
#include "key_text.hpp"
#include "secret_file.hpp"
#include "standard_output.hpp"

namespace tool {

namespace {

constexpr std::size_t key_size = 32;

void generate_secret(const std::string& path) {
    tscp::secret<key_size> secret;
    tscp2_profile::random random;
    if (!random.fill(secret.overwrite())) { throw std::runtime_error{tscp::describe(tscp::errc::random_failed)}; }
    secret_bytes line = write_digits(secret.reveal());
    line.push_back('\n');
    write_secret_file(path, line);
}

}  // namespace

int generate_psk(const std::string& path) {
    generate_secret(path);
    return success;
}

int generate_private_key(const std::string& path) {
    generate_secret(path);
    return print_public_key(path, false);
}

int print_public_key(const std::string& path, bool insecure_key_file) {
    const tscp2_key key = read_private_key(path, insecure_key_file);
    secret_bytes line = write_digits(key.public_value());
    line.push_back('\n');
    return print({reinterpret_cast<const char*>(line.data()), line.size()}) ? success : standard_io_error;
}

}  // namespace tool
