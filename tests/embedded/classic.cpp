// SPDX-License-Identifier: MIT
// The least program for one end of a classic session, to weigh what the protocol adds to a firmware.
// FOOTPRINT_CLIENT and FOOTPRINT_SERVER choose the ends, FOOTPRINT_DEBUG and FOOTPRINT_RELEASE the dialects.
#include <cstdint>
#include <utility>

#include <tscp/classic.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

#include "crypto.hpp"

namespace {

using tscp::byte_span;
using tscp::byte_view;
using tscp::writer;

namespace classic = tscp::classic;

/// A line to the other end: one register, as a serial port has it.
struct line {
    static volatile std::uint8_t& data() noexcept { return *reinterpret_cast<volatile std::uint8_t*>(0x40004000); }

    static byte_view read(byte_span buffer) noexcept {
        const byte_span message = buffer.first(data());
        for (std::uint8_t& byte : message) { byte = data(); }
        return {message.data(), message.size()};
    }

    static void write(byte_view message) noexcept {
        for (const std::uint8_t byte : message) { data() = byte; }
    }
};

/// A generator that is a register as well.
struct noise {
    bool fill(byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = *reinterpret_cast<volatile std::uint8_t*>(0x40005000); }
        return true;
    }
};

using crypto = board_crypto<noise>;

template <class Channel>
int talk(const Channel& channel) noexcept {
    std::uint8_t wire[256];
    std::uint8_t text[256];
    writer decrypted{text};
    const auto received = channel.read_message(line::read(wire), decrypted);
    if (!received) { return 1; }
    const auto data = received->data();
    if (!data) { return 2; }
    writer answer{wire};
    if (!channel.write_message(*data, answer)) { return 3; }
    line::write(answer.written());
    return 0;
}

template <class Dialect>
int be_client() noexcept {
    noise random;
    std::uint8_t buffer[256];
    writer hello{buffer};
    auto waiting =
        classic::client<Dialect, crypto>{classic::i_know_that_classic_is_insecure, random}.write_hello(hello);
    if (!waiting) { return 4; }
    line::write(hello.written());
    const auto channel = std::move(*waiting).read_hey(line::read(buffer));
    return channel ? talk(*channel) : 5;
}

template <class Dialect>
int be_server() noexcept {
    noise random;
    std::uint8_t request[256];
    std::uint8_t buffer[256];
    classic::server<Dialect, crypto> server{classic::i_know_that_classic_is_insecure, random};
    writer hey{buffer};
    const auto channel = server.answer_hello(line::read(request), hey);
    if (!channel) { return 6; }
    line::write(hey.written());
    return talk(*channel);
}

template <class Dialect>
int be_all() noexcept {
    int status = 0;
#if defined(FOOTPRINT_CLIENT)
    status += be_client<Dialect>();
#endif
#if defined(FOOTPRINT_SERVER)
    status += be_server<Dialect>();
#endif
    return status;
}

}  // namespace

int main() {
    int status = 0;
#if defined(FOOTPRINT_DEBUG)
    status += be_all<classic::debug>();
#endif
#if defined(FOOTPRINT_RELEASE)
    status += be_all<classic::release>();
#endif
    return status;
}
