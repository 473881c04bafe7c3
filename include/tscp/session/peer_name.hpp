// SPDX-License-Identifier: MIT
// The client of a session, by the name that the server's own table has for it, and since when that is known.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A copy of a name of up to `MaxSize` bytes.
template <std::size_t MaxSize>
class peer_name {
public:
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    peer_name() noexcept {}

    /// False, and the name is empty, where it is too long.
    [[nodiscard]] bool assign(byte_view name) noexcept {
        clear();
        if (name.size() > MaxSize) { return false; }
        copy_bytes(name, bytes_);
        size_ = static_cast<std::uint8_t>(name.size());
        return true;
    }

    /// The empty name.
    void clear() noexcept { size_ = 0; }

    [[nodiscard]] byte_view bytes() const& noexcept { return byte_view{bytes_}.first(size_); }
    byte_view bytes() const&& = delete;

private:
    static_assert(MaxSize <= 255);
    std::uint8_t bytes_[MaxSize];  // the first size_ of them count
    std::uint8_t size_ = 0;
};

/// What a server knows of a client.
template <class Profile>
struct authentication {
    peer_name<Profile::max_name_size> name{};
    /// True for a session by ticket: then the two times are the ticket's, in seconds since 1970; else they are 0.
    bool resumed = false;
    std::uint64_t authenticated_at = 0;
    std::uint64_t expires_at = 0;

    /// Of nobody.
    void clear() noexcept {
        name.clear();
        resumed = false;
        authenticated_at = 0;
        expires_at = 0;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
