// SPDX-License-Identifier: MIT
// The transcript: T0 = "TSCP" | 0x02 | framing(1) | len(2) context | [len(2) client static public | len(2) server
// static public], and the messages behind it.
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

    /// Begins with T0 of a mode without static keys. Precondition: a context of at most 65,535 bytes.
    void start(byte_view context) noexcept {
        static constexpr std::uint8_t head[] = {'T', 'S',  'C',
                                                'P', 0x02, static_cast<std::uint8_t>(Profile::transport)};
        restart();
        hash_.update(head);
        add_with_size(context);
    }

    /// Begins with T0 of a mode with static keys. Precondition: all of at most 65,535 bytes.
    void start(byte_view context, byte_view client_public, byte_view server_public) noexcept {
        start(context);
        add_with_size(client_public);
        add_with_size(server_public);
    }

    /// Appends a message, or a part of one.
    void add(byte_view bytes) noexcept { hash_.update(bytes); }

    /// Writes the hash of all so far. Precondition: 32 bytes.
    TSCP_NEVER_INLINE void hash(byte_span out) const noexcept {
        typename Profile::hash fork{hash_};
        fork.finish(out);
    }

private:
    void add_with_size(byte_view bytes) noexcept {
        config::expects(bytes.size() <= 0xffff);
        std::array<std::uint8_t, 2> size;
        write_big_endian(bytes.size(), size);
        hash_.update(size);
        hash_.update(bytes);
    }

    void restart() noexcept {
        using type = typename Profile::hash;
        hash_.~type();
        ::new (static_cast<void*>(&hash_)) type;
    }

    typename Profile::hash hash_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
