// SPDX-License-Identifier: MIT
// The memory that an object lived in, to be read after the object's end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include <tscp/core/bytes.hpp>

namespace test {

/// Memory for one T, filled with 0x5a before there is one.
template <class T>
class memory_of {
public:
    memory_of() noexcept {
        for (volatile std::uint8_t& byte : bytes_) { byte = 0x5a; }
    }

    /// Precondition: none has been made yet.
    template <class... Arguments>
    T& make(Arguments&&... arguments) {
        object_ = ::new (static_cast<void*>(bytes_)) T{std::forward<Arguments>(arguments)...};
        return *object_;
    }

    /// Precondition: one has been made.
    void destroy() noexcept { object_->~T(); }

    [[nodiscard]] bool is_zero() const noexcept {
        std::uint8_t seen = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i) { seen = static_cast<std::uint8_t>(seen | byte_at(i)); }
        return seen == 0;
    }

    /// True where `wanted` lies somewhere in the memory.
    [[nodiscard]] bool holds(tscp::byte_view wanted) const noexcept {
        for (std::size_t start = 0; start + wanted.size() <= sizeof(T); ++start) {
            std::size_t equal = 0;
            while (equal < wanted.size() && byte_at(start + equal) == wanted[equal]) { ++equal; }
            if (equal == wanted.size()) { return true; }
        }
        return false;
    }

    /// True where the two memories hold the same bytes.
    [[nodiscard]] bool operator==(const memory_of& other) const noexcept {
        std::size_t equal = 0;
        while (equal < sizeof(T) && byte_at(equal) == other.byte_at(equal)) { ++equal; }
        return equal == sizeof(T);
    }

private:
    // Volatile, because the compiler may take the memory of a dead object for undefined.
    [[nodiscard]] std::uint8_t byte_at(std::size_t index) const noexcept {
        return static_cast<const volatile std::uint8_t*>(bytes_)[index];
    }

    alignas(T) std::uint8_t bytes_[sizeof(T)];
    T* object_ = nullptr;
};

/// The bytes of a living object.
template <class T>
std::vector<std::uint8_t> memory_of_object(const T& object) {
    const auto* const memory = reinterpret_cast<const volatile std::uint8_t*>(&object);
    return {memory, memory + sizeof(T)};
}

/// True where `wanted` lies somewhere in `memory`.
inline bool contains(tscp::byte_view memory, tscp::byte_view wanted) {
    return std::search(memory.begin(), memory.end(), wanted.begin(), wanted.end()) != memory.end();
}

}  // namespace test
