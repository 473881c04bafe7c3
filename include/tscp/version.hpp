// SPDX-License-Identifier: MIT
// The library's version: the only place that states it.
#pragma once

namespace tscp {

inline constexpr int version_major = 0;
inline constexpr int version_minor = 1;
inline constexpr int version_patch = 0;

}  // namespace tscp
