# SPDX-License-Identifier: MIT
"""Fragments of TSCP 2: a message in units that are smaller than it."""

from __future__ import annotations

from typing import Optional

FRAGMENT = 0x34
MAX_PIECES = 128
HEADER_SIZE = 3


def cut_up(message: bytes, message_id: int, unit: int) -> list[bytes]:
    size = unit - HEADER_SIZE
    parts = [message[at:at + size] for at in range(0, len(message), size)]
    if not 0 < len(parts) <= MAX_PIECES or message[0] == FRAGMENT:
        raise ValueError("the message cannot be cut up so")
    return [bytes([FRAGMENT, message_id, (index == len(parts) - 1) << 7 | index]) + part
            for index, part in enumerate(parts)]


class Joiner:
    """The one buffer of a link."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._id: Optional[int] = None  # of the message that is being put together
        self._done: Optional[int] = None  # of the one finished or abandoned last
        self._forget()

    def _forget(self) -> None:
        self._parts: dict[int, bytes] = {}
        self._size: Optional[int] = None  # of every piece but the last
        self._count: Optional[int] = None

    def take(self, fragment: bytes) -> Optional[bytes]:
        """The message when it is whole, nothing where more must come; ValueError where the piece is dropped."""
        if len(fragment) <= HEADER_SIZE or fragment[0] != FRAGMENT:
            raise ValueError("not a fragment")
        message_id, last, index, part = fragment[1], fragment[2] >> 7, fragment[2] & 0x7F, fragment[HEADER_SIZE:]
        if message_id == self._done and message_id != self._id:
            raise ValueError("done already")
        self._check(message_id == self._id, last, index, part)
        if message_id != self._id:
            if self._id is not None:
                self._done = self._id
            self._id = message_id
            self._forget()
        self._parts.setdefault(index, part)
        if last:
            self._count = index + 1
        else:
            self._size = len(part)
        if len(self._parts) != self._count:
            return None
        message = b"".join(self._parts[at] for at in range(self._count))
        self._done, self._id = self._id, None
        self._forget()
        if message[0] == FRAGMENT:
            raise ValueError("a fragment of fragments")
        return message

    def _check(self, is_same: bool, last: int, index: int, part: bytes) -> None:
        size, count, parts = (self._size, self._count, self._parts) if is_same else (None, None, {})
        if last and index and size is None:
            raise ValueError("its place is not known")
        if size is not None and (len(part) > size or (not last and len(part) != size)):
            raise ValueError("another size")
        if count is not None and (index >= count or last != (index == count - 1)):
            raise ValueError("beyond the last")
        if last and count is None and parts and index <= max(parts):
            raise ValueError("last before others")
        if not last and count is None and index == MAX_PIECES - 1:
            raise ValueError("too many")
        if (size or 0 if last else len(part)) * index + len(part) > self._room:
            raise ValueError("too long")
