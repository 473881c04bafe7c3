// SPDX-License-Identifier: MIT
// SHA-256 that counts its compressions.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/core/bytes.hpp>

class counted_sha256 : public tscp::portable::sha256 {
    using base = tscp::portable::sha256;

public:
    static inline std::uint32_t compressions = 0;

    void update(tscp::byte_view message) noexcept {
        compressions += static_cast<std::uint32_t>((used_ + message.size()) / block_size);
        used_ = (used_ + message.size()) % block_size;
        base::update(message);
    }
    void finish(tscp::byte_span digest) noexcept {
        compressions += used_ + 9 > block_size ? 2 : 1;
        used_ = 0;
        base::finish(digest);
    }
    void resume(const chaining_value& value, std::uint64_t size) noexcept {
        used_ = 0;
        base::resume(value, size);
    }

private:
    std::size_t used_ = 0;
};
