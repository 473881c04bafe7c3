// SPDX-License-Identifier: MIT
// expect: tscp: what a computation yields to must offer `static void yield() noexcept`.
// errors: 1
#include <tscp/backend/portable/sha256.hpp>

struct chip {
#if defined(SOUND)
    static void yield() noexcept {}
#else
    static void yield() {}
#endif
};

tscp::portable::yielding_sha256<chip> one;
