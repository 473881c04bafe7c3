// SPDX-License-Identifier: MIT
// A Hey: what was read lies within it and is written again as it came, and its size follows from its beginning. Both
// ways of reading agree on what is one.
#include "target.hpp"

#include <vector>

#include <tscp/core/writer.hpp>
#include <tscp/wire/hey.hpp>

const fuzz::target fuzz::own_target{format::hey, 20000, 90, 15};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    const auto hey = tscp::hey::parse(message);
    const auto least = tscp::hey::size_of(message, [](std::uint8_t) noexcept { return std::size_t{1}; });
    const bool head_is_right = !message.empty() && message[0] == 0x32 && least;
    require(bool{hey} == (head_is_right && message.size() >= *least - 1));
    if (!hey) {
        const bool alert = message.size() == 2 && message[0] == 0x33;
        require((hey.error() == tscp::errc::refused_by_peer) == alert);
        return outcome::refused;
    }
    require(hey->cid.size() <= tscp::max_cid_size);
    for (const auto part : {hey->cid, hey->share, hey->finished}) { require_within(message, part); }
    require(hey->before_finished.size() + hey->finished.size() == message.size());
    std::vector<std::uint8_t> again(message.size());
    tscp::writer out{again};
    tscp::hey::write_head(hey->suite_id, hey->cid, out);
    require(bool{out.write_bytes(hey->share)} && bool{out.write_bytes(hey->finished)});
    require(tscp::equal_public(out.written(), message));

    const std::size_t share = hey->share.size();
    for (std::size_t part = 0; part <= 3; ++part) {
        const auto size = tscp::hey::size_of(message.first(part), [&](std::uint8_t) noexcept { return share; });
        if (part < 3) {
            require(!size && size.error() == tscp::errc::truncated);
        } else {
            require(share == 0 ? !size : size && *size == message.size());
        }
    }
    return outcome::parsed;
}
