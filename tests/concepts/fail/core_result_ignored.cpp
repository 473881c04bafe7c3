// SPDX-License-Identifier: MIT
// expect: (ignoring return|nodiscard)
#include <tscp/core/writer.hpp>

#if defined(SOUND)
void put(tscp::writer& out) { (void)out.write_u8(1); }
#else
void put(tscp::writer& out) { out.write_u8(1); }
#endif
