// SPDX-License-Identifier: MIT
// Two ends over a radio that loses one message of three. The client repeats by its timer; whatever arrives twice, late
// or damaged changes nothing. The gateway asks for a cookie first: a recorded Hello is worth nothing.
#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "portable_profile.hpp"

namespace {

using profile = datagram_profile;
using message = std::vector<std::uint8_t>;

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// Loses one of three.
class radio {
public:
    std::optional<message> pass(tscp::byte_view bytes) {
        return ++count_ % 3 != 0 ? std::optional{message{bytes.begin(), bytes.end()}} : std::nullopt;
    }

private:
    int count_ = 0;
};

struct one_device {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("the sensor")}};
    }
    std::array<std::uint8_t, 32> psk{};
};

// Answers each datagram by at most one.
class gateway {
public:
    gateway(one_device& known, profile::random& random) : server_{known, random}, half_open_{random} {}

    /// Appends the answer to `out`, if there is one.
    void receive(message received, std::uint64_t second, tscp::writer& out) {
        const auto kind = tscp::kind_of(received);
        if (kind == tscp::message_kind::hello || kind == tscp::message_kind::hello_with_cookie) {
            (void)half_open_.answer_hello(server_, received, link, 1000 * second, out);
            return;
        }
        half_open_.expire(1000 * second);
        message content(received.size());
        if (const auto opened = session_.channel.open(received, content)) {
            answer(*opened, out);
        } else if (half_open_.open(received, link, content, session_) == tscp::errc::none) {
            answer(session_.first_record, out);  // a new session, in place of the one before
        }
    }

private:
    static constexpr std::uint64_t link = 1;  // where the datagrams come from

    void answer(const tscp::opened_record& opened, tscp::writer& out) {
        if (opened.event() == tscp::record_event::data) {
            std::cout << "the gateway received: " << to_string(opened.data()) << "\n";
            (void)session_.channel.seal(tscp::bytes_of("thanks"), out);
        } else if (opened.reply_required) {
            (void)session_.channel.seal_pong(opened.ping(), out);
        }
    }

    tscp::server<profile, one_device> server_;
    tscp::half_open_table<profile, 4, tscp::cookies::always> half_open_;
    tscp::server_session<profile> session_;
};

}  // namespace

int main() {
    profile::random random;
    one_device known;
    if (!random.fill(known.psk)) { return 1; }
    gateway server{known, random};
    radio up;
    radio down;
    std::uint64_t second = 0;
    const auto exchange = [&](tscp::byte_view sent) -> std::optional<message> {
        ++second;
        const auto arrived = up.pass(sent);
        if (!arrived) { return std::nullopt; }
        std::array<std::uint8_t, 200> buffer{};
        tscp::writer reply{buffer};
        server.receive(*arrived, second, reply);
        return reply.size() != 0 ? down.pass(reply.written()) : std::nullopt;
    };

    // The same Hello, until a Hey verifies. A cookie is answered at once.
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{known.psk}};
    std::array<std::uint8_t, 200> buffer{};
    tscp::writer hello{buffer};
    const tscp::client<profile> client{credential, random};
    auto waiting = client.write_hello(hello);
    if (!waiting) { return 1; }
    tscp::client_session<profile> session;
    while (!session.channel.has_keys() && second < 60) {
        waiting->hello_repeated();
        auto reply = exchange(hello.written());
        if (reply && tscp::kind_of(*reply) == tscp::message_kind::cookie) {
            std::array<std::uint8_t, 200> bytes{};
            tscp::writer with_cookie{bytes};
            if (client.answer_cookie(*waiting, *reply, hello.written(), with_cookie) != tscp::errc::none) { continue; }
            reply = exchange(with_cookie.written());
        }
        if (reply) { (void)waiting->read_hey(*reply, session); }
    }

    // The same report in a new record, until the gateway answers.
    while (!session.channel.confirmed() && second < 120) {
        tscp::writer record{buffer};
        if (!session.channel.seal(tscp::bytes_of("23 degrees"), record)) { return 1; }
        auto reply = exchange(record.written());
        if (!reply) { continue; }
        const auto opened = session.channel.open_in_place(*reply);
        if (opened && opened->event() == tscp::record_event::data) {
            std::cout << "the sensor received: " << to_string(opened->data()) << "\n";
        }
    }
    return session.channel.confirmed() ? 0 : 1;
}
