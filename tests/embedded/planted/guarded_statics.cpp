// SPDX-License-Identifier: MIT
// Planted: a static object that is made at its first use.
struct counter {
    explicit counter(int first) noexcept : count{first} {}
    volatile int count;
};

int main() {
    volatile int first = 7;
    static counter local{first};
    return local.count;
}
