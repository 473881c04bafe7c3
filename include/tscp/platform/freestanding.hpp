// SPDX-License-Identifier: MIT
// A chip without an operating system: its random generator is a function of the user's.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

/// Random bytes from a function of the user's, typically the driver of the chip's generator.
class callback_random {
public:
    /// Overwrites `size` bytes at `out` and returns true, or returns false; it must not throw.
    using function = bool (*)(void* context, std::uint8_t* out, std::size_t size);

    /// `context` is handed to every call.
    explicit callback_random(function draw, void* context = nullptr) noexcept : draw_{draw}, context_{context} {}

    /// False where the function says so, or there is none.
    [[nodiscard]] bool fill(byte_span out) noexcept {
        return draw_ != nullptr && draw_(context_, out.data(), out.size());
    }

private:
    function draw_;
    void* context_;
};

struct freestanding {
    using random = callback_random;
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
