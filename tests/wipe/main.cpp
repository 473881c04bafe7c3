// SPDX-License-Identifier: MIT
// Lives whole lives of both ends, and searches their stack, their memory and the heap for every secret of theirs.
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
