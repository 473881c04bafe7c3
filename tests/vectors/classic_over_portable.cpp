// SPDX-License-Identifier: MIT
// Recorded sessions over the portable integers.
#include <tscp/backend/portable/integer.hpp>

#include "classic_sessions.hpp"

template std::size_t test::check_sessions<tscp::portable::integer<128>>(const std::vector<session>&, const char*);
