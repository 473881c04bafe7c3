// SPDX-License-Identifier: MIT
// A sensor that sleeps without power: it suspends its session, wakes, and goes on; later it comes back by a ticket.
#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "portable_profile.hpp"

namespace {

// One number in flash, written before each call returns.
struct flash_counter {
    tscp::result<std::uint64_t> advance() noexcept { return ++stored; }
    bool claim(std::uint64_t generation) noexcept {
        if (generation != stored) { return false; }
        ++stored;
        return true;
    }
    std::uint64_t stored = 0;
};

using ticket_keys = tscp::ticket_keys<tscp::portable::chacha20_poly1305>;

struct gateway {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        return tscp::equal_public(identity, tscp::bytes_of("dev1")) ? tscp::psk_entry{psk, tscp::bytes_of("sensor 1")}
                                                                    : tscp::psk_entry{};
    }
    [[nodiscard]] const ticket_keys& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1800000000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    std::array<std::uint8_t, 32> psk{};
    ticket_keys keys;
};

using profile = datagram_profile;

struct ends {
    tscp::client_session<profile> sensor;
    tscp::server_session<profile> at_gateway;
};

// A handshake in which nothing is lost; `report` is the first record.
template <class Credential>
std::optional<ends> meet(const Credential& credential, gateway& known, tscp::byte_view report) {
    profile::random random;
    std::array<std::uint8_t, 400> buffer{};
    std::array<std::uint8_t, 400> reply{};
    tscp::writer hello{buffer};
    auto waiting = tscp::client<profile>{credential, random}.write_hello(hello);
    if (!waiting) { return std::nullopt; }
    tscp::writer hey{reply};
    auto half = tscp::server<profile, gateway>{known, random}.answer_hello(hello.written(), hey);
    if (!half) { return std::nullopt; }
    auto sensor = std::move(*waiting).read_hey(hey.written());
    if (!sensor) { return std::nullopt; }
    tscp::writer record{buffer};
    if (!sensor->channel.seal(report, record)) { return std::nullopt; }
    auto session = std::move(*half).open_in_place(tscp::byte_span{buffer}.first(record.size()));
    if (!session) { return std::nullopt; }
    const tscp::byte_view got = session->first_record.data();
    const tscp::byte_view name = session->client.name.bytes();
    std::cout << std::string{name.begin(), name.end()} << ": " << std::string{got.begin(), got.end()} << "\n";
    return ends{std::move(*sensor), std::move(*session)};
}

}  // namespace

int main() {
    profile::random random;
    gateway known;
    std::array<std::uint8_t, 32> ticket_key{};
    if (!random.fill(known.psk) || !random.fill(ticket_key)) { return 1; }
    known.keys.add(1, ticket_key);
    auto both = meet(tscp::external_psk{tscp::bytes_of("dev1"), known.psk}, known, tscp::bytes_of("21 degrees"));
    if (!both) { return 1; }

    // The gateway gives a ticket; the sensor keeps it.
    constexpr std::uint32_t a_day = 86400;
    std::array<std::uint8_t, 400> buffer{};
    tscp::writer record{buffer};
    if (!both->at_gateway.channel.seal_ticket(both->at_gateway.secrets, both->at_gateway.client, known.keys,
                                              {known.now(), a_day}, random, record)) {
        return 1;
    }
    const auto given = both->sensor.channel.open_in_place(tscp::byte_span{buffer}.first(record.size()));
    if (!given || given->event() != tscp::record_event::ticket) { return 1; }
    auto ticket = tscp::client_ticket::read(given->data(), both->sensor.secrets);
    if (!ticket) { return 1; }

    // Before sleep: the session into storage. After it: the session out of storage, once.
    flash_counter counter;
    std::array<std::uint8_t, 200> storage{};
    tscp::writer snapshot{storage};
    if (!both->sensor.channel.suspend(counter, snapshot)) { return 1; }
    auto awake = tscp::client_channel<profile>::restore(snapshot.written(), counter);
    if (!awake) { return 1; }
    tscp::writer next{buffer};
    if (!awake->seal(tscp::bytes_of("22 degrees"), next)) { return 1; }
    const auto heard = both->at_gateway.channel.open_in_place(tscp::byte_span{buffer}.first(next.size()));
    if (!heard) { return 1; }
    std::cout << "after a sleep of " << snapshot.size()
              << " bytes: " << std::string{heard->data().begin(), heard->data().end()} << "\n";
    if (tscp::client_channel<profile>::restore(snapshot.written(), counter)) { return 1; }  // not twice

    // Much later, and perhaps at another gateway with the ticket key.
    const auto later = meet(tscp::resumption{*ticket}, known, tscp::bytes_of("23 degrees"));
    return later && later->at_gateway.client.resumed ? 0 : 1;
}
