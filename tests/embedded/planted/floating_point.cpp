// SPDX-License-Identifier: MIT
// Planted: a product of floating-point numbers.
int main() {
    volatile float number = 7;
    number = number * number;
    return 0;
}
