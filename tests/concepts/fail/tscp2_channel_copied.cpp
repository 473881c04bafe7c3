// SPDX-License-Identifier: MIT
// expect: (use of deleted|deleted constructor|deleted function|deleted copy)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::client_channel<stream> take(tscp::client_channel<stream>& from) { return std::move(from); }
#else
tscp::client_channel<stream> take(tscp::client_channel<stream>& from) { return from; }
#endif
