// SPDX-License-Identifier: MIT
// A Hello: what was read lies within it and is written again as it came, and its size follows from its beginning. Both
// ways of reading agree on what is one.
#include "target.hpp"

#include <set>
#include <vector>

#include <tscp/core/writer.hpp>
#include <tscp/wire/hello.hpp>

namespace {

// docs/PROTOCOL.md, "Hello".
void require_bounds(const tscp::hello& hello) {
    fuzz::require(hello.mode <= tscp::handshake_mode::static_keys_and_psk);
    fuzz::require(!hello.suites.empty() && hello.suites.size() <= 16);
    fuzz::require(!hello.identity.empty() && hello.identity.size() <= 255 && hello.cid.size() <= 8);
    std::set<std::uint8_t> seen;
    for (const std::uint8_t suite : hello.suites) {
        fuzz::require((suite & 0x0fU) != 0 && suite >> 4U == hello.suites[0] >> 4U && seen.insert(suite).second);
    }
}

}  // namespace

const fuzz::target fuzz::own_target{format::hello, 20000, 90, 25};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    const auto hello = tscp::hello::parse(message);
    const auto least = tscp::hello::size_of(message, [](std::uint8_t) noexcept { return std::size_t{1}; });
    const bool head_is_right = !message.empty() && message[0] == 0x31 && least;
    require(bool{hello} == (head_is_right && message.size() >= *least - 1));
    if (!hello) { return outcome::refused; }
    require_bounds(*hello);
    for (const auto part : {hello->suites, hello->identity, hello->cid, hello->share, hello->binder}) {
        require_within(message, part);
    }
    require(hello->before_binder.size() + hello->binder.size() == message.size());
    std::vector<std::uint8_t> again(message.size());
    tscp::writer out{again};
    hello->write_head(out);
    require(bool{out.write_bytes(hello->share)} && bool{out.write_bytes(hello->binder)});
    require(tscp::equal_public(out.written(), message) && hello->size() == message.size());

    const std::size_t share = hello->share.size();
    const std::size_t head = message.size() - share - hello->binder.size();
    for (std::size_t part = 0; part <= head; ++part) {
        const auto size = tscp::hello::size_of(message.first(part), [&](std::uint8_t) noexcept { return share; });
        if (share == 0) {
            require(!size);
        } else if (size || part == head) {
            require(size && *size == message.size());
        } else {
            require(size.error() == tscp::errc::truncated);
        }
    }
    return outcome::parsed;
}
