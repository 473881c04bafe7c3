// SPDX-License-Identifier: MIT
// expect: (no matching|could not convert|conversion from)
#include <tscp/core/bytes.hpp>
#include <vector>

#if defined(SOUND)
tscp::byte_view all(const std::vector<unsigned char>& bytes) { return bytes; }
#else
tscp::byte_span all(const std::vector<unsigned char>& bytes) { return bytes; }
#endif
