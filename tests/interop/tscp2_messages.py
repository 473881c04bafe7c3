# SPDX-License-Identifier: MIT
"""The messages of TSCP 2 in clear: Hello, Hey, alert, fragments. What cannot be read raises ValueError."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from tscp2_aeads import AEADS
from tscp2_groups import GROUPS, STATIC_GROUPS
from tscp2_keys import MAC_SIZE, with_size

HELLO, HEY, ALERT, FRAGMENT = 0x31, 0x32, 0x33, 0x34
REFUSED = bytes([ALERT, 1])
MAX_SUITES = 16
MAX_CID_SIZE = 8
MAX_FRAGMENTS = 64
EXTERNAL_PSK, RESUMPTION, STATIC_KEYS, STATIC_KEYS_AND_PSK = range(4)
ALL_SUITES = bytes(group << 4 | aead for group in GROUPS for aead in AEADS)


def suite_name(suite: int) -> str:
    return f"{GROUPS[suite >> 4].name}-{AEADS[suite & 15].name}"


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

    def left(self) -> int:
        return len(self._data)

    def end(self) -> None:
        if self._data:
            raise ValueError("the message is too long")


@dataclass(frozen=True)
class Hello:
    mode: int
    suites: bytes
    identity: bytes
    cid: bytes
    share: bytes
    binder: bytes = b""

    @property
    def group(self) -> int:
        return self.suites[0] >> 4

    def encode(self) -> bytes:
        return (bytes([HELLO, self.mode]) + with_size(self.suites, 1) + with_size(self.identity, 1)
                + with_size(self.cid, 1) + self.share + self.binder)

    @classmethod
    def decode(cls, message: bytes) -> Hello:
        reader = Reader(message)
        if reader.take_byte() != HELLO:
            raise ValueError("not a Hello")
        mode = reader.take_byte()
        suites = reader.take_sized(1, MAX_SUITES)
        group = suites[0] >> 4
        if len(set(suites)) != len(suites) or any(suite >> 4 != group or suite & 15 == 0 for suite in suites):
            raise ValueError("the suites cannot be an offer")
        identity = reader.take_sized(1, 255)
        cid = reader.take_sized(0, MAX_CID_SIZE)
        # Of a reserved group the share is all that is left before the binder.
        share = reader.take(GROUPS[group].share_size if group in GROUPS else reader.left() - MAC_SIZE)
        binder = reader.take(MAC_SIZE)
        reader.end()
        return cls(mode, suites, identity, cid, share, binder)


@dataclass(frozen=True)
class Hey:
    suite: int
    cid: bytes
    share: bytes
    finished: bytes = b""

    def encode(self) -> bytes:
        return bytes([HEY, self.suite]) + with_size(self.cid, 1) + self.share + self.finished

    @classmethod
    def decode(cls, message: bytes) -> Hey:
        reader = Reader(message)
        if reader.take_byte() != HEY:
            raise ValueError("not a Hey")
        suite = reader.take_byte()
        if suite not in ALL_SUITES:
            raise ValueError("not a suite")
        cid = reader.take_sized(0, MAX_CID_SIZE)
        share = reader.take(GROUPS[suite >> 4].share_size)
        finished = reader.take(MAC_SIZE)
        reader.end()
        return cls(suite, cid, share, finished)


def cut_up(message: bytes, unit: int) -> list[bytes]:
    size = unit - 2
    parts = [message[at:at + size] for at in range(0, len(message), size)]
    if not 0 < len(parts) <= MAX_FRAGMENTS or message[0] == FRAGMENT:
        raise ValueError("the message cannot be cut up so")
    return [bytes([FRAGMENT, (index == 0) << 7 | (index == len(parts) - 1) << 6 | index]) + part
            for index, part in enumerate(parts)]


class Joiner:
    """The one buffer of a link."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._empty()

    def _empty(self) -> None:
        self._buffer = b""
        self._next: Optional[int] = None

    def take(self, fragment: bytes) -> Optional[bytes]:
        """The message when it is whole."""
        flags = fragment[1] if len(fragment) > 1 else 0
        first, last, index = bool(flags & 0x80), bool(flags & 0x40), flags & 0x3F
        part = fragment[2:]
        if first:
            self._buffer, self._next = b"", 0
        if not part or first != (index == 0) or index != self._next or len(self._buffer) + len(part) > self._room:
            self._empty()
            return None
        self._buffer += part
        self._next = index + 1
        if not last:
            return None
        message = self._buffer
        self._empty()
        return None if message[0] == FRAGMENT else message
