// SPDX-License-Identifier: MIT
// Tickets at both ends: a server opens none that it did not seal, a client reads those of a right size.
#include "target.hpp"

#include <array>
#include <vector>

#include "../support/tscp2_pair.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> input{data, data + size};
    tscp::ticket_keys<tscp::portable::chacha20_poly1305> keys;
    keys.add(0x31323334, test::psk());
    std::array<std::uint8_t, 255> buffer;
    fuzz::require(!keys.open(input, {}, buffer));
    const tscp::session_secrets<tscp::portable::sha256> secrets{tscp::secret<32>{}, tscp::secret<32>{}};
    const auto ticket = tscp::client_ticket::read(input, secrets);
    fuzz::require(bool{ticket} == (size > 13 && size <= 268));
    return 0;
}
