// SPDX-License-Identifier: MIT
// Storage for key material: it wipes itself, and it is read through one function that can be searched for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/uninitialized.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

/// A key of zeros, an empty slot of the key schedule.
inline constexpr std::uint8_t zeros[32] = {};

}  // namespace detail

/// Overwrites `bytes` with zeros; the optimiser keeps it.
inline void wipe(byte_span bytes) noexcept {
    if (!bytes.empty()) { config::zeroize(bytes.data(), bytes.size()); }
}

/// Overwrites a plain object with zeros.
template <class T>
void wipe_object(T& object) noexcept {
    static_assert(std::is_trivially_copyable_v<T>, "tscp: wipe_object takes plain data; classes wipe themselves.");
    config::zeroize(&object, sizeof object);
}

/// Compares in a time that depends on the sizes alone. Different sizes are different.
[[nodiscard]] inline bool equal_constant_time(byte_view left, byte_view right) noexcept {
    if (left.size() != right.size()) { return false; }
    std::uint32_t difference = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        difference = config::value_barrier(difference | static_cast<std::uint32_t>(left.data()[i] ^ right.data()[i]));
    }
    return difference == 0;
}

/// True where all bytes are zero. Its time depends on the size alone.
[[nodiscard]] inline bool is_zero_constant_time(byte_view bytes) noexcept {
    std::uint32_t seen = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) { seen = config::value_barrier(seen | bytes.data()[i]); }
    return seen == 0;
}

/// `Size` bytes of key material. It cannot be copied, moved, printed or compared with ==.
template <std::size_t Size>
class secret {
public:
    static constexpr std::size_t size() noexcept { return Size; }

    /// Zeros.
    secret() noexcept { clear(); }
    /// Whatever the memory held, for one that is written at once.
    explicit secret(uninitialized_t /*tag*/) noexcept {}
    secret(const secret&) = delete;
    secret(secret&&) = delete;
    secret& operator=(const secret&) = delete;
    secret& operator=(secret&&) = delete;
    ~secret() { clear(); }

    bool operator==(const secret&) const = delete;
    bool operator!=(const secret&) const = delete;

    /// The secret bytes: the one way to read them.
    [[nodiscard]] byte_view reveal() const& noexcept { return {bytes_, Size}; }
    byte_view reveal() const&& = delete;
    /// The place to write the secret bytes to.
    [[nodiscard]] byte_span overwrite() & noexcept { return {bytes_, Size}; }
    byte_span overwrite() && = delete;
    /// Copies the other's bytes here and wipes the other. Taking from itself changes nothing.
    void take(secret& other) noexcept {
        if (this == &other) { return; }
        copy_bytes(other.reveal(), overwrite());
        other.clear();
    }
    /// Zeros in place of the secret.
    void clear() noexcept { wipe(overwrite()); }

private:
    std::uint8_t bytes_[Size];
};

/// Calls `wipe_object` on a local when the scope ends, on every path out of it.
template <class T>
class wiped_at_exit {
public:
    explicit wiped_at_exit(T& object) noexcept : object_{object} {}
    wiped_at_exit(const wiped_at_exit&) = delete;
    wiped_at_exit& operator=(const wiped_at_exit&) = delete;
    ~wiped_at_exit() { wipe_object(object_); }

private:
    T& object_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
