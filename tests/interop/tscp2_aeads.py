# SPDX-License-Identifier: MIT
"""The AEADs of TSCP 2, with their limits: four by python3-cryptography, Ascon-AEAD128 in plain Python (SP 800-232)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Callable, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM, AESGCM, ChaCha20Poly1305

MASK = (1 << 64) - 1


class Cipher(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


def rotate(word: int, count: int) -> int:
    return (word >> count | word << (64 - count)) & MASK


def permute(state: list[int], rounds: int) -> None:
    a, b, c, d, e = state
    for at in range(12 - rounds, 12):
        c ^= (15 - at) << 4 | at
        a ^= e
        e ^= d
        c ^= b
        t0, t1, t2, t3, t4 = ~a & b, ~b & c, ~c & d, ~d & e, ~e & a
        a ^= t1
        b ^= t2
        c ^= t3
        d ^= t4
        e ^= t0
        b ^= a
        a ^= e
        d ^= c
        c ^= MASK
        a ^= rotate(a, 19) ^ rotate(a, 28)
        b ^= rotate(b, 61) ^ rotate(b, 39)
        c ^= rotate(c, 1) ^ rotate(c, 6)
        d ^= rotate(d, 10) ^ rotate(d, 17)
        e ^= rotate(e, 7) ^ rotate(e, 41)
    state[:] = a, b, c, d, e


def words(block: bytes) -> tuple[int, int]:
    return int.from_bytes(block[:8], "little"), int.from_bytes(block[8:16], "little")


class AsconAead128:
    """Words are little-endian, the padding is one bit 1 after the last byte: 0x01."""

    IV = 0x00001000808C0001
    RATE = 16

    def __init__(self, key: bytes) -> None:
        if len(key) != 16:
            raise ValueError("the key has 16 bytes")
        self._key = words(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        state = self._start(nonce, associated_data)
        return self._run(state, data, encrypting=True) + self._tag(state)

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        if len(data) < 16:
            raise InvalidTag
        state = self._start(nonce, associated_data)
        output = self._run(state, data[:-16], encrypting=False)
        if not hmac.compare_digest(self._tag(state), data[-16:]):
            raise InvalidTag
        return output

    def _start(self, nonce: bytes, associated: bytes) -> list[int]:
        if len(nonce) != 16:
            raise ValueError("the nonce has 16 bytes")
        state = [self.IV, *self._key, *words(nonce)]
        permute(state, 12)
        state[3] ^= self._key[0]
        state[4] ^= self._key[1]
        if associated:
            padded = associated + b"\x01" + bytes(-(len(associated) + 1) % self.RATE)
            for at in range(0, len(padded), self.RATE):
                low, high = words(padded[at:at + self.RATE])
                state[0] ^= low
                state[1] ^= high
                permute(state, 8)
        state[4] ^= 1 << 63
        return state

    def _run(self, state: list[int], data: bytes, encrypting: bool) -> bytes:
        output = bytearray()
        for at in range(0, len(data) + 1, self.RATE):
            block = data[at:at + self.RATE]
            stream = state[0].to_bytes(8, "little") + state[1].to_bytes(8, "little")
            changed = bytes(a ^ b for a, b in zip(block, stream))
            output += changed
            plain = block if encrypting else changed
            whole = len(block) == self.RATE
            low, high = words(plain if whole else plain + b"\x01")
            state[0] ^= low
            state[1] ^= high
            if whole:
                permute(state, 8)
        return bytes(output)

    def _tag(self, state: list[int]) -> bytes:
        state[2] ^= self._key[0]
        state[3] ^= self._key[1]
        permute(state, 12)
        low, high = state[3] ^ self._key[0], state[4] ^ self._key[1]
        return low.to_bytes(8, "little") + high.to_bytes(8, "little")


@dataclass(frozen=True)
class Aead:
    name: str
    key_size: int
    nonce_size: int
    tag_size: int
    most_sealed: int
    most_failed: int
    make: Callable[[bytes], Cipher]


AEADS: dict[int, Aead] = {
    1: Aead("chacha20-poly1305", 32, 12, 16, 2 ** 48, 2 ** 36, ChaCha20Poly1305),
    2: Aead("aes-128-gcm", 16, 12, 16, 23_726_566, 2 ** 36, AESGCM),
    3: Aead("aes-256-gcm", 32, 12, 16, 23_726_566, 2 ** 36, AESGCM),
    4: Aead("aes-128-ccm-8", 16, 12, 8, 2 ** 23, 2 ** 7, lambda key: AESCCM(key, tag_length=8)),
    5: Aead("aes-128-ccm", 16, 12, 16, 2 ** 23, 11_863_283, lambda key: AESCCM(key, tag_length=16)),
    6: Aead("ascon-aead128", 16, 16, 16, 2 ** 39, 2 ** 36, AsconAead128),
}
