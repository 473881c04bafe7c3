// SPDX-License-Identifier: MIT
// A whole server and a whole channel: no input confirms a session, delivers anything, or ends a datagram session.
#include "target.hpp"

#include <cstdlib>
#include <vector>

#include "../support/tscp2_pair.hpp"

namespace {

template <class Profile>
void attack(tscp::byte_view input) {
    static test::pair<Profile> one;
    static test::counted_random random{3};
    static test::one_client directory;
    std::vector<std::uint8_t> buffer(400);
    tscp::writer out{buffer};
    const auto cid = test::cid_of<Profile>(0x51);
    const auto half =
        tscp::server<Profile, test::one_client>{directory, random}.answer_hello(input, out, tscp::cid_view{cid});
    if (half || random.draws != 0 || out.size() > 2) { std::abort(); }

    std::vector<std::uint8_t> record{input.begin(), input.end()};
    std::vector<std::uint8_t> content(input.size());
    if (one.server_channel().open(input, content)) { std::abort(); }
    if (one.client_channel().open_in_place(record)) { std::abort(); }
    if (Profile::transport == tscp::framing::stream) {
        // Final: a new session for the next input.
        if (!one.server_channel().ended()) { std::abort(); }
        one.~pair();
        ::new (static_cast<void*>(&one)) test::pair<Profile>;
    } else if (one.server_channel().ended() || one.client_channel().ended()) {
        std::abort();
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    attack<test::datagram_profile>({data, size});
    if (size % 16 == 0) { attack<test::profile_of<tscp::framing::stream, test::none_chacha>>({data, size}); }
    return 0;
}
