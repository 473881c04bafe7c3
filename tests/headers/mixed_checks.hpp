// SPDX-License-Identifier: MIT
// One program of a unit with checks and a unit without: each takes more bytes from a view than it has.
#pragma once

#include <cstddef>

std::size_t take_too_much_with_checks();
std::size_t take_too_much_without_checks();
