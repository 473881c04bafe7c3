#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints integer_answers.hpp: exponentiations by Python's pow(), the same in every run."""
import random
import textwrap

HEAD = """\
// SPDX-License-Identifier: MIT
// base^exponent mod modulus, by Python's pow(): the output of integer_answers.py.
#pragma once

#include <cstddef>

namespace test {

struct known_answer {
    std::size_t capacity_bits;
    const char *base, *exponent, *modulus, *power;
};

// clang-format off
inline constexpr known_answer known_answers[] = {"""
TAIL = """\
};
// clang-format on

}  // namespace test"""

# The sizes of classic, borders, and moduli that are odd, even and powers of two.
CHOSEN = [
    (138831, 78, 0x259ADF9443B52C2C8D47),
    (138831, 105, 0x259ADF9443B52C2C8D47),
    (11, 157, 0x7E37BE2022C0914B2680000007),
    (2, 10, 1000),
    (0, 0, 7),
    (0, 5, 7),
    (5, 0, 1),
    (123, 45, 1),
    (2**128 - 1, 255, 2**128 - 1),
    (2**128 - 1, 3, 2**128 - 2),
    (2**64, 2, 2**64 + 1),
    (2**64 - 1, 2**64 - 1, 2**64),
    (3, 200, 2**127),
    (7, 13, 2**32),
    (6, 77, 3 * 2**64),
]


def drawn(draw: random.Random, bits: int) -> list[tuple[int, int, int]]:
    """A full odd modulus, one with many twos, a power of two, the largest number, and a base above the modulus."""
    moduli = [
        draw.getrandbits(bits) | 1 | 1 << (bits - 1),
        (draw.getrandbits(bits - bits // 4) | 1) << (bits // 4),
        1 << (bits - 1),
        (1 << bits) - 1,
        draw.getrandbits(bits // 3) | 1,
    ]
    return [(draw.getrandbits(bits), draw.getrandbits(bits), modulus) for modulus in moduli]


def literal(number: int) -> str:
    """Hexadecimal digits, two a byte, as string literals of at most 110 columns."""
    digits = f"{number:x}"
    lines = textwrap.wrap(digits.zfill(len(digits) + len(digits) % 2), 104)
    return "\n     ".join(f'"{line}"' for line in lines)


def main() -> None:
    draw = random.Random(1)
    print(HEAD)
    cases = [(128, case) for case in CHOSEN]
    cases += [(bits, case) for bits in (128, 512, 2048) for case in drawn(draw, bits)]
    for bits, (base, exponent, modulus) in cases:
        numbers = (base, exponent, modulus, pow(base, exponent, modulus))
        print(f"    {{{bits}, " + ",\n     ".join(map(literal, numbers)) + "},")
    print(TAIL)


if __name__ == "__main__":
    main()
