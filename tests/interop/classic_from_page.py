# SPDX-License-Identifier: MIT
"""The classic protocol from docs/CLASSIC.md alone, section by section; nothing of classic_peer is used."""
# Messages are bytes. What the page says is refused raises ValueError; a message gives its status instead.

from __future__ import annotations

import hashlib
import re
from typing import Callable, NamedTuple, Optional

from aes256 import Aes256

Draw = Callable[[int], int]
Check = Callable[[bytes], bytes]


def refuse_unless(condition: object, why: str) -> None:
    if not condition:
        raise ValueError(why)


# Text, numbers and lines

def number(field: bytes) -> int:
    refuse_unless(re.fullmatch(rb"0|[1-9][0-9]{0,99}", field), "not a number")
    return int(field)


def from_hex(digits: bytes) -> bytes:
    refuse_unless(re.fullmatch(rb"(?:[0-9a-fA-F]{2})*", digits), "not hexadecimal")
    return bytes.fromhex(digits.decode())


def to_hex(data: bytes) -> bytes:
    return data.hex().encode()


# Random numbers

def joined(draw: Draw, first: int, second: int) -> int:
    left, right = draw(first), draw(second)
    return int(f"{left}{right}")


def stepped(draw: Draw, value: int, bits: int, least: int) -> int:
    while value < least:
        value += draw(bits)
    return value


def draw_id(letter: str, draw: Draw) -> bytes:
    i, j, k = draw(4), draw(4), draw(6)
    return f"{letter}-{i}-{j}-{k}".encode()


# csum

def csum(m: bytes, start: int, power: int) -> bytes:
    d = 1954 ** power
    n = len(m)
    e = [start + n + m[0], *m[:-1]]
    s = sum(e[i] * m[i] * (i + 1) for i in range(n))
    return str((d + n) // s * 1954 % d).encode()


# Dialects and Key

class Dialect(NamedTuple):
    name: str
    generator: int
    power: int
    digits: int
    seed_offset: int
    factor: int
    check: Check
    draw_seed: Callable[[Draw], int]
    draw_a: Callable[[Draw], int]
    draw_b: Callable[[Draw], int]
    seeds: range

    def first_digits(self, p: int) -> int:
        return int(str(p ** self.power)[:self.digits])

    def modulus(self, p: int) -> int:
        first = self.first_digits(p)
        return first + 1 if first % self.generator == 0 else first

    def read_seed(self, field: bytes) -> int:
        p = number(field) - self.seed_offset
        refuse_unless(p in self.seeds, "p out of bounds")
        return p

    def read_public(self, field: bytes, modulus: int) -> int:
        value = number(field)
        refuse_unless(value % self.factor == 0, "not a multiple")
        refuse_unless(1 <= value // self.factor <= modulus - 1, "public value out of bounds")
        return value // self.factor

    def write_seed(self, p: int) -> bytes:
        return str(p + self.seed_offset).encode()

    def write_public(self, value: int) -> bytes:
        return str(value * self.factor).encode()


def draw_b(draw: Draw) -> int:
    return stepped(draw, joined(draw, 4, 3), 6, 37)


DEBUG = Dialect(
    "debug", 138831, 29, 24, 0, 1, lambda text: hashlib.sha256(text).hexdigest().encode(),
    lambda draw: stepped(draw, 0, 4, 101), lambda draw: stepped(draw, 0, 4, 71), draw_b, range(101, 116))
RELEASE = Dialect(
    "release", 11, 73, 32, 9, 3, lambda text: csum(text, 17, 7),
    lambda draw: stepped(draw, joined(draw, 4, 8), 8, 70), lambda draw: stepped(draw, joined(draw, 4, 3), 6, 29),
    draw_b, range(70, 15256))
DIALECTS = (DEBUG, RELEASE)


# Suites

class Aes:
    def __init__(self, k: int) -> None:
        self.key = (str(k) * 32)[:32].encode()
        self._block = Aes256(self.key)

    def encrypt(self, text: bytes) -> bytes:
        characters = sum(not 0x80 <= byte <= 0xBF for byte in text)
        padded = text + bytes(16 - characters % 16)
        refuse_unless(len(padded) % 16 == 0, "text does not fit")
        return b"".join(self._block.encrypt_block(padded[i:i + 16]) for i in range(0, len(padded), 16))

    def decrypt(self, data: bytes) -> bytes:
        refuse_unless(len(data) % 16 == 0, "no whole blocks")
        text = b"".join(self._block.decrypt_block(data[i:i + 16]) for i in range(0, len(data), 16))
        refuse_unless(is_text(text), "not text")
        return bytes(byte for byte in text if byte)


class Oxo:
    def __init__(self, k: int) -> None:
        self.x = csum(str(k).encode(), 13, 13)
        self.y = csum(b"gsfT5#dskiTRa12@7sDQa", 13, 13)
        self.first = csum(self.x + self.y, 13, 13)

    def next(self, b: bytes, text: bytes) -> bytes:
        return csum(self.x + b + text, 13, 13)

    def encrypt(self, text: bytes) -> bytes:
        out, b = b"", self.first
        while text:
            t, text = text[:len(b)], text[len(b):]
            out += bytes(i ^ j for i, j in zip(t, b))
            b = self.next(b, t)
        return out

    def decrypt(self, data: bytes) -> bytes:
        text, b = b"", self.first
        while data:
            t = bytes(i ^ j for i, j in zip(data, b))
            data = data[len(b):]
            text += t
            b = self.next(b, t)
        refuse_unless(is_text(text), "not text")
        return text


SUITES = {b"AES": Aes, b"oXo": Oxo}


# Reading a message

def is_text(data: bytes) -> bool:
    one = rb"[\x00-\x7f]|[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}"
    return re.fullmatch(rb"(?:" + one + rb")*", data) is not None


class Session:
    def __init__(self, dialect: Dialect, suite: bytes, k: int, client: bytes) -> None:
        self.check, self.suite, self.k, self.client = dialect.check, suite, k, client
        self.cipher = SUITES[suite](k)
        self.server = b""

    def message(self, data: bytes, from_client: bool) -> bytes:
        ids = (self.client, self.server) if from_client else (self.server, self.client)
        text = b":".join(ids + (data,))
        return to_hex(self.cipher.encrypt(text)) + b":" + self.check(text)

    def read(self, message: bytes, from_client: bool) -> tuple[str, bytes]:
        try:
            digits, sent_check = message.split(b":")
            text = self.cipher.decrypt(from_hex(digits))
            sender, receiver, data = text.split(b":")
        except ValueError:
            return "!X", b""
        client, server = (sender, receiver) if from_client else (receiver, sender)
        if client != self.client:
            return "!C", data
        if server != self.server:
            return "!S", data
        return ("ok" if sent_check == self.check(text) else "!H"), data


# Reading a Hello, Reading a Hey

def read_id(letter: bytes, text: bytes) -> None:
    refuse_unless(text.count(b"-") == 3, "not an id")
    first, *numbers = text.split(b"-")
    refuse_unless(first == letter, "the other end's id")
    for field, most in zip(numbers, (15, 15, 63)):
        refuse_unless(number(field) <= most, "id out of range")


class Client:
    def __init__(self, dialect: Dialect, draw: Draw, offer: bytes = b"oXo|AES") -> None:
        self.dialect, self.offer = dialect, offer
        self.id = draw_id("C", draw)
        self.p = dialect.draw_seed(draw)
        self.a = dialect.draw_a(draw)
        self.modulus = dialect.modulus(self.p)
        x = pow(dialect.generator, self.a, self.modulus)
        self.hello = b":".join((b"Hello", b"KAKI5-1-0-A", self.id, offer, dialect.write_seed(self.p),
                                dialect.write_public(x)))

    def read_hey(self, message: bytes) -> Session:
        word, suite, sealed, y_field = message.split(b":")
        refuse_unless(word == b"Hey" and suite in SUITES and suite in self.offer.split(b"|"), "not a Hey")
        y = self.dialect.read_public(y_field, self.modulus)
        session = Session(self.dialect, suite, pow(y, self.a, self.modulus), self.id)
        encrypted = from_hex(sealed)
        refuse_unless(len(encrypted) <= 32, "too long for ids")
        client, session.server = session.cipher.decrypt(encrypted).split(b":")
        refuse_unless(client == self.id, "another client")
        read_id(b"S", session.server)
        return session


class Server:
    def __init__(self, dialect: Dialect, draw: Draw) -> None:
        self.dialect, self.draw = dialect, draw
        self.session: Optional[Session] = None
        self.p = 0

    def answer(self, message: bytes) -> bytes:
        word, organisation, client, offer, p_field, x_field = message.split(b":")
        refuse_unless(word == b"Hello" and organisation == b"KAKI5-1-0-A", "not a Hello")
        read_id(b"C", client)
        names = offer.split(b"|")
        refuse_unless(len(names) <= 8 and all(re.fullmatch(rb"[!-~]{1,16}", name) for name in names), "no offer")
        refuse_unless(b"oXo" in names or b"AES" in names, "no common suite")
        p = self.dialect.read_seed(p_field)
        modulus = self.dialect.modulus(p)
        x = self.dialect.read_public(x_field, modulus)

        server = draw_id("S", self.draw)
        b = self.dialect.draw_b(self.draw)
        suite = b"AES" if b"AES" in names else b"oXo"
        session = Session(self.dialect, suite, pow(x, b, modulus), client)
        session.server = server
        self.session, self.p = session, p
        return b":".join((b"Hey", suite, to_hex(session.cipher.encrypt(client + b":" + server)),
                          self.dialect.write_public(pow(self.dialect.generator, b, modulus))))
