# SPDX-License-Identifier: MIT
"""AES-256 on single blocks in plain Python (FIPS 197); for tests only, since its timing depends on the key."""

from __future__ import annotations

BLOCK_SIZE = 16
KEY_SIZE = 32
ROUNDS = 14


def _times(a: int, b: int) -> int:
    """Multiply in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _substitution(value: int) -> int:
    """The S-box: the inverse in GF(2^8), which is the 254th power, then the affine map."""
    inverse = 1
    for _ in range(254):
        inverse = _times(inverse, value)
    result = 0x63
    for turn in range(5):
        result ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
    return result


SBOX = bytes(_substitution(value) for value in range(256))
INVERSE_SBOX = bytes(SBOX.index(value) for value in range(256))
TIMES = {factor: bytes(_times(factor, value) for value in range(256)) for factor in (1, 2, 3, 9, 11, 13, 14)}
MIX = (2, 3, 1, 1)
INVERSE_MIX = (14, 11, 13, 9)
# Byte i of the shifted state comes from byte SHIFT[i]; columns are stored one after the other.
SHIFT = [(i + 4 * (i % 4)) % 16 for i in range(16)]
INVERSE_SHIFT = [(i - 4 * (i % 4)) % 16 for i in range(16)]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right))


def _mix_columns(state: bytes, factors: tuple[int, ...]) -> bytes:
    first, second, third, fourth = (TIMES[factor] for factor in factors)
    mixed = bytearray()
    for at in range(0, 16, 4):
        a, b, c, d = state[at:at + 4]
        mixed.append(first[a] ^ second[b] ^ third[c] ^ fourth[d])
        mixed.append(first[b] ^ second[c] ^ third[d] ^ fourth[a])
        mixed.append(first[c] ^ second[d] ^ third[a] ^ fourth[b])
        mixed.append(first[d] ^ second[a] ^ third[b] ^ fourth[c])
    return bytes(mixed)


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[at:at + 4] for at in range(0, KEY_SIZE, 4)]
    constant = 1
    while len(words) < 4 * (ROUNDS + 1):
        word = words[-1]
        if len(words) % 8 == 0:
            word = (word[1:] + word[:1]).translate(SBOX)
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _times(constant, 2)
        elif len(words) % 8 == 4:
            word = word.translate(SBOX)
        words.append(_xor(words[-8], word))
    return [b"".join(words[at:at + 4]) for at in range(0, len(words), 4)]


class Aes256:
    """One key, applied to one 16-byte block at a time."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_SIZE:
            raise ValueError("an AES-256 key has 32 bytes")
        self._keys = _round_keys(key)

    def encrypt_block(self, block: bytes) -> bytes:
        state = _xor(block, self._keys[0])
        for number in range(1, ROUNDS + 1):
            substituted = state.translate(SBOX)
            state = bytes(substituted[i] for i in SHIFT)
            if number != ROUNDS:
                state = _mix_columns(state, MIX)
            state = _xor(state, self._keys[number])
        return state

    def decrypt_block(self, block: bytes) -> bytes:
        state = block
        for number in range(ROUNDS, 0, -1):
            state = _xor(state, self._keys[number])
            if number != ROUNDS:
                state = _mix_columns(state, INVERSE_MIX)
            state = bytes(state[i] for i in INVERSE_SHIFT).translate(INVERSE_SBOX)
        return _xor(state, self._keys[0])
