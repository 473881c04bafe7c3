// SPDX-License-Identifier: MIT
// A sensor that loses its power between reports: it suspends its session into flash and goes on from there; where the
// session is lost it comes back by a ticket.
#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>

#include "portable_profile.hpp"

namespace {

using profile = datagram_profile;
using ticket_keys = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// A number that only grows, as a log in a page of flash of its own: each write programs the next word, which stays.
// The page is not part of any backup, and no other device has a copy of it.
class flash_cell {
public:
    [[nodiscard]] static std::uint64_t name() noexcept { return 0x73656e736f723031; }
    [[nodiscard]] tscp::result<std::uint64_t> load() const noexcept { return used() == 0 ? 0 : page_[used() - 1]; }
    bool compare_exchange(std::uint64_t expected, std::uint64_t desired) noexcept {
        const std::size_t next = used();
        if (next == page_.size() || *load() != expected) { return false; }
        page_[next] = desired;          // on a chip: program the word,
        return page_[next] == desired;  // and read it back
    }

private:
    static constexpr std::uint64_t erased = ~std::uint64_t{0};

    [[nodiscard]] std::size_t used() const noexcept {
        return static_cast<std::size_t>(std::find(page_.begin(), page_.end(), erased) - page_.begin());
    }
    static std::array<std::uint64_t, 64> erased_page() noexcept {
        std::array<std::uint64_t, 64> page{};
        page.fill(erased);
        return page;
    }

    std::array<std::uint64_t, 64> page_ = erased_page();
};

// What stays while there is no power.
struct flash {
    flash_cell cell;
    std::array<std::uint8_t, tscp::client_session<profile>::max_snapshot_size> session{};
    std::array<std::uint8_t, tscp::client_ticket::max_stored_size> ticket{};
};

struct gateway {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("sensor 1")}};
    }
    [[nodiscard]] const ticket_keys& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1800000000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    std::array<std::uint8_t, 32> psk{};
    ticket_keys keys;
};

struct ends {
    tscp::client_session<profile> sensor;
    tscp::server_session<profile> gateway;
};

void show(const tscp::server_session<profile>& session, const tscp::opened_record& report, const char* how) {
    std::cout << to_string(session.client.name.bytes()) << ", " << how << ": " << to_string(report.data()) << "\n";
}

// A handshake on a link that loses nothing; the first record is a report.
template <class Credential>
std::optional<ends> meet(const Credential& credential, gateway& known, tscp::byte_view report, const char* how) {
    profile::random random;
    std::array<std::uint8_t, 400> buffer{};
    std::array<std::uint8_t, 400> reply{};
    tscp::writer hello{buffer};
    tscp::writer hey{reply};
    auto waiting = tscp::client<profile>{credential, random}.write_hello(hello);
    if (!waiting) { return std::nullopt; }
    auto half = tscp::server<profile, gateway>{known, random}.answer_hello(hello.written(), hey);
    if (!half) { return std::nullopt; }
    ends both;
    if (waiting->read_hey(hey.written(), both.sensor) != tscp::errc::none) { return std::nullopt; }
    tscp::writer record{buffer};
    if (!both.sensor.channel.seal(report, record)) { return std::nullopt; }
    std::array<std::uint8_t, 400> content{};
    if (half->open(record.written(), content, both.gateway) != tscp::errc::none) { return std::nullopt; }
    show(both.gateway, both.gateway.first_record, how);
    return both;
}

}  // namespace

int main() {
    profile::random random;
    gateway known;
    flash storage;
    std::array<std::uint8_t, 32> ticket_key{};
    if (!random.fill(known.psk) || !random.fill(ticket_key) || !known.keys.add(1, ticket_key)) { return 1; }
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{known.psk}};
    auto both = meet(credential, known, tscp::bytes_of("21 degrees"), "new");
    if (!both) { return 1; }

    // The gateway gives a ticket; the sensor stores it.
    constexpr std::uint32_t a_day = 86400;
    std::array<std::uint8_t, 400> buffer{};
    tscp::writer record{buffer};
    if (!both->gateway.seal_ticket(known.keys, {known.now(), a_day}, random, record)) { return 1; }
    const auto given = both->sensor.channel.open_in_place(tscp::byte_span{buffer}.first(record.size()));
    if (!given || given->event() != tscp::record_event::ticket) { return 1; }
    const auto ticket = both->sensor.read_ticket(*given);
    tscp::writer stored_ticket{storage.ticket};
    if (!ticket || !ticket->write_to(stored_ticket)) { return 1; }

    // Before sleep the session goes into flash, and the object ends.
    tscp::writer snapshot{storage.session};
    if (!both->sensor.suspend(storage.cell, snapshot) || !both->sensor.channel.ended()) { return 1; }

    // After it the session comes out of flash, once.
    auto awake = tscp::client_session<profile>::restore(snapshot.written(), storage.cell);
    if (!awake) { return 1; }
    tscp::writer next{buffer};
    if (!awake->channel.seal(tscp::bytes_of("22 degrees"), next)) { return 1; }
    const auto report = both->gateway.channel.open_in_place(tscp::byte_span{buffer}.first(next.size()));
    if (!report) { return 1; }
    show(both->gateway, *report, "after sleep");
    if (tscp::client_session<profile>::restore(snapshot.written(), storage.cell)) { return 1; }

    // The power fails before the next suspend: that session is gone, and the ticket makes another.
    const auto kept = tscp::client_ticket::from_stored(stored_ticket.written());
    if (!kept) { return 1; }
    const auto later = meet(tscp::resumption{*kept}, known, tscp::bytes_of("23 degrees"), "by ticket");
    return later && later->gateway.client.resumed ? 0 : 1;
}
