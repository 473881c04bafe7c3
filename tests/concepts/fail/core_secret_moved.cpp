// SPDX-License-Identifier: MIT
// expect: (use of deleted function|overload resolution selected deleted operator)
#include <tscp/core/secret.hpp>
#include <utility>

#if defined(SOUND)
void moved(tscp::secret<16>& one, tscp::secret<16>& other) { other.take(one); }
#else
void moved(tscp::secret<16>& one, tscp::secret<16>& other) { other = std::move(one); }
#endif
