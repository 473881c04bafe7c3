// SPDX-License-Identifier: MIT
// expect: (deleted)
#include <tscp/core/secret.hpp>

using secret = tscp::secret<32>;

#if defined(SOUND)
tscp::byte_span place(secret& one) { return one.overwrite(); }
#else
tscp::byte_span place() { return secret{}.overwrite(); }
#endif
