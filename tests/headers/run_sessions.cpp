// SPDX-License-Identifier: MIT
// Exits 0 where all sessions work.
#include "empty_views.hpp"
#include "sessions.hpp"

int main() { return whole::run_sessions() && whole::run_empty_views() ? 0 : 1; }
