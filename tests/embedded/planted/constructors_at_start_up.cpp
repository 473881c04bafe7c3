// SPDX-License-Identifier: MIT
// Planted: a global object whose constructor runs before main.
struct counter {
    counter() noexcept : count{1} {}
    volatile int count;
};
counter global;

int main() { return global.count; }
