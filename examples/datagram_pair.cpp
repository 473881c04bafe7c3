// SPDX-License-Identifier: MIT
// Two ends over a radio that loses two messages of three: who keeps the time repeats, the session takes care of the
// rest.
#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "portable_profile.hpp"

namespace {

using message = std::vector<std::uint8_t>;

// Loses two of three.
class radio {
public:
    std::optional<message> pass(tscp::byte_view bytes) {
        return ++count_ % 3 == 0 ? std::optional{message{bytes.begin(), bytes.end()}} : std::nullopt;
    }

private:
    int count_ = 0;
};

struct one_device {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        return tscp::equal_public(identity, tscp::bytes_of("dev1")) ? tscp::psk_entry{psk, tscp::bytes_of("the sensor")}
                                                                    : tscp::psk_entry{};
    }
    std::array<std::uint8_t, 32> psk{};
};

}  // namespace

int main() {
    datagram_profile::random random;
    one_device directory;
    if (!random.fill(directory.psk)) { return 1; }
    radio up;
    radio down;
    constexpr std::uint64_t link = 1;  // where the datagrams come from
    tscp::server<datagram_profile, one_device> server{directory, random};
    tscp::half_open_table<datagram_profile, 4> half_open;

    std::array<std::uint8_t, 200> buffer{};
    tscp::writer hello{buffer};
    auto waiting = tscp::client<datagram_profile>{{tscp::bytes_of("dev1"), directory.psk}, random}.write_hello(hello);
    if (!waiting) { return 1; }

    // The client's timer: the same Hello, until a Hey verifies.
    std::optional<tscp::client_session<datagram_profile>> session;
    for (std::uint64_t second = 0; !session && second < 60; ++second) {
        const auto arrived = up.pass(hello.written());
        if (!arrived) { continue; }
        std::array<std::uint8_t, 200> answer{};
        tscp::writer hey{answer};
        (void)half_open.answer_hello(server, *arrived, link, second, hey);
        const auto back = down.pass(hey.written());
        if (!back) { continue; }
        auto got = std::move(*waiting).read_hey(*back);
        if (got) { session.emplace(std::move(*got)); }
    }
    if (!session) { return 1; }

    // Then a record under new numbers, until the server answers.
    std::optional<tscp::server_session<datagram_profile>> confirmed;
    for (int second = 0; !session->channel.confirmed() && second < 60; ++second) {
        std::array<std::uint8_t, 200> sealed{};
        tscp::writer record{sealed};
        if (!session->channel.seal(tscp::bytes_of("23 degrees"), record)) { return 1; }
        const auto arrived = up.pass(record.written());
        if (!arrived) { continue; }
        std::array<std::uint8_t, 200> content{};
        if (!confirmed) {
            auto got = half_open.open(*arrived, link, content);
            if (!got) { continue; }
            std::cout << std::string{got->first_record.data().begin(), got->first_record.data().end()} << "\n";
            confirmed.emplace(std::move(*got));
        } else if (!confirmed->channel.open(*arrived, content)) {
            continue;
        }
        std::array<std::uint8_t, 200> answer{};
        tscp::writer reply{answer};
        if (!confirmed->channel.seal(tscp::bytes_of("thanks"), reply)) { return 1; }
        if (auto back = down.pass(reply.written())) {
            const auto thanks = session->channel.open(tscp::byte_span{*back});
            if (thanks) { std::cout << std::string{thanks->data().begin(), thanks->data().end()} << "\n"; }
        }
    }
    return session->channel.confirmed() ? 0 : 1;
}
