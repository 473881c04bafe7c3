// SPDX-License-Identifier: MIT
// Bytes on the heap that are wiped before their memory is given back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <tscp/core/secret.hpp>

namespace tool {

/// Wipes what it frees, also what a growing vector leaves behind.
template <class T>
struct wiping_allocator {
    using value_type = T;

    wiping_allocator() noexcept = default;
    template <class U>
    explicit wiping_allocator(const wiping_allocator<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
    void deallocate(T* memory, std::size_t count) noexcept {
        tscp::wipe({reinterpret_cast<std::uint8_t*>(memory), count * sizeof(T)});
        std::allocator<T>{}.deallocate(memory, count);
    }

    friend bool operator==(const wiping_allocator& /*a*/, const wiping_allocator& /*b*/) noexcept { return true; }
    friend bool operator!=(const wiping_allocator& /*a*/, const wiping_allocator& /*b*/) noexcept { return false; }
};

/// Key material as bytes or as hexadecimal digits. A string would keep short ones inside itself, unwiped.
using secret_bytes = std::vector<std::uint8_t, wiping_allocator<std::uint8_t>>;

}  // namespace tool
