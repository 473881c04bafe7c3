# SPDX-License-Identifier: MIT
"""An established session of TSCP 2: records over streams and datagrams, key update, close, alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, Optional

from cryptography.exceptions import InvalidTag

from tscp2_aeads import AEADS
from tscp2_keys import Secrets, expand_label

DATA, PADDED, CLOSE, UPDATE, TICKET, SEALED_ALERT = range(6)
MAX_CONTENT = 16_384
MAX_NUMBER = 2 ** 48 - 2
WINDOW = 64
PADDING_BLOCK = 16


class Dropped(Exception):
    """As if it had never arrived."""


class Final(Exception):
    """The session has ended."""


@dataclass(frozen=True)
class Opened:
    kind: int
    content: bytes
    must_answer: bool


class Keys:
    """One direction in one epoch, of the sender or of the receiver."""

    def __init__(self, suite: int, secret: bytes) -> None:
        aead = AEADS[suite & 15]
        self.secret = secret
        self.cipher = aead.make(expand_label(secret, b"key", b"", aead.key_size))
        self._iv = expand_label(secret, b"iv", b"", aead.nonce_size)
        self.next_number = 0  # of the receiver: the highest opened plus one
        self.seen = 0  # bit i: the number next_number - 1 - i
        self.failed = 0

    def following(self, suite: int) -> Keys:
        return Keys(suite, expand_label(self.secret, b"traffic upd", b"", len(self.secret)))

    def nonce(self, number: int) -> bytes:
        return (int.from_bytes(self._iv, "big") ^ number).to_bytes(len(self._iv), "big")

    def rebuild(self, low_bits: int, bits: int) -> int:
        span = 1 << bits
        nearest = self.next_number - (self.next_number - low_bits) % span  # the one at or below
        if nearest < 0 or nearest + span - self.next_number < self.next_number - nearest:
            nearest += span
        return nearest

    def was_seen(self, number: int) -> bool:
        back = self.next_number - 1 - number
        return back >= WINDOW or (back >= 0 and bool(self.seen >> back & 1))

    def mark(self, number: int) -> None:
        forward = number + 1 - self.next_number
        if forward > 0:
            self.seen <<= forward
            self.next_number = number + 1
        self.seen = (self.seen | 1 << (self.next_number - 1 - number)) & ((1 << WINDOW) - 1)


class Session:
    """Seal raises ValueError; open raises Dropped or Final, or ValueError where it may not be called yet."""

    def __init__(self, datagram: bool, suite: int, is_client: bool, secrets: Secrets, own_cid: bytes,
                 peer_cid: bytes) -> None:
        self._datagram = datagram
        self._suite = suite
        self._aead = AEADS[suite & 15]
        self._is_client = is_client
        self.secrets = secrets
        self._own_cid = own_cid
        self._peer_cid = peer_cid
        sending, receiving = (secrets.client, secrets.server) if is_client else (secrets.server, secrets.client)
        self._sending = Keys(suite, sending)
        self._receiving = [Keys(suite, receiving)]  # of the current epoch, and those that may follow
        self._sending_epoch = self._receiving_epoch = 0
        self.has_opened = False
        self._closed = False
        self._peer_close: Optional[int] = None  # the number of its close
        self.ended = False
        self.long_numbers = False

    def end(self) -> None:
        self.ended = True
        self._receiving = []

    # Sealing

    def _may_update(self) -> bool:
        return self.has_opened and self._receiving_epoch >= self._sending_epoch

    def _must_update(self) -> bool:
        return (self._sending.next_number * 2 >= self._aead.most_sealed
                or self._receiving[0].failed * 2 >= self._aead.most_failed)

    def _move_sending(self) -> None:
        self._sending = self._sending.following(self._suite)
        self._sending_epoch += 1

    def seal(self, kind: int, content: bytes = b"") -> bytes:
        """An update record starts an update, any other does where one is due."""
        if self.ended or self._closed or len(content) > MAX_CONTENT:
            raise ValueError("ended, closed or too long")
        if not self._is_client and not self.has_opened:
            raise ValueError("only half-open")
        if kind == TICKET and self._is_client:
            raise ValueError("a client has no tickets")
        if kind == UPDATE and not self._may_update():
            raise ValueError("an update may not start yet")
        if kind == UPDATE or (self._must_update() and self._may_update()):
            self._move_sending()
        number = self._sending.next_number
        if number >= self._aead.most_sealed or number > MAX_NUMBER:
            raise ValueError("the key is used up")
        header = self._header(kind, number, len(content) + self._aead.tag_size)
        sealed = self._sending.cipher.encrypt(self._sending.nonce(number), content, header)
        self._sending.next_number += 1
        if kind == CLOSE:
            self._closed = True
        if kind == SEALED_ALERT:
            self.end()
        return header + sealed

    def seal_padded(self, content: bytes) -> bytes:
        """With zeros up to a whole number of blocks."""
        return self.seal(PADDED, content + b"\x01" + bytes(-(len(content) + 1) % PADDING_BLOCK))

    def _header(self, kind: int, number: int, sealed_size: int) -> bytes:
        first = 0x80 | kind << 4 | self._sending_epoch & 3
        if not self._datagram:
            return bytes([first]) + sealed_size.to_bytes(2, "big")
        size = 2 if number % 64 == 63 or self.long_numbers else 1
        first |= bool(self._peer_cid) << 3 | (size == 2) << 2
        return bytes([first]) + self._peer_cid + (number % 256 ** size).to_bytes(size, "big")

    # Opening

    def open(self, record: bytes) -> Opened:
        if self.ended:
            raise Final("ended")
        try:
            return self._open(record)
        except Final:
            self.end()
            raise

    def _bad(self, name: str) -> NoReturn:
        raise (Dropped if self._datagram else Final)(name)

    def _open(self, record: bytes) -> Opened:
        if not record or record[0] < 0x80:
            self._bad("not-a-record")
        kind, epoch = record[0] >> 4 & 7, record[0] & 3
        if kind > SEALED_ALERT:
            self._bad("type")
        header_size = self._datagram_header(record) if self._datagram else self._stream_header(record)
        header, sealed = record[:header_size], record[header_size:]
        if not self._aead.tag_size <= len(sealed) <= MAX_CONTENT + self._aead.tag_size:
            self._bad("size")
        if self._peer_close is not None and not self._datagram:
            raise Final("after-close")
        ahead = (epoch - self._receiving_epoch) % 4
        if ahead == 3 or (ahead and self._peer_close is not None):
            self._bad("epoch")
        keys = self._keys_ahead(ahead)
        number = self._number(keys, header)
        try:
            content = keys.cipher.decrypt(keys.nonce(number), sealed, header)
        except InvalidTag:
            keys.failed += 1
            if keys.failed >= self._aead.most_failed:
                raise Final("failures") from None
            self._bad("tag")
        keys.mark(number)
        if ahead:
            del self._receiving[:ahead]
            self._receiving_epoch += ahead
        self.has_opened = True
        return self._deliver(kind, content, number)

    def _datagram_header(self, record: bytes) -> int:
        cid_set, long_number = record[0] >> 3 & 1, record[0] >> 2 & 1
        if cid_set != bool(self._own_cid) or record[1:1 + len(self._own_cid)] != self._own_cid:
            raise Dropped("cid")
        return 2 + len(self._own_cid) + long_number

    def _stream_header(self, record: bytes) -> int:
        if record[0] & 0x0C or len(record) < 3 or len(record) - 3 != int.from_bytes(record[1:3], "big"):
            raise Final("header")
        return 3

    def _keys_ahead(self, ahead: int) -> Keys:
        while len(self._receiving) <= ahead:
            self._receiving.append(self._receiving[-1].following(self._suite))
        return self._receiving[ahead]

    def _number(self, keys: Keys, header: bytes) -> int:
        if not self._datagram:
            return keys.next_number
        low_bits = header[1 + len(self._own_cid):]
        number = keys.rebuild(int.from_bytes(low_bits, "big"), 8 * len(low_bits))
        if number > MAX_NUMBER or keys.was_seen(number):
            raise Dropped("number")
        if self._peer_close is not None and number >= self._peer_close:
            raise Dropped("after-close")
        return number

    def _deliver(self, kind: int, content: bytes, number: int) -> Opened:
        if kind == PADDED:
            content, one = content.rstrip(b"\0")[:-1], content.rstrip(b"\0")[-1:]
            if one != b"\x01":
                raise Final("padding")
            kind = DATA
        if (kind in (CLOSE, UPDATE) and content) or (kind == SEALED_ALERT and len(content) != 1):
            raise Final("content")
        if kind == TICKET and not (self._is_client and 14 <= len(content) <= 13 + 255):
            raise Final("ticket")
        must_answer = self._receiving_epoch > self._sending_epoch and not self._closed
        while self._receiving_epoch > self._sending_epoch:
            self._move_sending()
        if kind == CLOSE:
            self._peer_close = number
        if kind == SEALED_ALERT:
            self.end()
            must_answer = False
        return Opened(kind, content, must_answer)
