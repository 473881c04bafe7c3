// SPDX-License-Identifier: MIT
// Keys from files, and what options mean together.
#include "credentials.hpp"

#include <stdexcept>
#include <utility>

#include <tscp/core/error_text.hpp>

#include "key_text.hpp"
#include "secret_file.hpp"

namespace tool {

namespace {

constexpr std::size_t key_size = 32;

std::string_view text_of(const secret_bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

tscp2_key make_key(tscp::byte_view private_key) {
    auto key = tscp2_key::make(private_key);
    if (!key) { throw std::runtime_error{tscp::describe(key.error())}; }
    return std::move(*key);
}

std::string fault_of_suites(const credential_options& options, bool is_client) {
    const suite_choice chosen = read_suites(options.suites);
    if (!chosen.fault.empty()) { return "--suites: " + chosen.fault; }
    for (const std::uint8_t suite : chosen.ids) {
        if (is_client && tscp::group_of(suite) != tscp::group_of(chosen.ids.front())) {
            return "--suites: a client offers suites of one group";
        }
        if (is_client && !options.key_path.empty() && tscp::group_of(suite) != tscp2_key::group_id) {
            return "--suites: --key needs suites of x25519";
        }
    }
    return {};
}

}  // namespace

std::string fault_of(const credential_options& options, bool is_client) {
    if (options.psk_path.empty() && options.key_path.empty()) { return "--psk FILE or --key FILE is needed"; }
    if (options.key_path.empty() != options.peer.empty()) { return "--key and --peer go together"; }
    if (is_client && options.key_path.empty() && options.identity.empty()) { return "--psk needs --identity"; }
    if (options.identity.size() > 255) { return "--identity: an identity has at most 255 bytes"; }
    if (!options.peer.empty()) {
        const std::string fault = fault_of_digits(options.peer, key_size, key_size);
        if (!fault.empty()) { return "--peer: " + fault; }
    }
    return fault_of_suites(options, is_client);
}

psk_file read_psk_file(const credential_options& options) {
    const secret_bytes content = read_secret_file(options.psk_path, options.insecure_key_file);
    return psk_file::parse(text_of(content), options.psk_path);
}

tscp2_key read_private_key(const std::string& path, bool insecure_key_file) {
    const secret_bytes content = read_secret_file(path, insecure_key_file);
    std::string_view digits = text_of(content);
    const std::size_t last = digits.find_last_not_of(" \t\r\n");
    digits = last == std::string_view::npos ? std::string_view{} : digits.substr(0, last + 1);
    const std::string fault = fault_of_digits(digits, key_size, key_size);
    if (!fault.empty()) { throw std::runtime_error{path + " holds no private key: " + fault}; }
    const auto private_key = *read_digits(digits);
    if (tscp::is_zero_constant_time(private_key)) {
        throw std::runtime_error{path + " holds no private key: it is all zeros"};
    }
    return make_key(private_key);
}

std::vector<std::uint8_t> read_peer_key(const credential_options& options, const tscp2_key& own) {
    const auto key = *read_digits(options.peer);
    if (tscp::equal_public(key, own.public_value())) {
        throw std::runtime_error{"--peer is the public key of " + options.key_path +
                                 ": the other end has one of its own"};
    }
    return {key.begin(), key.end()};
}

tscp2_key draw_key() {
    tscp::secret<key_size> private_key;
    tscp2_profile::random random;
    if (!random.fill(private_key.overwrite())) { throw std::runtime_error{tscp::describe(tscp::errc::random_failed)}; }
    return make_key(private_key.reveal());
}

}  // namespace tool
