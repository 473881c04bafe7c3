// SPDX-License-Identifier: MIT
// expect: (deleted)
#include <tscp/core/secret.hpp>

using secret = tscp::secret<32>;

#if defined(SOUND)
tscp::byte_view read(const secret& one) { return one.reveal(); }
#else
tscp::byte_view read() { return secret{}.reveal(); }
#endif
