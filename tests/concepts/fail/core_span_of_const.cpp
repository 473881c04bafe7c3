// SPDX-License-Identifier: MIT
// expect: (no matching|could not convert|conversion from)
#include <vector>
#include <tscp/core/bytes.hpp>

#if defined(SOUND)
tscp::byte_view all(const std::vector<unsigned char>& bytes) { return bytes; }
#else
tscp::byte_span all(const std::vector<unsigned char>& bytes) { return bytes; }
#endif
