// SPDX-License-Identifier: MIT
// Who the peer is, by the name that the server's own table has for it, and since when that is known.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Up to `MaxSize` bytes.
template <std::size_t MaxSize>
class peer_name {
public:
    peer_name() noexcept = default;
    /// Precondition: at most MaxSize bytes.
    explicit peer_name(byte_view name) noexcept : size_{static_cast<std::uint8_t>(name.size())} {
        copy_bytes(name, bytes_);
    }

    [[nodiscard]] byte_view bytes() const noexcept { return byte_view{bytes_}.first(size_); }

private:
    std::array<std::uint8_t, MaxSize> bytes_{};
    std::uint8_t size_ = 0;
};

/// What a server knows of a confirmed client.
template <class Profile>
struct authentication {
    peer_name<Profile::max_name_size> name;
    /// True for a session by ticket: then the two times are the ticket's, in seconds since 1970; else they are 0.
    bool resumed = false;
    std::uint64_t first = 0;
    std::uint64_t end = 0;
};

}  // namespace TSCP_ABI
}  // namespace tscp
