// SPDX-License-Identifier: MIT
// The sentences; CLI11 puts the option's name in front.
#include "option_checks.hpp"

#include <algorithm>
#include <charconv>

#include "peer_address.hpp"

namespace tool {

namespace {

std::string quoted(const std::string& text) { return "'" + printable(text) + "'"; }

bool is_number_of_seconds(const std::string& text) {
    double seconds = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, seconds);
    return error == std::errc{} && end == last && seconds >= 0.001 && seconds <= 86400;
}

}  // namespace

CLI::Validator is_timeout() {
    return CLI::Validator{[](const std::string& text) {
                              return is_number_of_seconds(text)
                                         ? std::string{}
                                         : quoted(text) + " is no number of seconds, 0.001 to 86400";
                          },
                          "SECONDS"};
}

CLI::Validator is_port() {
    return CLI::Validator{[](const std::string& text) {
                              return read_port(text) ? std::string{}
                                                     : quoted(text) + " is no port: a number from 0 to 65535";
                          },
                          "PORT"};
}

CLI::Validator is_peer() {
    return CLI::Validator{[](const std::string& text) {
                              if (peer_address::read(text)) { return std::string{}; }
                              return quoted(text) + " is not HOST:PORT or [IPV6]:PORT, with a port from 1 to 65535";
                          },
                          "HOST:PORT"};
}

CLI::Validator is_given(const std::string& what) {
    return CLI::Validator{
        [what](const std::string& text) { return text.empty() ? "an empty word is no " + what : std::string{}; }, ""};
}

CLI::Validator is_one_of(const std::vector<std::string>& names) {
    return CLI::Validator{[names](const std::string& chosen) {
                              if (std::find(names.begin(), names.end(), chosen) != names.end()) {
                                  return std::string{};
                              }
                              return quoted(chosen) + " is not one of " + joined(names, ", ");
                          },
                          joined(names, "|")};
}

}  // namespace tool
