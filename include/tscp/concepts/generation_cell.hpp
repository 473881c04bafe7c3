// SPDX-License-Identifier: MIT
// What the storage of a suspended session must offer beside its bytes: one number that never goes back, so that a
// snapshot is restored once at most. docs/PROTOCOL.md, "Snapshots".
//
// Compulsory for a type T, one object for each stored session:
//     c.name() const                         -> std::uint64_t: unlike that of every other cell that snapshots may meet
//     c.load()                               -> result<std::uint64_t>: the present number
//     c.compare_exchange(expected, desired)  -> bool: where the number is `expected`, stores `desired` and is true;
//                                               else, or where it is not known to be stored, false
// All are noexcept. compare_exchange is atomic for all who reach the cell, and what it stored survives a loss of power
// before it returns. The number lives where it is neither rolled back nor cloned together with the snapshots, and is
// never reset.
// Nothing is defaulted.
#pragma once

#include <cstdint>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::generation_cell {

template <class T>
using name = decltype(std::declval<const T&>().name());
template <class T>
using load = decltype(std::declval<T&>().load());
template <class T>
using compare_exchange =
    decltype(std::declval<T&>().compare_exchange(std::declval<std::uint64_t>(), std::declval<std::uint64_t>()));

}  // namespace detail::generation_cell

/// Fails to compile with a sentence for the first thing that T lacks.
template <class T>
constexpr bool require_generation_cell() {
    using namespace detail;
    static_assert(is_detected_exact<std::uint64_t, generation_cell::name, T>,
                  "tscp: a generation cell must offer `std::uint64_t name() const noexcept`.");
    static_assert(is_detected_exact<result<std::uint64_t>, generation_cell::load, T>,
                  "tscp: a generation cell must offer `result<std::uint64_t> load() noexcept`.");
    static_assert(is_detected_exact<bool, generation_cell::compare_exchange, T>,
                  "tscp: a generation cell must offer `bool compare_exchange(std::uint64_t expected, std::uint64_t "
                  "desired) noexcept`.");
    if constexpr (is_detected_exact<std::uint64_t, generation_cell::name, T> &&
                  is_detected_exact<result<std::uint64_t>, generation_cell::load, T> &&
                  is_detected_exact<bool, generation_cell::compare_exchange, T>) {
        static_assert(noexcept(std::declval<const T&>().name())&& noexcept(std::declval<T&>().load())&& noexcept(
                          std::declval<T&>().compare_exchange(0, 0)),
                      "tscp: name, load and compare_exchange of a generation cell must be noexcept.");
    }
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
