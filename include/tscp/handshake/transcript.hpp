// SPDX-License-Identifier: MIT
// The transcript: T0 = "TSCP" | 0x02 | framing(1) | len(2) context | [client static public | server static public], and
// the messages behind it.
#pragma once

#include <array>
#include <cstdint>
#include <new>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile>
class transcript {
public:
    using digest = std::array<std::uint8_t, 32>;

    /// Begins with T0. Precondition: a context of at most 65,535 bytes. The public values are empty in PSK modes.
    void start(byte_view context, byte_view client_public, byte_view server_public) noexcept {
        config::expects(context.size() <= 0xffff);
        std::uint8_t head[] = {'T', 'S', 'C', 'P', 0x02, static_cast<std::uint8_t>(Profile::transport), 0, 0};
        write_big_endian(context.size(), byte_span{head}.last(2));
        restart();
        hash_.update(head);
        hash_.update(context);
        hash_.update(client_public);
        hash_.update(server_public);
    }

    /// Appends a message, or a part of one.
    void add(byte_view bytes) noexcept { hash_.update(bytes); }

    /// Writes the hash of all so far. Precondition: 32 bytes.
    void hash(byte_span out) const noexcept {
        typename Profile::hash fork{hash_};
        fork.finish(out);
    }

private:
    void restart() noexcept {
        using type = typename Profile::hash;
        hash_.~type();
        ::new (static_cast<void*>(&hash_)) type;
    }

    typename Profile::hash hash_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
