// SPDX-License-Identifier: MIT
#include "transcript.hpp"

#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace test {

namespace {

using json = nlohmann::json;

// Draws are pairs of a width in bits and a value that fits it.
std::vector<std::uint8_t> read_draws(const json& draws) {
    std::vector<std::uint8_t> values;
    for (const json& draw : draws) {
        const auto bits = draw.at(0).get<unsigned>();
        const auto value = draw.at(1).get<unsigned>();
        if (draw.size() != 2 || bits < 1 || bits > 8 || (value >> bits) != 0) {
            throw std::runtime_error{"a draw is not a width of 1 to 8 bits and a value of that width"};
        }
        values.push_back(static_cast<std::uint8_t>(value));
    }
    return values;
}

std::optional<std::string> read_optional(const json& object, const char* key) {
    if (!object.contains(key)) { return std::nullopt; }
    return object.at(key).get<std::string>();
}

exchange read_exchange(const json& recorded) {
    exchange one{};
    const auto direction = recorded.at("dir").get<std::string>();
    if (direction != "c2s" && direction != "s2c") { throw std::runtime_error{"a direction is neither c2s nor s2c"}; }
    one.to_server = direction == "c2s";
    one.plaintext = read_optional(recorded, "plaintext");
    if (recorded.contains("put_error")) {
        if (!one.plaintext) { throw std::runtime_error{"a put_error has no plaintext"}; }
        return one;
    }
    if (!one.plaintext && !recorded.contains("mutation")) {
        throw std::runtime_error{"an exchange has neither a plaintext nor a mutation"};
    }
    one.wire = recorded.at("wire").get<std::string>();
    one.status = recorded.at("status").get<std::string>();
    one.received = recorded.at("received").get<std::string>();
    return one;
}

session read_session(const json& recorded) {
    session one;
    const auto text = [&](const char* key) { return recorded.at(key).get<std::string>(); };
    one.dialect = text("dialect");
    one.offer = text("offer");
    one.suite = text("suite");
    one.hello = text("hello");
    one.hey = text("hey");
    one.shared_secret = text("shared_secret");
    one.client_draws = read_draws(recorded.at("client_draws"));
    one.server_draws = read_draws(recorded.at("server_draws"));
    for (const json& each : recorded.at("exchanges")) { one.exchanges.push_back(read_exchange(each)); }
    if (one.exchanges.empty()) { throw std::runtime_error{"a session has no exchanges"}; }
    return one;
}

}  // namespace

std::vector<session> read_transcripts(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) { throw std::runtime_error{"cannot open " + path}; }
    std::vector<session> sessions;
    const json document = json::parse(file);
    for (const json& each : document.at("sessions")) { sessions.push_back(read_session(each)); }
    if (sessions.empty()) { throw std::runtime_error{path + " holds no sessions"}; }
    return sessions;
}

}  // namespace test
