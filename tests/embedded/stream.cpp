// SPDX-License-Identifier: MIT
// The least program for one end of a session of TSCP 2 over streams, or both. IMAGE_CLIENT and IMAGE_SERVER choose the
// ends, IMAGE_SETUP how they know each other. A program of both ends is told by its first byte which one to be. Exits 0
// where a record has gone either way.
#include <cstdint>
#include <utility>

#include "line.hpp"
#include "setups.hpp"

namespace {

using setup = IMAGE_SETUP<tscp::portable::sha256>;
using tscp::writer;

#if defined(IMAGE_CLIENT)
int be_client(const line& to) noexcept {
    counting_draws random;
    std::uint8_t buffer[80];
    writer hello{buffer};
    auto waiting = tscp::client<setup::profile>{setup::credential({}), random}.write_hello(hello);
    if (!waiting) { return 2; }
    line::write(hello.written());
    auto session = std::move(*waiting).read_hey(to.read(buffer));
    if (!session) { return 3; }
    writer first{buffer};
    if (!session->channel.seal(tscp::bytes_of("21.5 degrees"), first)) { return 4; }
    line::write(first.written());
    const auto answer = session->channel.open_in_place(to.read(buffer));
    return answer && equal_public(answer->data(), tscp::bytes_of("21.5 degrees")) ? 0 : 5;
}
#endif

#if defined(IMAGE_SERVER)
// Sends back what comes.
int be_server(const line& to) noexcept {
    counting_draws random;
    setup::directory directory{setup::device{}};
    std::uint8_t request[80];
    std::uint8_t buffer[80];
    writer hey{buffer};
    tscp::server<setup::profile, setup::directory> server{directory, random};
    auto half = server.answer_hello(to.read(request), hey);
    line::write(hey.written());
    if (!half) { return 6; }
    auto session = std::move(*half).open_in_place(to.read(request));
    if (!session) { return 7; }
    writer answer{buffer};
    if (!session->channel.seal(session->first_record.data(), answer)) { return 8; }
    line::write(answer.written());
    return 0;
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
