// SPDX-License-Identifier: MIT
// A snapshot: none without a right check is restored or claims a generation. Behind a right check, whatever is read
// makes a session that can be used, and that is suspended to the same bytes again.
#include "target.hpp"

#include <cstdlib>
#include <vector>

#include "../support/memory_cell.hpp"
#include "../support/tscp2_pair.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using fuzz::outcome;
using fuzz::require;

constexpr std::size_t check_size = tscp::detail::snapshot_check_size;

tscp::byte_span generation_of(bytes& snapshot) { return tscp::byte_span{snapshot}.subspan(12, 8); }

// The cell that any snapshot was made with, and is the newest of.
test::memory_cell cell_of(bytes snapshot) {
    test::memory_cell cell{tscp::read_big_endian(tscp::byte_view{snapshot}.subspan(4, 8))};
    cell.stored = tscp::read_big_endian(generation_of(snapshot));
    return cell;
}

template <class Channel>
void use(Channel& channel) {
    bytes buffer(200);
    tscp::writer out{buffer};
    const bool closed = channel.send_closed();
    const bool sealed{channel.seal(tscp::bytes_of("x"), out)};
    require(sealed ? !closed && out.size() != 0 : out.size() == 0);
    require(!channel.open_in_place(tscp::byte_span{buffer}));
}

template <class Profile, tscp::role Own>
auto& channel_of(tscp::channel<Profile, Own>& own) {
    return own;
}
template <class Session>
auto& channel_of(Session& session) {
    return session.channel;
}

// Gives none with this cell, and does not touch it.
template <class Object>
void require_refused(const bytes& input, test::memory_cell cell) {
    bool claimed = false;
    cell.before_exchange = [&] { claimed = true; };
    require(!Object::restore(input, cell) && !claimed);
}

// Precondition: the check is right.
template <class Object>
outcome restore(const bytes& input) {
    test::memory_cell other = cell_of(input);
    ++other.cell_name;
    require_refused<Object>(input, other);

    test::memory_cell cell = cell_of(input);
    const std::uint64_t generation = cell.stored;
    auto first = Object::restore(input, cell);
    if (!first) {
        require(cell.stored == generation);
        return outcome::refused;
    }
    require(generation != ~std::uint64_t{0});
    require(cell.stored == generation + 1 && !Object::restore(input, cell));
    use(channel_of(*first));

    cell.stored = generation;
    auto second = Object::restore(input, cell);
    require(bool{second});
    bytes again(Object::max_snapshot_size);
    tscp::writer out{again};
    const bool suspended{second->suspend(cell, out)};
    require(suspended == (generation + 1 < ~std::uint64_t{0} - 1) && channel_of(*second).ended() == suspended);
    if (!suspended) { return outcome::parsed; }
    again.resize(out.size());
    require(tscp::read_big_endian(generation_of(again)) == generation + 2 && cell.stored == generation + 2);
    // The number and the check are others.
    tscp::write_big_endian(generation, generation_of(again));
    require(again.size() == input.size() &&
            tscp::equal_public(tscp::byte_view{again}.first(again.size() - check_size),
                               tscp::byte_view{input}.first(input.size() - check_size)));
    return outcome::parsed;
}

// Whatever a snapshot can be of.
template <class... Objects>
struct any_of {
    void require_refused(const bytes& input, const test::memory_cell& cell) const {
        (::require_refused<Objects>(input, cell), ...);
    }
    // How many kinds it is of.
    [[nodiscard]] int restore(const bytes& input) const {
        return ((::restore<Objects>(input) == outcome::parsed ? 1 : 0) + ...);
    }
};
using on_stream = test::stream_profile;
using on_datagrams = test::datagram_profile;
using any_kind =
    any_of<tscp::client_channel<on_stream>, tscp::server_channel<on_stream>, tscp::client_channel<on_datagrams>,
           tscp::server_channel<on_datagrams>, tscp::client_session<on_stream>, tscp::server_session<on_stream>,
           tscp::client_session<on_datagrams>, tscp::server_session<on_datagrams>>;

}  // namespace

const fuzz::target fuzz::own_target{format::snapshot, 20000, 50, 60};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    bytes input{message.begin(), message.end()};
    const any_kind all;
    if (input.size() < 64 + check_size) {
        all.require_refused(input, test::memory_cell{});
        return outcome::refused;
    }
    using hash = tscp::portable::sha256;
    if (!tscp::detail::snapshot_is_intact<hash>(input)) {
        all.require_refused(input, cell_of(input));
        const std::size_t covered = input.size() - check_size;
        tscp::detail::snapshot_check<hash>(tscp::byte_view{input}.first(covered),
                                           tscp::byte_span{input}.subspan(covered));
    }
    const int restored = all.restore(input);
    require(restored <= 1);
    return restored == 1 ? outcome::parsed : outcome::refused;
}
