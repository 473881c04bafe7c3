// SPDX-License-Identifier: MIT
// Planted: a function of the C library that is none of the memory functions.
#include <cstring>

int main() {
    const char* volatile text = "text";
    return static_cast<int>(std::strlen(text));
}
