# SPDX-License-Identifier: MIT
"""The groups of TSCP 2: none, x25519 by python3-cryptography, the groups of RFC 7919 in plain Python."""

from __future__ import annotations

from typing import Callable, Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Draw = Callable[[int], bytes]


class Group(Protocol):
    name: str
    share_size: int

    def draw_private(self, draw: Draw) -> bytes: ...

    def public(self, private: bytes) -> bytes: ...

    def shared(self, private: bytes, share: bytes) -> bytes:
        """Raises ValueError for a share that must be refused."""
        ...


class NoGroup:
    """The share is a nonce, the shared secret zeros."""

    name = "none"
    share_size = 16

    def draw_private(self, draw: Draw) -> bytes:
        return draw(16)

    def public(self, private: bytes) -> bytes:
        return private

    def shared(self, private: bytes, share: bytes) -> bytes:
        return bytes(32)


class X25519:
    name = "x25519"
    share_size = 32

    def draw_private(self, draw: Draw) -> bytes:
        return draw(32)

    def public(self, private: bytes) -> bytes:
        return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def shared(self, private: bytes, share: bytes) -> bytes:
        secret = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(share))
        if secret == bytes(32):  # the library raises ValueError itself
            raise ValueError("the shared secret is zero")
        return secret


def floor_e_times_power_of_two(power: int) -> int:
    """[2^power * e] of RFC 7919: the sum of 1/k! with 64 bits to spare, rounded down."""
    spare = 64
    term = total = 1 << (power + spare)
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    low, high = total >> spare, (total + k) >> spare
    if low != high:
        raise ArithmeticError("too few spare bits")
    return low


def rfc7919_prime(bits: int, x: int) -> int:
    return 2 ** bits - 2 ** (bits - 64) + (floor_e_times_power_of_two(bits - 130) + x) * 2 ** 64 - 1


class Ffdhe:
    def __init__(self, bits: int, x: int, exponent_size: int) -> None:
        self.name = f"ffdhe{bits}"
        self.p = rfc7919_prime(bits, x)
        self.share_size = bits // 8
        self._exponent_size = exponent_size

    def draw_private(self, draw: Draw) -> bytes:
        return draw(self._exponent_size)

    def public(self, private: bytes) -> bytes:
        return pow(2, int.from_bytes(private, "big"), self.p).to_bytes(self.share_size, "big")

    def shared(self, private: bytes, share: bytes) -> bytes:
        y = int.from_bytes(share, "big")
        if len(share) != self.share_size or not 2 <= y <= self.p - 2:
            raise ValueError("the share is out of bounds")
        return pow(y, int.from_bytes(private, "big"), self.p).to_bytes(self.share_size, "big")


# Exponents of whole bytes: 232 and 280 bits would do.
GROUPS: dict[int, Group] = {0: NoGroup(), 1: X25519(), 2: Ffdhe(2048, 560_316, 32), 3: Ffdhe(3072, 2_625_351, 40)}
STATIC_GROUPS = frozenset([1])
MAX_SIZED_SHARE = 16_384


def size_of_share(group: int, in_hello: bool, begins: bytes) -> int:
    """Also of groups that are not assigned: what begins with the share says its size there."""
    if group in GROUPS:
        return GROUPS[group].share_size
    if group < 6:
        return {4: 65, 5: 1216 if in_hello else 1120}[group]
    size = int.from_bytes(begins[:2], "big")
    if size > MAX_SIZED_SHARE:
        raise ValueError("the share is too long")
    return 2 + size
