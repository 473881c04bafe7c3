// SPDX-License-Identifier: MIT
// How much stack a backend says that it takes: the defaulted `stack_size` of groups and AEADs.
#pragma once

#include <cstddef>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <class Backend>
using stated_stack_size = decltype(Backend::stack_size);

/// 0 where it says nothing.
template <class Backend>
[[nodiscard]] constexpr std::size_t stack_size() noexcept {
    if constexpr (is_detected<stated_stack_size, Backend>) {
        return Backend::stack_size;
    } else {
        return 0;
    }
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
