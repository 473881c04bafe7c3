// SPDX-License-Identifier: MIT
// What else is read from outside: tickets at both ends, snapshots, fragments.
#include "target.hpp"

#include <array>
#include <cstdlib>
#include <vector>

#include "../support/tscp2_pair.hpp"

namespace {

struct claims_nothing {
    static tscp::result<std::uint64_t> advance() noexcept { return std::uint64_t{1}; }
    static bool claim(std::uint64_t) noexcept { std::abort(); }
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> input{data, data + size};
    claims_nothing store;
    if (tscp::client_channel<test::datagram_profile>::restore(input, store)) { std::abort(); }
    if (tscp::server_channel<test::stream_profile>::restore(input, store)) { std::abort(); }

    tscp::ticket_keys<tscp::portable::chacha20_poly1305> keys;
    keys.add(0x31323334, test::psk());
    std::array<std::uint8_t, 255> buffer;
    if (keys.open(input, {}, buffer)) { std::abort(); }
    const tscp::session_secrets<tscp::portable::sha256> secrets{tscp::secret<32>{}, tscp::secret<32>{}};
    const auto ticket = tscp::client_ticket::read(input, secrets);
    if (bool{ticket} != (size > 13 && size <= 268)) { std::abort(); }

    // The input as a row of units, each after its size.
    static tscp::reassembler<100> link;
    for (std::size_t at = 0; at < size;) {
        const std::size_t unit = std::min<std::size_t>(input[at] % 32, size - at - 1);
        const auto whole = link.take(tscp::byte_span{input}.part(at + 1, unit));
        if (whole && whole->size() > 100 && unit <= 100) { std::abort(); }
        at += 1 + unit;
    }
    return 0;
}
