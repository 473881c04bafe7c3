// SPDX-License-Identifier: MIT
// A Hello: what was read lies within it and is written again as it came, and its size follows from its beginning. Both
// ways of reading agree on what is one.
#include "message_size.hpp"
#include "target.hpp"

#include <array>
#include <set>
#include <vector>

#include <tscp/core/endian.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/extensions.hpp>
#include <tscp/wire/hello.hpp>

namespace {

// docs/PROTOCOL.md, "Hello".
void require_bounds(const tscp::hello& hello) {
    fuzz::require(hello.mode <= tscp::handshake_mode::static_keys_and_psk);
    fuzz::require(!hello.suites.empty() && hello.suites.size() <= 15);
    fuzz::require(!hello.identity.empty() && hello.identity.size() <= 255 && hello.cid.size() <= 8);
    std::set<std::uint8_t> seen;
    for (const std::uint8_t suite : hello.suites) {
        fuzz::require((suite & 0x0fU) != 0 && suite >> 4U == hello.suites[0] >> 4U && seen.insert(suite).second);
    }
}

// Of a list that can be read, what it asks for is within its bounds, and written again it asks for the same.
void require_terms(tscp::byte_view extensions) {
    tscp::record_terms terms;
    if (!tscp::record_terms::parse(extensions, terms)) { return; }
    fuzz::require(terms.record_size_limit >= tscp::min_record_size_limit && terms.record_size_limit <= 16384);
    std::array<std::uint8_t, tscp::record_terms::max_size> list{};
    const tscp::byte_view written = terms.write_list(list);
    tscp::record_terms again;
    fuzz::require(tscp::record_terms::parse(written, again) && again.record_size_limit == terms.record_size_limit &&
                  again.two_byte_numbers == terms.two_byte_numbers);
}

}  // namespace

const fuzz::target fuzz::own_target{format::hello, 20000, 90, 25};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    const auto hello = tscp::hello::parse(message);
    const auto size = tscp::hello::size_of(message);
    const bool is_hello = !message.empty() && message[0] == 0x31;
    if (is_hello && size && *size == message.size()) { require(bool{hello}); }
    if (!hello) { return outcome::refused; }
    require(is_hello);
    require_bounds(*hello);
    const tscp::byte_view extensions = hello->extensions();
    for (const auto part : {hello->suites, hello->identity, hello->cid, extensions, hello->share, hello->binder}) {
        require_within(message, part);
    }
    require(hello->before_binder.size() + hello->binder.size() == message.size());
    // Written again it is the same, but for the bits that mean nothing, and an empty list of extensions.
    std::vector<std::uint8_t> again(message.size());
    tscp::writer out{again};
    hello->write_head(extensions, out);
    require(bool{out.write_bytes(hello->share)} && bool{out.write_bytes(hello->binder)});
    const std::size_t head = message.size() - hello->share.size() - hello->binder.size();
    const std::uint8_t cid_head = *(hello->cid.data() - 1);
    if ((cid_head & 0x70U) == 0 && ((cid_head & 0x80U) == 0 || !extensions.empty())) {
        require(tscp::equal_public(out.written(), message) && hello->head_size(extensions.size()) == head);
    }

    for (std::size_t part = 0; part < head; ++part) {
        require(tscp::hello::size_of(message.first(part)).error() == tscp::errc::truncated);
    }
    require_size(tscp::hello::size_of(message.first(message.size() - hello->binder.size())), hello->suites[0],
                 tscp::share_of::hello, head, hello->share, tscp::errc::malformed_hello);
    require_terms(extensions);
    return outcome::parsed;
}
