// SPDX-License-Identifier: MIT
// Lives whole lives of both ends, and searches their stack and their objects for every secret of theirs; they must use
// no heap. It was seen to fail with GCC at -O2 where Poly1305 held r across blocks and where limbs did not wipe
// themselves, at -O3 and -O0 by all AEADs without what overwrites the stack, and for each figure of config::stack that
// was too small.
#include <cstdio>
#include <cstdlib>
#include <new>

#include "lives.hpp"

namespace {

std::size_t asked = 0;

}  // namespace

std::size_t wipe::allocations() noexcept { return asked; }

void* operator new(std::size_t size) {
    ++asked;
    void* const memory = std::malloc(size);
    if (memory == nullptr) { std::abort(); }
    return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

int main() {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (!wipe::search_works()) {
        std::puts("a planted copy of a secret is not found");
        return 1;
    }
    bool clean = wipe::lives_by_psk();
    clean = wipe::lives_by_static_keys() && clean;
    clean = wipe::lives_over_ffdhe() && clean;
    return clean ? 0 : 1;
}
