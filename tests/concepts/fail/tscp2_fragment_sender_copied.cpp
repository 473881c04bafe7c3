// SPDX-License-Identifier: MIT
// expect: deleted
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::fragment_sender keep(tscp::fragment_sender& link) { return std::move(link); }
#else
tscp::fragment_sender keep(tscp::fragment_sender& link) { return link; }
#endif
