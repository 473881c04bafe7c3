# SPDX-License-Identifier: MIT
"""The messages of TSCP 2 in clear: Hello, Hey, their extensions, alerts, cookies. What cannot be read raises
ValueError."""

from __future__ import annotations

from dataclasses import dataclass

from tscp2_aeads import AEADS
from tscp2_groups import GROUPS, STATIC_GROUPS, size_of_share
from tscp2_keys import MAC_SIZE, with_size

HELLO, HEY, ALERT, FRAGMENT, COOKIE, HELLO_WITH_COOKIE = range(0x31, 0x37)
REFUSED = bytes([ALERT, 1])
HINT = bytes([ALERT, 5])
HINT_BYTES = 8
COOKIE_SIZE = 16
MAX_SUITES = 15
MAX_CID_SIZE = 8
HAS_EXTENSIONS = 0x80
GREASE = 13
EXTERNAL_PSK, RESUMPTION, STATIC_KEYS, STATIC_KEYS_AND_PSK = range(4)
ALL_SUITES = bytes(group << 4 | aead for group in GROUPS for aead in AEADS)


def mode_allows(mode: int, group: int) -> bool:
    return mode in (EXTERNAL_PSK, RESUMPTION) or group in STATIC_GROUPS


class Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def take(self, size: int) -> bytes:
        if size < 0 or size > len(self._data):
            raise ValueError("the message is too short")
        taken, self._data = self._data[:size], self._data[size:]
        return taken

    def take_byte(self) -> int:
        return self.take(1)[0]

    def take_sized(self, least: int, most: int) -> bytes:
        size = self.take_byte()
        if not least <= size <= most:
            raise ValueError("a size is out of bounds")
        return self.take(size)

    def left(self) -> bytes:
        return self._data

    def end(self) -> None:
        if self._data:
            raise ValueError("the message is too long")


@dataclass(frozen=True)
class Extensions:
    """What one end states; `others` is written behind as it is."""

    LIMIT, TWO_BYTE_NUMBERS = 1, 2
    MAX_CONTENT = 16_384

    record_size_limit: int = MAX_CONTENT
    two_byte_numbers: bool = False
    others: bytes = b""

    def encode(self) -> bytes:
        body = b""
        if self.record_size_limit < self.MAX_CONTENT:
            body += bytes([self.LIMIT, 2]) + self.record_size_limit.to_bytes(2, "big")
        if self.two_byte_numbers:
            body += bytes([self.TWO_BYTE_NUMBERS, 0])
        return body + self.others

    @classmethod
    def decode(cls, body: bytes) -> Extensions:
        reader = Reader(body)
        found: dict[int, bytes] = {}
        while reader.left():
            kind = reader.take_byte()
            if kind in found:
                raise ValueError("an extension comes twice")
            found[kind] = reader.take_sized(0, 255)
        limit = found.get(cls.LIMIT, cls.MAX_CONTENT.to_bytes(2, "big"))
        if len(limit) != 2 or int.from_bytes(limit, "big") < 16 or found.get(cls.TWO_BYTE_NUMBERS):
            raise ValueError("an extension is not as it must be")
        return cls(min(int.from_bytes(limit, "big"), cls.MAX_CONTENT), cls.TWO_BYTE_NUMBERS in found)


NO_EXTENSIONS = Extensions()


def with_extensions(cid: bytes, extensions: Extensions) -> bytes:
    body = extensions.encode()
    return bytes([len(cid) | (HAS_EXTENSIONS if body else 0)]) + cid + (with_size(body, 1) if body else b"")


def take_cid_and_extensions(reader: Reader) -> tuple[bytes, Extensions]:
    flags = reader.take_byte()
    if flags & 15 > MAX_CID_SIZE:
        raise ValueError("a size is out of bounds")
    cid = reader.take(flags & 15)
    return cid, Extensions.decode(reader.take_sized(0, 255)) if flags & HAS_EXTENSIONS else NO_EXTENSIONS


@dataclass(frozen=True)
class Hello:
    mode: int
    suites: bytes
    identity: bytes
    cid: bytes
    share: bytes
    binder: bytes = b""
    extensions: Extensions = NO_EXTENSIONS

    @property
    def group(self) -> int:
        return self.suites[0] >> 4

    def encode(self) -> bytes:
        return (bytes([HELLO, self.mode]) + with_size(self.suites, 1) + with_size(self.identity, 1)
                + with_extensions(self.cid, self.extensions) + self.share + self.binder)

    @classmethod
    def decode(cls, message: bytes) -> Hello:
        reader = Reader(message)
        if reader.take_byte() != HELLO:
            raise ValueError("not a Hello")
        mode = reader.take_byte()
        if mode > STATIC_KEYS_AND_PSK:
            raise ValueError("no mode")
        suites = reader.take_sized(1, MAX_SUITES)
        group = suites[0] >> 4
        if len(set(suites)) != len(suites) or any(suite >> 4 != group or suite & 15 == 0 for suite in suites):
            raise ValueError("the suites cannot be an offer")
        identity = reader.take_sized(1, 255)
        cid, extensions = take_cid_and_extensions(reader)
        share = reader.take(size_of_share(group, True, reader.left()))
        binder = reader.take(MAC_SIZE)
        reader.end()
        return cls(mode, suites, identity, cid, share, binder, extensions)


@dataclass(frozen=True)
class Hey:
    suite: int
    cid: bytes
    share: bytes
    finished: bytes = b""
    extensions: Extensions = NO_EXTENSIONS

    def encode(self) -> bytes:
        return bytes([HEY, self.suite]) + with_extensions(self.cid, self.extensions) + self.share + self.finished

    @classmethod
    def decode(cls, message: bytes) -> Hey:
        reader = Reader(message)
        if reader.take_byte() != HEY:
            raise ValueError("not a Hey")
        suite = reader.take_byte()
        cid, extensions = take_cid_and_extensions(reader)
        share = reader.take(size_of_share(suite >> 4, False, reader.left()))
        finished = reader.take(MAC_SIZE)
        reader.end()
        return cls(suite, cid, share, finished, extensions)


@dataclass(frozen=True)
class HelloWithCookie:
    cookie: bytes
    hello: bytes
    proof: bytes

    def encode(self) -> bytes:
        return bytes([HELLO_WITH_COOKIE]) + self.cookie + self.hello + self.proof

    @classmethod
    def decode(cls, message: bytes) -> HelloWithCookie:
        reader = Reader(message)
        if reader.take_byte() != HELLO_WITH_COOKIE:
            raise ValueError("not a Hello with cookie")
        cookie = reader.take(COOKIE_SIZE)
        hello = reader.take(len(reader.left()) - MAC_SIZE)
        Hello.decode(hello)
        return cls(cookie, hello, reader.left())


def cookie_of(message: bytes) -> bytes:
    if len(message) != 1 + COOKIE_SIZE or message[0] != COOKIE:
        raise ValueError("not a Cookie")
    return message[1:]


def hint_for(record: bytes) -> bytes:
    return HINT + record[-HINT_BYTES:]
