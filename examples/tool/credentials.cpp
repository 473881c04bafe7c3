// SPDX-License-Identifier: MIT
// Keys from files and into files.
#include "credentials.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include <tscp/core/error_text.hpp>
#include <tscp/core/hex.hpp>

#include "exit_code.hpp"
#include "report.hpp"

namespace tool {

namespace {

std::optional<std::vector<std::uint8_t>> bytes_of(const std::string& digits) {
    std::vector<std::uint8_t> bytes(digits.size() / 2);
    tscp::writer out{bytes};
    if (!tscp::read_hex(digits, out)) { return std::nullopt; }
    return bytes;
}

std::string digits_of(tscp::byte_view bytes) {
    std::string digits(2 * bytes.size(), '0');
    tscp::writer out{digits};
    (void)tscp::write_hex(bytes, out);
    return digits;
}

tscp2_key make_key(tscp::byte_view private_key) {
    auto key = tscp2_key::make(private_key);
    if (!key) { throw std::runtime_error{tscp::describe(key.error())}; }
    return std::move(*key);
}

tscp2_key any_key() {
    std::array<std::uint8_t, 32> bytes{};
    tscp2_profile::random random;
    if (!random.fill(bytes)) { throw std::runtime_error{tscp::describe(tscp::errc::random_failed)}; }
    return make_key(bytes);
}

}  // namespace

psk_file psk_file::read(const std::string& path) {
    std::ifstream file{path};
    if (!file) { throw std::runtime_error{"cannot read " + path}; }
    psk_file found;
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words{line};
        std::string first;
        std::string second;
        std::string third;
        words >> first >> second >> third;
        if (first.empty()) { continue; }
        const auto key = bytes_of(second.empty() ? first : second);
        const std::string identity = second.empty() ? "" : first;
        if (!third.empty() || !key || !tscp::is_psk(*key) || identity.size() > 255 ||
            !found.keys.emplace(identity, *key).second) {
            throw std::runtime_error{
                path + ": each line is a key of 16 to 64 bytes in hexadecimal, or an identity and its key"};
        }
    }
    if (found.keys.empty()) { throw std::runtime_error{path + " holds no key"}; }
    if (found.keys.size() > 1 && found.keys.count("") != 0) {
        throw std::runtime_error{path + ": a key without an identity is the only one of its file"};
    }
    return found;
}

tscp::byte_view psk_file::find(const std::string& identity) const {
    auto at = keys.find(identity);
    if (at == keys.end() || identity.empty()) { at = keys.find(""); }
    return at == keys.end() ? tscp::byte_view{} : tscp::byte_view{at->second};
}

tscp2_key read_private_key(const std::string& path) {
    std::ifstream file{path};
    std::string line;
    std::getline(file, line);
    auto key = bytes_of(line);
    tscp::wipe(line);
    if (!file || !key || key->size() != 32) { throw std::runtime_error{path + " holds no private key"}; }
    auto made = make_key(*key);
    tscp::wipe(*key);
    return made;
}

std::vector<std::uint8_t> read_public_key(const std::string& digits) {
    const auto key = bytes_of(digits);
    if (!key || key->size() != 32) { throw std::runtime_error{"a public key is 64 hexadecimal digits"}; }
    return *key;
}

tscp2_directory::tscp2_directory(const credential_options& options)
    : has_peer_{!options.key_path.empty()}, own_{has_peer_ ? read_private_key(options.key_path) : any_key()} {
    if (!options.psk_path.empty()) { psks_ = psk_file::read(options.psk_path); }
    if (has_peer_) { peer_ = read_public_key(options.peer); }
}

// The name of an entry is its identity: a PSK file has no other.
tscp::psk_entry tscp2_directory::find_psk(tscp::byte_view identity) noexcept {
    if (!psks_ || has_peer_) { return {}; }
    name_.assign(identity.begin(), identity.end());
    const tscp::byte_view key = psks_->find(name_);
    if (key.empty()) { return {}; }
    name_.resize(std::min(name_.size(), tscp2_profile::max_name_size));
    return {tscp::psk_view{key}, tscp::client_name{name_}};
}

// There is one peer, so any key id names it; but where PSKs were given it must hold one of them too.
tscp::peer_entry tscp2_directory::find_peer(tscp::byte_view key_id) noexcept {
    if (!has_peer_) { return {}; }
    const tscp::public_key_view peer{peer_};
    const tscp::client_name name{tscp::bytes_of("peer")};
    if (!psks_) { return tscp::peer_entry::static_keys(peer, name); }
    name_.assign(key_id.begin(), key_id.end());
    const tscp::byte_view psk = psks_->find(name_);
    if (psk.empty()) { return {}; }
    return tscp::peer_entry::static_keys_and_psk(peer, tscp::psk_view{psk}, name);
}

int generate_key(const std::string& path, bool is_key) {
    std::array<std::uint8_t, 32> secret{};
    tscp2_profile::random random;
    if (!random.fill(secret)) { throw std::runtime_error{tscp::describe(tscp::errc::random_failed)}; }
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        report(path + ": " +
               (errno == EEXIST ? "there is such a file already, which stays as it is" : std::strerror(errno)));
        return other_error;
    }
    std::string line = digits_of(secret) + "\n";
    const bool written =
        ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
    tscp::wipe(line);
    if (::close(file) != 0 || !written) {
        ::unlink(path.c_str());
        report(path + " cannot be written");
        return other_error;
    }
    if (is_key) {
        const auto key = make_key(secret);
        std::cout << digits_of(key.public_value()) << std::endl;
    }
    tscp::wipe(secret);
    return success;
}

}  // namespace tool
