// SPDX-License-Identifier: MIT
// Recorded sessions over Crypto++'s integers.
#include <tscp/backend/cryptopp/integer.hpp>

#include "classic_sessions.hpp"

template std::size_t test::check_sessions<tscp::cryptopp::integer<128>>(const std::vector<session>&, const char*);
