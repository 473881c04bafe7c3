// SPDX-License-Identifier: MIT
// A snapshot: none that this end did not write is restored, and none claims a generation.
#include "target.hpp"

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
    fuzz::require(!tscp::client_channel<test::datagram_profile>::restore(input, store));
    fuzz::require(!tscp::server_channel<test::stream_profile>::restore(input, store));
    return 0;
}
