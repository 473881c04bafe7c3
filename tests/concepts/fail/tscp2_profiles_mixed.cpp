// SPDX-License-Identifier: MIT
// expect: (could not convert|no viable conversion|no matching)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::client_channel<stream> take(tscp::client_channel<stream>& from) { return std::move(from); }
#else
tscp::client_channel<stream> take(tscp::client_channel<datagram>& from) { return std::move(from); }
#endif
