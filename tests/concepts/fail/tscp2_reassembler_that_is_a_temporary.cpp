// SPDX-License-Identifier: MIT
// expect: (discards qualifiers|as lvalue|is an lvalue|lvalue|rvalue)
#include "../tscp2_types.hpp"

using reassembler = tscp::reassembler<100>;

#if defined(SOUND)
tscp::byte_span take(reassembler& link, tscp::byte_span unit) { return *link.take(unit); }
#else
tscp::byte_span take(tscp::byte_span unit) { return *reassembler{}.take(unit); }
#endif
