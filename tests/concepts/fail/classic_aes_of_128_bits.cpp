// SPDX-License-Identifier: MIT
// expect: classic's suite AES needs AES-256
#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic.hpp>
#include <tscp/platform/host.hpp>
#include <utility>

#if defined(SOUND)
using cipher = tscp::portable::aes256;
#else
using cipher = tscp::portable::aes128;
#endif

const tscp::classic::session_cipher<cipher> keyed{tscp::classic::suite::aes, tscp::bytes_of("1")};
