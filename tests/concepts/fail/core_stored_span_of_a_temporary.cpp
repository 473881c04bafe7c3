// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include <tscp/core/bytes.hpp>

using bytes = std::array<std::uint8_t, 32>;
tscp::byte_span zeros(tscp::stored_span out);

#if defined(SOUND)
tscp::byte_span make(bytes& buffer) { return zeros(buffer); }
#else
tscp::byte_span make() { return zeros(bytes{}); }
#endif
