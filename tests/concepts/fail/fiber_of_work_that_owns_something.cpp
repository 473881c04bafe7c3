// SPDX-License-Identifier: MIT
// expect: tscp: a fiber's work may be left unfinished, so that it must not own anything.
// errors: 1
#include <tscp/fiber/fiber.hpp>

struct work {
    void operator()() const noexcept {}
#if !defined(SOUND)
    ~work() {}
#endif
};

void start(tscp::fiber<4096>& fiber) { fiber.start(work{}); }
