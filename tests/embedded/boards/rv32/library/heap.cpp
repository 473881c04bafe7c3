// SPDX-License-Identifier: MIT
// A heap for programs of tests: sizes are rounded up to powers of two, and a block that is freed serves its size again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "../../../board.hpp"

extern "C" {
extern std::uint8_t __bss_end[];
}

namespace {

struct block {
    std::size_t size_class;
    block* next;
};

constexpr std::size_t header = 16;
block* freed[32];
std::uint8_t* unused = __bss_end + header;

void* take(std::size_t size) noexcept {
    std::size_t size_class = 4;
    while ((std::size_t{1} << size_class) < size) { ++size_class; }
    block* found = freed[size_class];
    if (found != nullptr) {
        freed[size_class] = found->next;
    } else {
        found = reinterpret_cast<block*>(unused);
        unused += header + (std::size_t{1} << size_class);
        // The stack keeps a megabyte.
        if (unused + 0x100000 > reinterpret_cast<std::uint8_t*>(board::stack_pointer())) { std::abort(); }
    }
    found->size_class = size_class;
    return reinterpret_cast<std::uint8_t*>(found) + header;
}

void give_back(void* memory) noexcept {
    if (memory == nullptr) { return; }
    auto* const one = reinterpret_cast<block*>(static_cast<std::uint8_t*>(memory) - header);
    one->next = freed[one->size_class];
    freed[one->size_class] = one;
}

}  // namespace

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }

extern "C" void abort() noexcept {
    board::print("abort\n");
    board::exit(board::fault_status);
}
