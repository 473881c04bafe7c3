// SPDX-License-Identifier: MIT
// What an endpoint was told by `config` commands, and a server's table of keys made of it.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include <tscp/core/error_text.hpp>

#include "../support/tscp2_pair.hpp"

namespace endpoint {

using test::bytes;
namespace portable = tscp::portable;
using own_key_type = tscp::static_key<portable::x25519>;
using ticket_keys_type = tscp::ticket_keys<portable::chacha20_poly1305, portable::sha256>;

inline std::string show(tscp::byte_view data) { return data.empty() ? "-" : test::to_hex(data); }
inline std::string name_of(tscp::errc error) {
    std::string name = tscp::describe(error);
    for (char& c : name) { c = c == ' ' ? '_' : c; }
    return name;
}

/// The next word, bytes in hex or `-` for none.
inline bytes next(std::istringstream& words) {
    std::string word;
    words >> word;
    return word.empty() || word == "-" ? bytes{} : test::from_hex(word);
}

class settings {
public:
    void set(const std::string& key, const std::string& value) { values_[key] = value; }

    bytes operator[](const std::string& key) const {
        std::istringstream word{text(key)};
        return next(word);
    }
    [[nodiscard]] std::uint64_t number(const std::string& key) const {
        const std::string value = text(key);
        return value.empty() ? 0 : std::stoull(value);
    }
    [[nodiscard]] own_key_type own_key() const { return std::move(*own_key_type::make((*this)["private"])); }

private:
    [[nodiscard]] std::string text(const std::string& key) const {
        const auto at = values_.find(key);
        return at == values_.end() ? std::string{} : at->second;
    }

    std::map<std::string, std::string> values_;
};

/// One client, by a PSK or a static key, and the tickets of all.
struct directory {
    explicit directory(const settings& all)
        : psk{all["psk"]},
          identity{all["identity"]},
          key_id{all["key_id"]},
          peer{all["peer"]},
          time{all.number("now")} {
        if (!all["private"].empty()) { key = std::make_unique<own_key_type>(all.own_key()); }
        if (!all["ticket_key"].empty() && !ticket_keys.add(1, all["ticket_key"])) { std::abort(); }
    }
    tscp::psk_entry find_psk(tscp::byte_view wanted) noexcept {
        if (identity.empty() || !tscp::equal_public(wanted, identity)) { return {}; }
        return test::entry(identity, psk);
    }
    tscp::peer_entry find_peer(tscp::byte_view wanted) noexcept {
        if (key_id.empty() || key == nullptr || !tscp::equal_public(wanted, key_id)) { return {}; }
        const tscp::public_key_view known{peer};
        const tscp::client_name name{key_id};
        return psk.empty() ? tscp::peer_entry::static_keys(known, name)
                           : tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{psk}, name);
    }
    const own_key_type& own_key() noexcept {
        if (key == nullptr) { key = std::make_unique<own_key_type>(std::move(*own_key_type::make(bytes(32, 1)))); }
        return *key;
    }
    [[nodiscard]] const ticket_keys_type& tickets() const noexcept { return ticket_keys; }
    [[nodiscard]] std::uint64_t now() const noexcept { return time; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    bytes psk, identity, key_id, peer;
    std::unique_ptr<own_key_type> key;
    ticket_keys_type ticket_keys;
    std::uint64_t time;
};

}  // namespace endpoint
