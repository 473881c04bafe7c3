// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted constructor)
#include <tscp/core/secret.hpp>

#if defined(SOUND)
void copied(tscp::secret<16>& one, tscp::secret<16>& other) { copy_bytes(one.reveal(), other.overwrite()); }
#else
tscp::secret<16> copied(tscp::secret<16>& one) { return one; }
#endif
