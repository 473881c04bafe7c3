// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted constructor)
#include <tscp/core/secret.hpp>
#include <utility>

#if defined(SOUND)
tscp::secret<16> moved(tscp::secret<16>& one) { return std::move(one); }
#else
tscp::secret<16> copied(tscp::secret<16>& one) { return one; }
#endif
