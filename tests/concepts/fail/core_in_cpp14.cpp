// SPDX-License-Identifier: MIT
// expect: tscp: needs C++17: compile with -std=c++17
// options: -std=c++14
#include <tscp/core/bytes.hpp>
