// SPDX-License-Identifier: MIT
// The names of suites.
#include "tscp2_profile.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "text.hpp"
#include "words.hpp"

namespace tool {

namespace {

constexpr std::array<std::string_view, 4> groups{"none", "x25519", "ffdhe2048", "ffdhe3072"};
constexpr std::array<std::string_view, 7> aeads{
    "", "chacha20-poly1305", "aes-128-gcm", "aes-256-gcm", "aes-128-ccm-8", "aes-128-ccm", "ascon-aead128"};

std::string name_of(std::uint8_t suite) {
    return std::string{groups.at(tscp::group_of(suite))} + "-" + std::string{aeads.at(tscp::aead_of(suite))};
}

std::vector<std::string> suite_names() {
    std::vector<std::string> names;
    names.reserve(std::size(tscp2_profile::suites::ids));
    for (const std::uint8_t suite : tscp2_profile::suites::ids) { names.push_back(name_of(suite)); }
    return names;
}

std::string fault_of_unknown(const std::string& name) {
    const std::vector<std::string> names = suite_names();
    return "'" + printable(name) + "' is no suite; " + suggestion(name, names) + "there are " + joined(names, ", ");
}

}  // namespace

suite_choice read_suites(const std::string& names) {
    std::vector<std::uint8_t> found;
    for (const std::string& name : split(names, ',')) {
        const auto* const at =
            std::find_if(std::begin(tscp2_profile::suites::ids), std::end(tscp2_profile::suites::ids),
                         [&](std::uint8_t suite) { return name_of(suite) == name; });
        if (at == std::end(tscp2_profile::suites::ids)) { return {{}, fault_of_unknown(name)}; }
        if (std::find(found.begin(), found.end(), *at) != found.end()) { return {{}, "'" + name + "' is there twice"}; }
        found.push_back(*at);
    }
    return {found, {}};
}

}  // namespace tool
