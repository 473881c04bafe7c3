// SPDX-License-Identifier: MIT
// The least program for one end of a session of TSCP 2, or both. FOOTPRINT_CLIENT and FOOTPRINT_SERVER choose the ends.
#include <cstdint>
#include <utility>

#include "stream_profile.hpp"

namespace {

using tscp::byte_span;
using tscp::byte_view;
using tscp::writer;

/// A line to the other end: one register, as a serial port has it.
struct line {
    static volatile std::uint8_t& data() noexcept { return *reinterpret_cast<volatile std::uint8_t*>(0x40004000); }

    static byte_span read(byte_span buffer) noexcept {
        const byte_span message = buffer.first(data());
        for (std::uint8_t& byte : message) { byte = data(); }
        return message;
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
using profile = board_profile<noise>;

// Sends back what comes.
template <class Channel>
int talk(Channel& channel) noexcept {
    std::uint8_t wire[256];
    std::uint8_t answer_buffer[256];
    const auto got = channel.open_in_place(line::read(wire));
    if (!got) { return 1; }
    writer answer{answer_buffer};
    if (!channel.seal(got->data(), answer)) { return 2; }
    line::write(answer.written());
    return 0;
}

#if defined(FOOTPRINT_CLIENT)
int be_client() noexcept {
    noise random;
    std::uint8_t buffer[80];
    writer hello{buffer};
    auto waiting = tscp::client<profile>{board_credential(), random}.write_hello(hello);
    if (!waiting) { return 4; }
    line::write(hello.written());
    auto session = std::move(*waiting).read_hey(line::read(buffer));
    if (!session) { return 5; }
    writer first{buffer};
    if (!session->channel.seal_ping({}, first)) { return 6; }
    line::write(first.written());
    return talk(session->channel);
}
#endif

#if defined(FOOTPRINT_SERVER)
int be_server() noexcept {
    noise random;
    board_directory directory;
    std::uint8_t request[80];
    std::uint8_t buffer[80];
    writer hey{buffer};
    tscp::server<profile, board_directory> server{directory, random};
    auto half = server.answer_hello(line::read(request), hey);
    line::write(hey.written());
    if (!half) { return 7; }
    auto session = std::move(*half).open_in_place(line::read(request));
    return session ? talk(session->channel) : 8;
}
#endif

}  // namespace

int main() {
    int status = 0;
#if defined(FOOTPRINT_CLIENT)
    status += be_client();
#endif
#if defined(FOOTPRINT_SERVER)
    status += be_server();
#endif
    return status;
}
