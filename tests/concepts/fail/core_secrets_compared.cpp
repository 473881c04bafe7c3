// SPDX-License-Identifier: MIT
// expect: (use of deleted function|overload resolution selected deleted operator)
#include <tscp/core/secret.hpp>

#if defined(SOUND)
bool same(const tscp::secret<16>& a, const tscp::secret<16>& b) { return equal_constant_time(a.reveal(), b.reveal()); }
#else
bool same(const tscp::secret<16>& a, const tscp::secret<16>& b) { return a == b; }
#endif
