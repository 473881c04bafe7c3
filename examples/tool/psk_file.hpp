// SPDX-License-Identifier: MIT
// A file of pre-shared keys.
//
//     # a line that begins with # is a comment
//     dev1 00112233445566778899aabbccddeeff     an identity and its key, of 16 to 64 bytes in hexadecimal
//
// Or one key alone, of 32 to 64 bytes, for every identity. A shorter one could be the identity of a line that lost its
// key. Blanks and tabs separate words and may end a line, as may CR; empty lines and a byte-order mark are skipped.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "secret_bytes.hpp"

namespace tool {

class psk_file {
public:
    /// Reads the text of a file; `path` is for the errors. Throws std::runtime_error that names the file, the line and
    /// what is wrong with it, in words that are not from the file. No key is all zeros; no identity is there twice.
    static psk_file parse(std::string_view text, const std::string& path);

    /// The key of an identity; empty where there is none.
    [[nodiscard]] tscp::byte_view find(std::string_view identity) const;

private:
    void add_line(std::string_view line);
    void add_key(std::string_view identity, std::string_view digits, std::size_t min_size);

    std::map<std::string, secret_bytes, std::less<>> keys_;  // under "" the one for every identity
};

}  // namespace tool
