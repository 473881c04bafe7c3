// SPDX-License-Identifier: MIT
#include <tscp/tscp.hpp>

#include "mixed_checks.hpp"

static_assert(!tscp::config::checked);

std::size_t take_too_much_without_checks() {
    const std::uint8_t memory[8] = {};
    return tscp::byte_view{memory, 4}.first(8).size();
}
