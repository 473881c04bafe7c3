// SPDX-License-Identifier: MIT
// expect: (deleted)
#include <array>

#include <tscp/core/result.hpp>

using bytes = std::array<std::uint8_t, 32>;
const tscp::result<bytes> make();

#if defined(SOUND)
const std::uint8_t* read(const tscp::result<bytes>& made) { return made->data(); }
#else
const std::uint8_t* read() { return make()->data(); }
#endif
