// SPDX-License-Identifier: MIT
// Lines into identities and keys; what can be read in two ways is refused.
#include "psk_file.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <tscp/core/secret.hpp>

#include "key_text.hpp"

namespace tool {

namespace {

constexpr std::string_view blanks = " \t";
constexpr std::size_t min_key_size = 16;
constexpr std::size_t min_lone_key_size = 32;
constexpr std::size_t max_key_size = 64;
constexpr std::size_t max_identity_size = 255;

struct bad_line : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string_view without_end(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t\r");
    return last == std::string_view::npos ? std::string_view{} : line.substr(0, last + 1);
}

void check_identity(std::string_view identity) {
    if (identity.size() > max_identity_size) { throw bad_line{"the identity has more than 255 bytes"}; }
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(identity.begin(), identity.end(), is_control)) {
        throw bad_line{"the identity holds a control character"};
    }
}

}  // namespace

psk_file psk_file::parse(std::string_view text, const std::string& path) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark) { text.remove_prefix(byte_order_mark.size()); }
    psk_file found;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        ++number;
        try {
            found.add_line(without_end(text.substr(0, end)));
        } catch (const bad_line& fault) {
            throw std::runtime_error{path + ":" + std::to_string(number) + ": " + fault.what()};
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    if (found.keys_.empty()) { throw std::runtime_error{path + " holds no key"}; }
    return found;
}

tscp::byte_view psk_file::find(std::string_view identity) const {
    auto at = keys_.find(identity);
    if (at == keys_.end()) { at = keys_.find(""); }
    return at == keys_.end() ? tscp::byte_view{} : tscp::byte_view{at->second};
}

void psk_file::add_line(std::string_view line) {
    if (line.empty() || line.front() == '#') { return; }
    const std::size_t first_end = line.find_first_of(blanks);
    if (first_end == 0) { throw bad_line{"the line begins with a blank, where an identity or a key belongs"}; }
    if (keys_.count("") != 0) {
        throw bad_line{"a key without an identity, in a line before, is the only one of its file"};
    }
    if (first_end == std::string_view::npos) {
        if (!keys_.empty()) { throw bad_line{"an identity without a key, or a key without an identity"}; }
        return add_key("", line, min_lone_key_size);
    }
    const std::string_view identity = line.substr(0, first_end);
    const std::string_view digits = line.substr(line.find_first_not_of(blanks, first_end));
    if (digits.find_first_of(blanks) != std::string_view::npos) {
        throw bad_line{"more than two words; a line is an identity and its key"};
    }
    check_identity(identity);
    add_key(identity, digits, min_key_size);
}

void psk_file::add_key(std::string_view identity, std::string_view digits, std::size_t min_size) {
    const std::string fault = fault_of_digits(digits, min_size, max_key_size);
    if (!fault.empty()) {
        throw bad_line{identity.empty() ? "an identity without a key, or a wrong key: " + fault : fault};
    }
    auto key = *read_digits(digits);
    if (tscp::is_zero_constant_time(key)) { throw bad_line{"the key is all zeros"}; }
    if (!keys_.emplace(identity, std::move(key)).second) { throw bad_line{"the identity has a key in a line before"}; }
}

}  // namespace tool
