// SPDX-License-Identifier: MIT
// expect: (discards qualifiers|as lvalue|is an lvalue|lvalue|rvalue)
#include "../classic_types.hpp"

#if defined(SOUND)
bool read(waiting_client& waiting) { return static_cast<bool>(std::move(waiting).read_hey({})); }
#else
bool read(waiting_client& waiting) { return static_cast<bool>(waiting.read_hey({})); }
#endif
