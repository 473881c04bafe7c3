// SPDX-License-Identifier: MIT
// The memory functions that GCC expects everywhere, as small as a C library for small chips has them.
#include <cstddef>

extern "C" {

// Else GCC makes of each loop a call of the function that it is in.
#pragma GCC optimize("no-tree-loop-distribute-patterns")

void* memcpy(void* to, const void* from, std::size_t size) noexcept {
    auto* out = static_cast<unsigned char*>(to);
    const auto* in = static_cast<const unsigned char*>(from);
    while (size-- != 0) { *out++ = *in++; }
    return to;
}

void* memmove(void* to, const void* from, std::size_t size) noexcept {
    auto* out = static_cast<unsigned char*>(to);
    const auto* in = static_cast<const unsigned char*>(from);
    if (out <= in) { return memcpy(to, from, size); }
    while (size-- != 0) { out[size] = in[size]; }
    return to;
}

void* memset(void* to, int value, std::size_t size) noexcept {
    auto* out = static_cast<unsigned char*>(to);
    while (size-- != 0) { *out++ = static_cast<unsigned char>(value); }
    return to;
}

int memcmp(const void* left, const void* right, std::size_t size) noexcept {
    const auto* one = static_cast<const unsigned char*>(left);
    const auto* other = static_cast<const unsigned char*>(right);
    for (; size != 0; --size, ++one, ++other) {
        if (*one != *other) { return *one - *other; }
    }
    return 0;
}
}
