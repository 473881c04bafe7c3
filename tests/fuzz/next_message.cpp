// SPDX-License-Identifier: MIT
// The size of the next message of a stream: told from a beginning it stays the same when more has come, and the
// handshake message of that size is well-formed.
#include "target.hpp"

#include "../support/tscp2_pair.hpp"

namespace {

tscp::result<std::size_t> size_of(tscp::byte_view received) {
    return tscp::next_message_size<test::stream_profile>(received);
}

}  // namespace

const fuzz::target fuzz::own_target{format::stream_message, 20000, 80, 20};

fuzz::outcome fuzz::run(tscp::byte_view received) {
    const auto whole = size_of(received);
    // No size depends on what comes later than that.
    constexpr std::size_t longest_head = tscp::hello::max_size(0);
    for (std::size_t part = 0; part < received.size() && part < longest_head; ++part) {
        const auto early = size_of(received.first(part));
        if (early) { require(whole && *whole == *early); }
        if (!early && early.error() != tscp::errc::truncated) { require(!whole && whole.error() == early.error()); }
    }
    if (!whole) { return outcome::refused; }
    require(*whole >= 2 && *whole <= tscp::hello::max_size(2 + tscp::max_sized_share));
    if (*whole > received.size()) { return outcome::parsed; }
    const tscp::byte_view message = received.first(*whole);
    switch (tscp::kind_of(message)) {
        case tscp::message_kind::hello: require(bool{tscp::hello::parse(message)}); break;
        case tscp::message_kind::hey: require(bool{tscp::hey::parse(message)}); break;
        case tscp::message_kind::clear_alert: require(message.size() == 2); break;
        case tscp::message_kind::record: {
            tscp::record read;
            const bool type_known = (message[0] & 0x70U) <= 0x60U && (message[0] & 0x0cU) == 0;
            require((tscp::record::read_stream(message, 16, read) == tscp::errc::none) == type_known);
            break;
        }
        default: require(false);
    }
    return outcome::parsed;
}
