// SPDX-License-Identifier: MIT
// What tests call of the C and C++ libraries for text, and what these call where a test goes wrong.
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

template class std::basic_string<char>;

extern "C" {

#pragma GCC optimize("no-tree-loop-distribute-patterns")

std::size_t strlen(const char* text) noexcept {
    std::size_t size = 0;
    while (text[size] != '\0') { ++size; }
    return size;
}

int strcmp(const char* left, const char* right) noexcept {
    while (*left != '\0' && *left == *right) {
        ++left;
        ++right;
    }
    return static_cast<unsigned char>(*left) - static_cast<unsigned char>(*right);
}

void* memchr(const void* memory, int value, std::size_t size) noexcept {
    const auto* at = static_cast<const unsigned char*>(memory);
    for (; size != 0; --size, ++at) {
        if (*at == static_cast<unsigned char>(value)) { return const_cast<unsigned char*>(at); }
    }
    return nullptr;
}

char* strstr(const char* text, const char* wanted) noexcept {
    const std::size_t size = strlen(wanted);
    for (;; ++text) {
        std::size_t equal = 0;
        while (equal < size && text[equal] == wanted[equal]) { ++equal; }
        if (equal == size) { return const_cast<char*>(text); }
        if (*text == '\0') { return nullptr; }
    }
}

/// No global object is destroyed: the emulation ends instead.
int __cxa_atexit(void (*)(void*), void*, void*) noexcept { return 0; }

/// newlib's, for its own files: there are none.
void initialise_monitor_handles() noexcept {}
}

namespace std {

void __throw_length_error(const char*) { abort(); }
void __throw_logic_error(const char*) { abort(); }
void __throw_out_of_range_fmt(const char*, ...) { abort(); }
void __throw_bad_alloc() { abort(); }
void __throw_bad_array_new_length() { abort(); }
void __throw_bad_function_call() { abort(); }

}  // namespace std
