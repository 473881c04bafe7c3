// SPDX-License-Identifier: MIT
// Tickets at both ends: a server opens what it sealed and nothing else, a client reads those of a right size, and what
// it stored comes out as it is.
#include "target.hpp"

#include <array>
#include <vector>

#include "samples.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using fuzz::outcome;
using fuzz::require;
using keys = fuzz::ticket_keys;

outcome take_stored(tscp::byte_view input) {
    const auto stored = tscp::client_ticket::from_stored(input);
    if (!stored) { return outcome::refused; }
    require(stored->usable() && stored->bytes().size() + 39 == input.size());
    bytes again(input.size());
    tscp::writer out{again};
    require(bool{stored->write_to(out)} && tscp::equal_public(out.written(), input));
    return outcome::parsed;
}

outcome take_record(tscp::byte_view input) {
    tscp::session_secrets<tscp::portable::sha256> secrets;
    secrets.set(fuzz::suite_of_secrets, 0, [](tscp::byte_span, tscp::byte_span) noexcept {});
    const auto ticket = tscp::client_ticket::parse(tscp::ticket_record{input}, secrets);
    constexpr std::size_t head = tscp::client_ticket::head_size;
    const bool fits = input.size() > head && input.size() <= head + 255;
    require(bool{ticket} == (fits && tscp::read_big_endian(input.subspan(5, 8)) <= 254));
    if (!ticket) {
        require(ticket.error() == (fits ? tscp::errc::protocol_violation : tscp::errc::malformed_ticket));
        require(secrets.next_ticket() == 0);
        return outcome::refused;
    }
    require(secrets.next_ticket() == input[head - 1] + 1);
    require(tscp::client_ticket::parse(tscp::ticket_record{input}, secrets).error() == tscp::errc::ticket_outdated);
    require(tscp::equal_public(ticket->bytes(), input.subspan(head)));
    require(ticket->lifetime() == tscp::read_big_endian(input.first(4)));
    require(ticket->group_none() == ((input[4] & 1U) != 0));
    const bytes stored = test::written_by([&](tscp::writer& out) { return bool{ticket->write_to(out)}; });
    require(take_stored(stored) == outcome::parsed);
    return outcome::parsed;
}

// Nobody makes a ticket without the key: none is opened here, but the one of samples.hpp.
outcome take_sealed(tscp::byte_view input, tscp::byte_view genuine) {
    constexpr std::uint8_t unwritten = 0xa5;
    std::array<std::uint8_t, 256> buffer;
    buffer.fill(unwritten);
    const auto opened = fuzz::server_ticket_keys().open(input, {}, tscp::byte_span{buffer}.first(255));
    require(bool{opened} == tscp::equal_public(input, genuine) && buffer.back() == unwritten);
    return opened ? outcome::parsed : outcome::refused;
}

// psk(32) | flags(1) | first authentication(8) | lifetime(4) | name
outcome take_plaintext(tscp::byte_view input) {
    if (input.size() < keys::opened_size(0)) { return outcome::refused; }
    tscp::ticket_content content;
    tscp::copy_bytes(input.first(32), content.psk.overwrite());
    content.group_none = (input[32] & 1U) != 0;
    content.authenticated_at = tscp::read_big_endian(input.subspan(33, 8));
    content.lifetime = static_cast<std::uint32_t>(tscp::read_big_endian(input.subspan(41, 4)));
    content.name = tscp::stored_view{input.subspan(45)};
    if (content.name.size() > keys::max_name_size) {
        test::counted_random random;
        bytes buffer(400);
        tscp::writer out{buffer};
        require(fuzz::server_ticket_keys().seal(content, {}, random, out).error() == tscp::errc::invalid_name &&
                out.size() == 0);
        return outcome::refused;
    }
    bytes ticket = fuzz::sealed_ticket(content);
    require(ticket.size() == keys::ticket_size(content.name.size()));
    bytes buffer(keys::opened_size(content.name.size()));
    const auto opened = fuzz::server_ticket_keys().open(ticket, {}, buffer);
    require(bool{opened} && tscp::equal_public(opened->psk.reveal(), content.psk.reveal()));
    require(opened->group_none == content.group_none && opened->authenticated_at == content.authenticated_at);
    require(opened->lifetime == content.lifetime && tscp::equal_public(opened->name, content.name));
    require(!fuzz::server_ticket_keys().open(ticket, tscp::bytes_of("another context"), buffer));
    ticket[input[0] % ticket.size()] ^= 1U;
    require(!fuzz::server_ticket_keys().open(ticket, {}, buffer));
    return outcome::parsed;
}

}  // namespace

const fuzz::target fuzz::own_target{format::ticket, 20000, 64, 30};

fuzz::outcome fuzz::run(tscp::byte_view input) {
    static const bytes genuine = genuine_ticket();
    if (input.empty()) { return outcome::refused; }
    const tscp::byte_view ticket = input.subspan(1);
    switch (static_cast<ticket_part>(input[0] & 3U)) {
        case ticket_part::stored: return take_stored(ticket);
        case ticket_part::record: return take_record(ticket);
        case ticket_part::sealed: return take_sealed(ticket, genuine);
        case ticket_part::plaintext: return take_plaintext(ticket);
    }
    return outcome::refused;
}
