// SPDX-License-Identifier: MIT
// Fragments: what comes of a row of units is what a plain reading of docs/PROTOCOL.md makes of them, and any message
// comes out of its fragments as it went in, in whatever order they come.
#include "target.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "../support/plain_reassembler.hpp"
#include "../support/tscp2_pair.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using fuzz::require;
using plain_outcome = test::plain_reassembler::outcome;

void cut_and_join(tscp::byte_view message, std::size_t unit_size) {
    test::counted_random random{message[0]};
    tscp::fragment_sender sender;
    require(sender.start(random) == tscp::errc::none);
    auto pieces = sender.cut(message, unit_size);
    if (!pieces) {
        require(pieces.error() == tscp::errc::message_too_long);
        require(message.size() > tscp::max_fragments * (unit_size - tscp::fragment_header_size));
        return;
    }
    std::vector<bytes> units;
    while (!pieces->finished()) {
        units.push_back(test::written_by([&](tscp::writer& out) { return bool{pieces->write_next(out)}; }));
        require(units.back().size() <= unit_size);
    }
    // The message shuffles its own pieces, but the last one never comes first.
    for (std::size_t i = 0; i + 1 < units.size(); ++i) {
        std::swap(units[i], units[(i + message[i % message.size()]) % (units.size() - 1)]);
    }
    tscp::reassembler<1000> link;
    for (std::size_t i = 0; i < units.size(); ++i) {
        bytes again = units[i];
        const auto whole = link.take(units[i]);
        require(bool{whole} && (i + 1 == units.size() ? tscp::equal_public(*whole, message) : whole->empty()));
        if (units.size() == 1) { continue; }
        const auto repeat = link.take(again);
        require(bool{repeat} && repeat->empty());
    }
}

}  // namespace

const fuzz::target fuzz::own_target{format::fragments, 20000, 40, 50};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    bytes input{message.begin(), message.end()};
    tscp::reassembler<reassembler_capacity> link;
    test::plain_reassembler plain{reassembler_capacity};
    auto done = outcome::refused;
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t size = std::min<std::size_t>(input[at] % 32, input.size() - at - 1);
        const tscp::byte_span unit = tscp::byte_span{input}.subspan(at + 1, size);
        at += 1 + size;
        const auto whole = link.take(unit);
        if (tscp::kind_of(unit) != tscp::message_kind::fragment) {
            require(bool{whole} && whole->data() == unit.data() && whole->size() == unit.size());
            continue;
        }
        switch (plain.take(unit)) {
            case plain_outcome::message:
                require(bool{whole} && tscp::equal_public(*whole, plain.whole()));
                done = outcome::parsed;
                break;
            case plain_outcome::nothing: require(bool{whole} && whole->empty()); break;
            case plain_outcome::malformed: require(!whole && whole.error() == tscp::errc::malformed_fragment); break;
            case plain_outcome::misplaced: require(!whole && whole.error() == tscp::errc::misplaced_fragment); break;
        }
    }
    // A message that begins like a fragment is none.
    if (!input.empty() && input.size() <= 1000 && input[0] != 0x34) { cut_and_join(input, 4 + input[0] % 32); }
    return done;
}
