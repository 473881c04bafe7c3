// SPDX-License-Identifier: MIT
// A function of a library that stands on tscp.
#pragma once

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/core/bytes.hpp>

/// The first byte of the message's digest.
std::uint8_t first_byte_of_digest(tscp::byte_view message);
