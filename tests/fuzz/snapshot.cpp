// SPDX-License-Identifier: MIT
// A snapshot: none without a right check is restored or claims a generation. Behind a check that is put right, whatever
// is read makes a session that can be used.
#include "target.hpp"

#include <array>
#include <cstdlib>
#include <vector>

#include "../support/tscp2_pair.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;

struct claims_nothing {
    static std::uint64_t name() noexcept { return 0; }
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { std::abort(); }
};

// The cell of any snapshot.
struct claims_all {
    [[nodiscard]] std::uint64_t name() const noexcept { return own_name; }
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { return true; }
    std::uint64_t own_name;
};

template <class Channel>
void use(Channel& channel) {
    bytes buffer(200);
    tscp::writer out{buffer};
    const bool sealed{channel.seal(tscp::bytes_of("x"), out)};
    fuzz::require(sealed || out.size() == 0);
    fuzz::require(!channel.open_in_place(tscp::byte_span{buffer}));
}

template <class Profile>
void restore_nothing(const bytes& input) {
    claims_nothing cell;
    fuzz::require(!tscp::client_channel<Profile>::restore(input, cell));
    fuzz::require(!tscp::server_channel<Profile>::restore(input, cell));
    fuzz::require(!tscp::client_session<Profile>::restore(input, cell));
    fuzz::require(!tscp::server_session<Profile>::restore(input, cell));
}

template <class Profile>
void restore_with_check(bytes input) {
    constexpr std::size_t check_size = tscp::detail::snapshot_check_size;
    if (input.size() < 64 + check_size) { return; }
    const std::size_t size = input.size() - check_size;
    tscp::detail::snapshot_check<typename Profile::hash>(tscp::byte_view{input}.first(size),
                                                         tscp::byte_span{input}.subspan(size));
    claims_all cell{tscp::read_big_endian(tscp::byte_view{input}.subspan(4, 8))};
    if (auto one = tscp::client_channel<Profile>::restore(input, cell)) { use(*one); }
    if (auto one = tscp::server_channel<Profile>::restore(input, cell)) { use(*one); }
    if (auto one = tscp::client_session<Profile>::restore(input, cell)) { use(one->channel); }
    if (auto one = tscp::server_session<Profile>::restore(input, cell)) { use(one->channel); }
}

// A snapshot of the profile with the input written over a part of it.
template <class Profile>
bytes with_input_in(const bytes& input) {
    static const auto snapshots = [] {
        std::array<bytes, 4> all;
        claims_all cell{7};
        const auto write = [&](auto& from) {
            return test::written_by([&](tscp::writer& out) { return bool{from.suspend(cell, out)}; });
        };
        test::pair<Profile> channels{1};
        test::pair<Profile> sessions{2};
        all = {write(channels.client_channel()), write(channels.server_channel()), write(sessions.client),
               write(sessions.server)};
        return all;
    }();
    if (input.size() < 2) { return snapshots[0]; }
    bytes one = snapshots[input[0] % 4];
    const std::size_t start = input[1] % one.size();
    for (std::size_t i = 2; i < input.size() && i < 12 && start + i - 2 < one.size(); ++i) {
        one[start + i - 2] = input[i];
    }
    return one;
}

template <class Profile>
void attack(const bytes& input) {
    restore_nothing<Profile>(input);
    restore_with_check<Profile>(input);
    restore_with_check<Profile>(with_input_in<Profile>(input));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bytes input{data, data + size};
    attack<test::datagram_profile>(input);
    attack<test::stream_profile>(input);
    return 0;
}
