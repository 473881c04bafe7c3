// SPDX-License-Identifier: MIT
// Fragments: what comes of a row of units is what a plain reading of docs/PROTOCOL.md makes of them, and any message
// comes out of its fragments as it went in.
#include "target.hpp"

#include <algorithm>
#include <vector>

#include "../support/tscp2_pair.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using fuzz::require;

// One buffer for the link, as the page has it.
struct plain_reassembler {
    enum class event : std::uint8_t { message, more, dropped };

    event take(tscp::byte_view unit) {
        const bool first = unit.size() >= 2 && (unit[1] & 0x80U) != 0;
        if (first) { clear(); }
        const bool next = unit.size() > 2 && (unit[1] & 0x3fU) == count && first == (count == 0);
        if (!next || held.size() + unit.size() - 2 > fuzz::reassembler_capacity) {
            clear();
            return event::dropped;
        }
        held.insert(held.end(), unit.begin() + 2, unit.end());
        ++count;
        if ((unit[1] & 0x40U) != 0) {
            whole = held;
            clear();
            return event::message;
        }
        if (count < tscp::max_fragments) { return event::more; }
        clear();
        return event::dropped;
    }
    void clear() {
        held.clear();
        count = 0;
    }

    bytes whole;
    bytes held;
    std::size_t count = 0;
};

void cut_and_join(tscp::byte_view message, std::size_t unit_size) {
    tscp::fragmenter pieces{tscp::stored_view{message}, unit_size};
    tscp::reassembler<1000> link;
    bytes unit(unit_size);
    while (!pieces.finished()) {
        tscp::writer out{unit};
        const auto written = pieces.write_next(out);
        if (!written) {
            require(written.error() == tscp::errc::message_too_long && out.size() == 0);
            require(message.size() > tscp::max_fragments * (unit_size - 2));
            return;
        }
        const auto whole = link.take(tscp::byte_span{unit}.first(out.size()));
        require(bool{whole} && (pieces.finished() ? tscp::equal_public(*whole, message) : whole->empty()));
    }
}

}  // namespace

const fuzz::target fuzz::own_target{format::fragments, 20000, 40, 50};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    bytes input{message.begin(), message.end()};
    tscp::reassembler<reassembler_capacity> link;
    plain_reassembler plain;
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
            case plain_reassembler::event::message:
                require(bool{whole} && tscp::equal_public(*whole, plain.whole));
                done = outcome::parsed;
                break;
            case plain_reassembler::event::more: require(bool{whole} && whole->empty()); break;
            case plain_reassembler::event::dropped:
                require(!whole && whole.error() == tscp::errc::malformed_fragment);
                break;
        }
    }
    // A message that begins like a fragment is none.
    if (!input.empty() && input.size() <= 1000 && input[0] != 0x34) { cut_and_join(input, 3 + input[0] % 32); }
    return done;
}
