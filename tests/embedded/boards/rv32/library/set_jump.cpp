// SPDX-License-Identifier: MIT
// setjmp and longjmp: the registers that a call keeps, in the order ra, s0 to s11, sp.
#include <csetjmp>

extern "C" {

__attribute__((naked)) int setjmp(std::jmp_buf) {
    __asm__(
        "sw ra, 0(a0)\n"
        "sw s0, 4(a0)\n"
        "sw s1, 8(a0)\n"
        "sw s2, 12(a0)\n"
        "sw s3, 16(a0)\n"
        "sw s4, 20(a0)\n"
        "sw s5, 24(a0)\n"
        "sw s6, 28(a0)\n"
        "sw s7, 32(a0)\n"
        "sw s8, 36(a0)\n"
        "sw s9, 40(a0)\n"
        "sw s10, 44(a0)\n"
        "sw s11, 48(a0)\n"
        "sw sp, 52(a0)\n"
        "li a0, 0\n"
        "ret\n");
}

__attribute__((naked)) void longjmp(std::jmp_buf, int) {
    __asm__(
        "lw ra, 0(a0)\n"
        "lw s0, 4(a0)\n"
        "lw s1, 8(a0)\n"
        "lw s2, 12(a0)\n"
        "lw s3, 16(a0)\n"
        "lw s4, 20(a0)\n"
        "lw s5, 24(a0)\n"
        "lw s6, 28(a0)\n"
        "lw s7, 32(a0)\n"
        "lw s8, 36(a0)\n"
        "lw s9, 40(a0)\n"
        "lw s10, 44(a0)\n"
        "lw s11, 48(a0)\n"
        "lw sp, 52(a0)\n"
        "mv a0, a1\n"
        "ret\n");
}
}
