// SPDX-License-Identifier: MIT
// Recorded sessions over Boost's integers.
#include <tscp/backend/boost/integer.hpp>

#include "classic_sessions.hpp"

template std::size_t test::check_sessions<tscp::boost_backend::integer<128>>(const std::vector<session>&, const char*);
