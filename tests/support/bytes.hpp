// SPDX-License-Identifier: MIT
// Bytes of tests: from hexadecimal and back, and repeatable random ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <tscp/core/bytes.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/writer.hpp>

namespace test {

using bytes = std::vector<std::uint8_t>;

/// The bytes that hexadecimal digits stand for; the test ends where they are not.
inline bytes from_hex(const std::string& digits) {
    bytes out(digits.size() / 2);
    tscp::writer writer{out};
    if (!tscp::read_hex(digits, writer)) { std::abort(); }
    return out;
}

inline std::string to_hex(tscp::byte_view data) {
    bytes out(data.size() * 2);
    tscp::writer writer{out};
    if (!tscp::write_hex(data, writer)) { std::abort(); }
    return {out.begin(), out.end()};
}

/// Random bytes, the same in every run.
class repeatable_random {
public:
    explicit repeatable_random(std::uint64_t seed) : engine_{seed} {}

    std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
    bytes draw(std::size_t size) {
        bytes out(size);
        for (std::uint8_t& byte : out) { byte = static_cast<std::uint8_t>(engine_()); }
        return out;
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace test
