// SPDX-License-Identifier: MIT
// A Hey: what was read lies within it and is written again as it came, and its size follows from its beginning. Both
// ways of reading agree on what is one.
#include "message_size.hpp"
#include "target.hpp"

#include <vector>

#include <tscp/core/endian.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/hey.hpp>

const fuzz::target fuzz::own_target{format::hey, 20000, 90, 15};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    const auto hey = tscp::hey::parse(message);
    const auto size = tscp::hey::size_of(message);
    if (!message.empty() && message[0] == 0x32 && size && *size == message.size()) { require(bool{hey}); }
    if (!hey) {
        const bool alert = !message.empty() && message[0] == 0x33;
        const bool refused = alert && message.size() == 2 && message[1] == 1;
        require(hey.error() == (refused ? tscp::errc::refused_by_peer
                                : alert ? tscp::errc::malformed_alert
                                        : tscp::errc::malformed_hey));
        return outcome::refused;
    }
    require(message[0] == 0x32 && hey->cid.size() <= tscp::max_cid_size);
    const tscp::byte_view extensions = hey->extensions();
    for (const auto part : {hey->cid, extensions, hey->share, hey->finished}) { require_within(message, part); }
    require(hey->before_finished.size() + hey->finished.size() == message.size());
    // Written again it is the same, but for the bits that mean nothing, and an empty list of extensions.
    std::vector<std::uint8_t> again(message.size());
    tscp::writer out{again};
    tscp::hey::write_head(hey->suite_id, hey->cid, extensions, out);
    require(bool{out.write_bytes(hey->share)} && bool{out.write_bytes(hey->finished)});
    const std::size_t head = message.size() - hey->share.size() - hey->finished.size();
    if ((message[2] & 0x70U) == 0 && ((message[2] & 0x80U) == 0 || !extensions.empty())) {
        require(tscp::equal_public(out.written(), message));
        require(tscp::hey::head_size(hey->cid.size(), extensions.size()) == head);
    }

    for (std::size_t part = 0; part < head; ++part) {
        require(tscp::hey::size_of(message.first(part)).error() == tscp::errc::truncated);
    }
    require_size(tscp::hey::size_of(message.first(message.size() - hey->finished.size())), hey->suite_id,
                 tscp::share_of::hey, head, hey->share, tscp::errc::malformed_hey);
    return outcome::parsed;
}
