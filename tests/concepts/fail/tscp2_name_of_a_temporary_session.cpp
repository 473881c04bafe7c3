// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::byte_view read(const tscp::server_session<stream>& session) { return session.client.name.bytes(); }
#else
tscp::server_session<stream> confirm();
tscp::byte_view read() { return confirm().client.name.bytes(); }
#endif
