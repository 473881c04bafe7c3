// SPDX-License-Identifier: MIT
// Planted: an exception.
int main() {
    volatile bool failed = true;
    if (failed) { throw 1; }
    return 0;
}
