// SPDX-License-Identifier: MIT
// expect: classic needs an integer of at least 81 bits
#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic.hpp>
#include <tscp/platform/host.hpp>
#include <utility>

#if defined(SOUND)
using number = tscp::portable::integer<128>;
#else
using number = tscp::portable::integer<64>;
#endif

const tscp::classic::key_exchange<tscp::classic::debug, number> keys{101};
