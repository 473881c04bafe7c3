// SPDX-License-Identifier: MIT
// Planted: an object on the heap.
int main() {
    const volatile int* const number = new int{7};
    return *number;
}
