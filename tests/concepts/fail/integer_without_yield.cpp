// SPDX-License-Identifier: MIT
// expect: tscp: what a computation yields to must offer `static void yield() noexcept`.
// errors: 1
#include <tscp/backend/portable/integer.hpp>

struct chip {
#if defined(SOUND)
    static void yield() noexcept {}
#endif
};

tscp::portable::yielding_integer<64, chip> number;
