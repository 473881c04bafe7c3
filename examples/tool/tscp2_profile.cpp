// SPDX-License-Identifier: MIT
// The names of suites.
#include "tscp2_profile.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

namespace tool {

namespace {

constexpr std::array<std::string_view, 4> groups{"none", "x25519", "ffdhe2048", "ffdhe3072"};
constexpr std::array<std::string_view, 7> aeads{
    "", "chacha20-poly1305", "aes-128-gcm", "aes-256-gcm", "aes-128-ccm-8", "aes-128-ccm", "ascon-aead128"};

std::string name_of(std::uint8_t suite) {
    return std::string{groups.at(tscp::group_of(suite))} + "-" + std::string{aeads.at(tscp::aead_of(suite))};
}

}  // namespace

std::optional<std::vector<std::uint8_t>> read_suites(const std::string& names) {
    std::vector<std::uint8_t> found;
    std::istringstream rest{names};
    std::string name;
    while (std::getline(rest, name, ',')) {
        const auto* const at =
            std::find_if(std::begin(tscp2_profile::suites::ids), std::end(tscp2_profile::suites::ids),
                         [&](std::uint8_t suite) { return name_of(suite) == name; });
        if (at == std::end(tscp2_profile::suites::ids) || std::find(found.begin(), found.end(), *at) != found.end()) {
            return std::nullopt;
        }
        found.push_back(*at);
    }
    if (found.empty()) { return std::nullopt; }
    return found;
}

std::string suite_names() {
    std::string all;
    for (const std::uint8_t suite : tscp2_profile::suites::ids) { all += (all.empty() ? "" : ", ") + name_of(suite); }
    return all;
}

}  // namespace tool
