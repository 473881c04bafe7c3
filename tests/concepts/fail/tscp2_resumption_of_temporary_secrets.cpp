// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

using secrets = tscp::session_secrets<tscp::portable::sha256>;

#if defined(SOUND)
tscp::byte_view read(const secrets& held) { return held.reveal_resumption(); }
#else
tscp::byte_view read() { return secrets{}.reveal_resumption(); }
#endif
