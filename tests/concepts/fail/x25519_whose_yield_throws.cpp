// SPDX-License-Identifier: MIT
// expect: tscp: what a computation yields to must offer `static void yield() noexcept`.
// errors: 1
#include <tscp/backend/portable/x25519.hpp>

struct chip {
#if defined(SOUND)
    static void yield() noexcept {}
#else
    static void yield() {}
#endif
};

tscp::portable::yielding_x25519<chip> one;
