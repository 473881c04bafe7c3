# SPDX-License-Identifier: MIT
"""The classic protocol in plain Python, written from its description, as an independent peer for the tests."""
# Everything on the wire is bytes, without the line feed. What cannot be read raises ValueError, except that an opened
# message tells by its status.

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Callable, Optional, Union

from aes256 import BLOCK_SIZE, Aes256

Draw = Callable[[int], int]  # getrandbits: a number of so many bits

ORGANISATION = b"KAKI5-1-0-A"
DEFAULT_OFFER = b"oXo|AES"
MAX_NAMES = 8
MAX_ID_SIZE = 32  # an honest id has at most 10 bytes: C-15-15-63

OK = "ok"
UNREADABLE = "!X"
WRONG_CLIENT = "!C"
WRONG_SERVER = "!S"
WRONG_CHECK = "!H"


def csum(message: bytes, start: int, power: int) -> bytes:
    modulus = 1954 ** power
    size = len(message)
    previous = start + size + message[0]
    total = 0
    for index, value in enumerate(message, 1):
        total += previous * value * index
        previous = value
    if total < modulus:
        total = (modulus + size) // total * 1954
    return b"%d" % (total % modulus)


def sha256_check(message: bytes) -> bytes:
    return hashlib.sha256(message).hexdigest().encode()


def csum_check(message: bytes) -> bytes:
    return csum(message, 17, 7)


def draw_concatenated(draw: Draw, *sizes: int) -> int:
    return int("".join(str(draw(bits)) for bits in sizes))


def draw_up_to(draw: Draw, value: int, bits: int, least: int) -> int:
    while value < least:
        value += draw(bits)
    return value


@dataclass(frozen=True)
class Dialect:
    name: str
    generator: int
    power: int
    digits: int
    mask: int  # 1: values travel as they are
    least_p: int
    most_p: int
    check: Callable[[bytes], bytes]

    @property
    def p_offset(self) -> int:
        return self.mask ** 2 if self.mask > 1 else 0

    def modulus(self, p: int) -> int:
        value = int(str(p ** self.power)[:self.digits])
        return value + 1 if value % self.generator == 0 else value

    def draw_p(self, draw: Draw) -> int:
        if self.name == "debug":
            return draw_up_to(draw, 0, 4, self.least_p)
        return draw_up_to(draw, draw_concatenated(draw, 4, 8), 8, self.least_p)

    def draw_client_exponent(self, draw: Draw) -> int:
        if self.name == "debug":
            return draw_up_to(draw, 0, 4, 71)
        return draw_up_to(draw, draw_concatenated(draw, 4, 3), 6, 29)

    def draw_server_exponent(self, draw: Draw) -> int:
        return draw_up_to(draw, draw_concatenated(draw, 4, 3), 6, 37)

    def write_p(self, p: int) -> bytes:
        return b"%d" % (p + self.p_offset)

    def read_p(self, field: bytes) -> int:
        p = read_number(field) - self.p_offset
        if not self.least_p <= p <= self.most_p:
            raise ValueError("p is out of bounds")
        return p

    def write_public(self, value: int) -> bytes:
        return b"%d" % (value * self.mask)

    def read_public(self, field: bytes, modulus: int) -> int:
        value, rest = divmod(read_number(field), self.mask)
        if rest != 0 or not 0 < value < modulus:
            raise ValueError("the public value is out of bounds")
        return value


DEBUG = Dialect("debug", 138831, 29, 24, 1, 101, 115, sha256_check)
RELEASE = Dialect("release", 11, 73, 32, 3, 70, 15255, csum_check)
DIALECTS = {dialect.name: dialect for dialect in (DEBUG, RELEASE)}


def read_number(field: bytes) -> int:
    """Plain decimal: no sign, blank or leading zero; 40 digits are more than any value needs."""
    if not re.fullmatch(rb"0|[1-9][0-9]{0,39}", field):
        raise ValueError("not a plain decimal number")
    return int(field)


def check_utf8(text: bytes) -> None:
    """MicroPython's rule: the lead byte says how many continuation bytes follow; nothing else is looked at."""
    lead = rb"[\x00-\x7f]|[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}"
    if not re.fullmatch(rb"(?:" + lead + rb")*", text):
        raise ValueError("not UTF-8")


def count_characters(text: bytes) -> int:
    return sum(byte & 0xC0 != 0x80 for byte in text)


class Oxo:
    """The keyed XOR stream with plaintext feedback."""

    def __init__(self, secret: int) -> None:
        self._key = csum(b"%d" % secret, 13, 13)
        self._first = csum(self._key + csum(b"gsfT5#dskiTRa12@7sDQa", 13, 13), 13, 13)

    def encrypt(self, text: bytes) -> bytes:
        return self._run(text, feed_output=False)

    def decrypt(self, data: bytes) -> bytes:
        return self._run(data, feed_output=True)

    def _run(self, data: bytes, feed_output: bool) -> bytes:
        output = bytearray()
        pad = self._first
        at = 0
        while True:
            block = data[at:at + len(pad)]
            changed = bytes(a ^ b for a, b in zip(block, pad))
            output += changed
            if len(block) < len(pad):
                return bytes(output)
            at += len(block)
            pad = csum(self._key + pad + (changed if feed_output else block), 13, 13)


class AesEcb:
    """AES-256 in ECB mode, zero-padded by the number of characters; NUL does not survive."""

    def __init__(self, secret: int) -> None:
        self._cipher = Aes256(((b"%d" % secret) * 32)[:32])

    def encrypt(self, text: bytes) -> bytes:
        padded = text + bytes(BLOCK_SIZE - count_characters(text) % BLOCK_SIZE)
        return self._each_block(padded, self._cipher.encrypt_block)

    def decrypt(self, data: bytes) -> bytes:
        return self._each_block(data, self._cipher.decrypt_block).replace(b"\0", b"")

    @staticmethod
    def _each_block(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
        if len(data) % BLOCK_SIZE != 0:
            raise ValueError("not a whole number of blocks")
        return b"".join(change(data[at:at + BLOCK_SIZE]) for at in range(0, len(data), BLOCK_SIZE))


Cipher = Union[Oxo, AesEcb]
SUITES: dict[bytes, Callable[[int], Cipher]] = {b"oXo": Oxo, b"AES": AesEcb}


def choose_suite(offer: bytes, able: tuple[bytes, ...] = tuple(SUITES)) -> bytes:
    names = offer.split(b"|")
    if len(names) > MAX_NAMES or b"" in names or not any(name in SUITES for name in names):
        raise ValueError("the offer cannot be used")
    return b"AES" if b"AES" in names and b"AES" in able else b"oXo"


def draw_id(letter: bytes, draw: Draw) -> bytes:
    return b"%s-%d-%d-%d" % (letter, draw(4), draw(4), draw(6))


@dataclass
class Channel:
    """One side of an agreed session."""

    dialect: Dialect
    cipher: Cipher
    client_id: bytes
    server_id: bytes
    is_client: bool

    def seal(self, data: bytes) -> bytes:
        ids = [self.client_id, self.server_id]
        inner = b":".join((ids if self.is_client else ids[::-1]) + [data])
        return self.cipher.encrypt(inner).hex().encode() + b":" + self.dialect.check(inner)

    def open(self, wire: bytes) -> tuple[str, bytes]:
        """The status and the data."""
        try:
            body, check = wire.split(b":")
            inner = self.cipher.decrypt(binascii.unhexlify(body))
            check_utf8(inner)
            sender, receiver, data = inner.split(b":")
        except ValueError:  # binascii.Error is one
            return UNREADABLE, b""
        client, server = (receiver, sender) if self.is_client else (sender, receiver)
        if client != self.client_id:
            return WRONG_CLIENT, data
        if server != self.server_id:
            return WRONG_SERVER, data
        return (OK if check == self.dialect.check(inner) else WRONG_CHECK), data


class Client:
    def __init__(self, dialect: Dialect, draw: Draw, offer: bytes = DEFAULT_OFFER) -> None:
        self._dialect = dialect
        self.id = draw_id(b"C", draw)
        self.p = dialect.draw_p(draw)
        self._exponent = dialect.draw_client_exponent(draw)
        self.modulus = dialect.modulus(self.p)
        public = pow(dialect.generator, self._exponent, self.modulus)
        self.hello = b":".join(
            [b"Hello", ORGANISATION, self.id, offer, dialect.write_p(self.p), dialect.write_public(public)])

    def read_hey(self, line: bytes) -> Channel:
        word, suite, sealed_ids, y = line.split(b":")
        if word != b"Hey" or suite not in SUITES:
            raise ValueError("not a Hey")
        self.secret = pow(self._dialect.read_public(y, self.modulus), self._exponent, self.modulus)
        self.suite = suite
        cipher = SUITES[suite](self.secret)
        ids = cipher.decrypt(binascii.unhexlify(sealed_ids))
        check_utf8(ids)
        client_id, server_id = ids.split(b":")
        if client_id != self.id:
            raise ValueError("the Hey is for another client")
        return Channel(self._dialect, cipher, client_id, server_id, is_client=True)


class Server:
    """One channel's server; every Hello that can be read replaces the session."""

    def __init__(self, dialect: Dialect, draw: Draw, able: tuple[bytes, ...] = tuple(SUITES)) -> None:
        self._dialect = dialect
        self._draw = draw
        self._able = able
        self.channel: Optional[Channel] = None

    def answer_hello(self, line: bytes) -> bytes:
        word, organisation, client_id, offer, p_field, x_field = line.split(b":")
        if word != b"Hello" or organisation != ORGANISATION or not 0 < len(client_id) <= MAX_ID_SIZE:
            raise ValueError("not a Hello")
        suite = choose_suite(offer, self._able)
        modulus = self._dialect.modulus(self._dialect.read_p(p_field))
        x = self._dialect.read_public(x_field, modulus)
        server_id = draw_id(b"S", self._draw)
        exponent = self._dialect.draw_server_exponent(self._draw)
        y = pow(self._dialect.generator, exponent, modulus)
        self.secret = pow(x, exponent, modulus)
        cipher = SUITES[suite](self.secret)
        self.channel = Channel(self._dialect, cipher, client_id, server_id, is_client=False)
        sealed_ids = cipher.encrypt(client_id + b":" + server_id).hex().encode()
        return b":".join([b"Hey", suite, sealed_ids, self._dialect.write_public(y)])
