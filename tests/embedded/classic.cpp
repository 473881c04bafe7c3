// SPDX-License-Identifier: MIT
// The least program for one end of a classic session, or both: the dialect of the release, and AES. IMAGE_CLIENT and
// IMAGE_SERVER choose the ends. A program of both ends is told by its first byte which one to be. Exits 0 where a
// message has gone either way.
#include <cstdint>
#include <utility>

#include <tscp/classic.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

#include "crypto.hpp"
#include "line.hpp"

namespace {

using tscp::writer;

namespace classic = tscp::classic;

/// The bytes 1, 2, 3, … in place of random ones.
struct counting_draws {
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = next++; }
        return true;
    }
    std::uint8_t next = 1;
};

using crypto = board_crypto<counting_draws>;

template <class Channel>
bool send(const Channel& channel, tscp::byte_view text) noexcept {
    std::uint8_t buffer[200];
    writer message{buffer};
    if (!channel.write_message(text, message)) { return false; }
    line::write(message.written());
    return true;
}

/// The next message, decrypted into `text`; empty where it is not sound.
template <class Channel>
tscp::byte_view receive(const Channel& channel, const line& from, writer& text) noexcept {
    std::uint8_t buffer[200];
    const auto received = channel.read_message(from.read(buffer), text);
    if (!received) { return {}; }
    const auto data = received->data();
    return data ? *data : tscp::byte_view{};
}

#if defined(IMAGE_CLIENT)
int be_client(const line& to) noexcept {
    const auto offer = classic::suite_list::parse(tscp::bytes_of("AES"));
    if (!offer) { return 2; }
    counting_draws random;
    std::uint8_t buffer[200];
    writer hello{buffer};
    auto waiting =
        classic::client<classic::release, crypto>{classic::i_know_that_classic_is_insecure, random, *offer}.write_hello(
            hello);
    if (!waiting) { return 3; }
    line::write(hello.written());
    const auto channel = std::move(*waiting).read_hey(to.read(buffer));
    if (!channel) { return 4; }
    writer text{buffer};
    return send(*channel, tscp::bytes_of("21.5 degrees")) &&
                   equal_public(receive(*channel, to, text), tscp::bytes_of("21.5 degrees"))
               ? 0
               : 5;
}
#endif

#if defined(IMAGE_SERVER)
// Sends back what comes.
int be_server(const line& to) noexcept {
    counting_draws random;
    std::uint8_t request[200];
    std::uint8_t buffer[200];
    classic::server<classic::release, crypto> server{classic::i_know_that_classic_is_insecure, random};
    writer hey{buffer};
    const auto channel = server.answer_hello(to.read(request), hey);
    if (!channel) { return 6; }
    line::write(hey.written());
    writer text{buffer};
    const tscp::byte_view data = receive(*channel, to, text);
    return !data.empty() && send(*channel, data) ? 0 : 7;
}
#endif

}  // namespace

int main() {
    const line to;
#if defined(IMAGE_CLIENT) && defined(IMAGE_SERVER)
    return to.read_byte() == 'c' ? be_client(to) : be_server(to);
#elif defined(IMAGE_CLIENT)
    return be_client(to);
#else
    return be_server(to);
#endif
}
