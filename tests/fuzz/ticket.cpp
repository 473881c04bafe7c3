// SPDX-License-Identifier: MIT
// Tickets at both ends: a server opens none that it did not seal, a client reads those of a right size.
#include "target.hpp"

#include <array>
#include <vector>

#include "../support/tscp2_pair.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> input{data, data + size};
    tscp::ticket_keys<tscp::portable::chacha20_poly1305> keys;
    fuzz::require(bool{keys.add(0x31323334, test::psk())});
    std::array<std::uint8_t, 255> buffer;
    fuzz::require(!keys.open(input, {}, buffer));
    tscp::session_secrets<tscp::portable::sha256> secrets;
    secrets.set([](tscp::byte_span, tscp::byte_span) noexcept {});
    const auto ticket = tscp::client_ticket::parse(tscp::ticket_record{input}, secrets);
    fuzz::require(bool{ticket} == (size > 13 && size <= 268));

    // What was stored comes out as it is; the format's other bits are not kept.
    const auto stored = tscp::client_ticket::from_stored(input);
    fuzz::require(!stored || (input[0] == 1 && size > 38 && size <= 38 + 255));
    if (stored) {
        std::vector<std::uint8_t> again(size);
        tscp::writer out{again};
        fuzz::require(bool{stored->write_to(out)} && out.size() == size);
        input[1] = static_cast<std::uint8_t>(input[1] & 1U);
        fuzz::require(again == input);
    }
    return 0;
}
