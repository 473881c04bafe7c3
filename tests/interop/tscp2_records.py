# SPDX-License-Identifier: MIT
"""An established session of TSCP 2: records over streams and datagrams, key update, close, alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, Optional

from cryptography.exceptions import InvalidTag

from tscp2_aeads import AEADS
from tscp2_keys import MAX_TICKETS, Secrets, expand_label, following
from tscp2_messages import HINT, HINT_BYTES, NO_EXTENSIONS, Extensions

DATA, PADDED, CLOSE, UPDATE, TICKET, SEALED_ALERT, CONTROL = range(7)
PING, PONG = range(2)
MAX_NUMBER = 2 ** 48 - 2
WINDOW = 64
PADDING_BLOCK = 16
PING_BYTES = 8
SILENCE = 64  # records sealed without one of the peer, from which on numbers have two bytes


class Dropped(Exception):
    """As if it had never arrived."""


class Final(Exception):
    """The session has ended."""


class Keys:
    """One direction in one epoch, of the sender or of the receiver."""

    def __init__(self, suite: int, secret: bytes) -> None:
        aead = AEADS[suite & 15]
        self.secret = secret
        self.cipher = aead.make(expand_label(secret, b"key", b"", aead.key_size))
        self._iv = expand_label(secret, b"iv", b"", aead.nonce_size)
        self.next_number = 0  # of the receiver: the highest opened plus one
        self.seen = 0  # bit i: the number next_number - 1 - i

    def next_epoch(self, suite: int) -> Keys:
        return Keys(suite, following(self.secret))

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


@dataclass(frozen=True)
class Opened:
    """`kind` is DATA for padded data; of control records it is as on the wire, and `content` begins with their kind."""

    kind: int
    content: bytes
    must_answer: bool


@dataclass
class End:
    """One end of a session, as the handshake left it."""

    datagram: bool
    suite: int
    is_client: bool
    secrets: Secrets
    own_cid: bytes
    peer_cid: bytes
    own_terms: Extensions = NO_EXTENSIONS
    peer_terms: Extensions = NO_EXTENSIONS


class Session:
    """Seal raises ValueError; open raises Dropped or Final."""

    def __init__(self, end: End) -> None:
        self._end = end
        self._aead = AEADS[end.suite & 15]
        self.secrets = end.secrets
        sending, receiving = end.secrets.client, end.secrets.server
        if not end.is_client:
            sending, receiving = receiving, sending
        self._sending = Keys(end.suite, sending)
        self._receiving = [Keys(end.suite, receiving)]  # of the current epoch, and those that may follow
        self._sending_epoch = self._receiving_epoch = 0
        self._failed = self._failed_later = 0  # under the current key, and under later ones
        self._tried_two_ahead = False
        self.has_opened = False
        self._unanswered = 0  # records sealed since one of the peer was opened
        self._tails: list[bytes] = []  # of these records
        self._closed = False
        self._peer_close: Optional[int] = None  # the number of its close
        self.ended = False

    def stop(self) -> None:
        self.ended = True
        self._receiving = []

    # Sealing

    def _may_update(self) -> bool:
        return self.has_opened and self._receiving_epoch >= self._sending_epoch

    def _must_update(self) -> bool:
        return (self._sending.next_number * 2 >= self._aead.most_sealed
                or max(self._failed, self._failed_later) * 2 >= self._aead.most_failed)

    def _move_sending(self) -> None:
        self._sending = self._sending.next_epoch(self._end.suite)
        self._sending_epoch += 1

    def seal(self, kind: int, content: bytes = b"") -> bytes:
        """An update record starts an update, any other does where one is due."""
        if self.ended or self._closed or len(content) > self._end.peer_terms.record_size_limit:
            raise ValueError("ended, closed or too long")
        if not self._end.is_client and not self.has_opened:
            raise ValueError("only half-open")
        if kind == TICKET and self._end.is_client:
            raise ValueError("a client has no tickets")
        if kind == UPDATE and not self._may_update():
            raise ValueError("an update may not start yet")
        if kind == UPDATE or (self._must_update() and self._may_update()):
            self._move_sending()
        number = self._sending.next_number
        if number >= self._aead.most_sealed or number > MAX_NUMBER:
            raise ValueError("the key is used up")
        header = self._header(kind, number, len(content) + self._aead.tag_size)
        record = header + self._sending.cipher.encrypt(self._sending.nonce(number), content, header)
        self._sending.next_number += 1
        self._unanswered += 1
        self._tails.append(record[-HINT_BYTES:])
        if kind == CLOSE:
            self._closed = True
        if kind == SEALED_ALERT:
            self.stop()
        return record

    def seal_padded(self, content: bytes) -> bytes:
        """With zeros up to a whole number of blocks, as far as the peer takes so much."""
        zeros = min(-(len(content) + 1) % PADDING_BLOCK, self._end.peer_terms.record_size_limit - len(content) - 1)
        return self.seal(PADDED, content + b"\x01" + bytes(max(zeros, 0)))

    def _header(self, kind: int, number: int, sealed_size: int) -> bytes:
        first = 0x80 | kind << 4 | self._sending_epoch & 3
        if not self._end.datagram:
            return bytes([first]) + sealed_size.to_bytes(2, "big")
        two = (number % 16 == 15 or self._unanswered >= SILENCE or self._aead.tag_size == 8
               or self._end.peer_terms.two_byte_numbers)
        first |= bool(self._end.peer_cid) << 3 | two << 2
        return bytes([first]) + self._end.peer_cid + (number & 0xFFFF).to_bytes(2, "big")[not two:]

    def is_hint(self, message: bytes) -> bool:
        """Whether it shows that the peer got a record that was sealed since one of the peer was opened."""
        return message[:2] == HINT and message[2:] in self._tails

    # Opening

    def open(self, record: bytes) -> Opened:
        if self.ended:
            raise Final("ended")
        try:
            return self._open(record)
        except Final:
            self.stop()
            raise

    def _bad(self, name: str) -> NoReturn:
        raise (Dropped if self._end.datagram else Final)(name)

    def _open(self, record: bytes) -> Opened:
        if not record or record[0] < 0x80:
            self._bad("not-a-record")
        kind, epoch = record[0] >> 4 & 7, record[0] & 3
        if kind > CONTROL:
            self._bad("type")
        header_size = self._datagram_header(record) if self._end.datagram else self._stream_header(record)
        header, sealed = record[:header_size], record[header_size:]
        if not self._aead.tag_size <= len(sealed) <= self._end.own_terms.record_size_limit + self._aead.tag_size:
            self._bad("size")
        if self._peer_close is not None and not self._end.datagram:
            raise Final("after-close")
        ahead = (epoch - self._receiving_epoch) % 4
        if ahead == 3 or (ahead and self._peer_close is not None):
            self._bad("epoch")
        # The peer follows an epoch of this end only where it has opened a record of it.
        sealed_in_it = self._sending.next_number > 0
        if ahead and self._receiving_epoch + ahead > self._sending_epoch + sealed_in_it:
            self._bad("epoch")
        keys = self._keys_ahead(ahead)
        number = self._number(keys, header)
        try:
            content = keys.cipher.decrypt(keys.nonce(number), sealed, header)
        except InvalidTag:
            self._tried_two_ahead |= ahead == 2
            self._count_failure(bool(ahead))
            self._bad("tag")
        keys.mark(number)
        if ahead:
            del self._receiving[:ahead]
            self._receiving_epoch += ahead
            self._failed = self._failed_later
            if ahead == 2 or not self._tried_two_ahead:
                self._failed_later = 0
            self._tried_two_ahead = False
        self.has_opened = True
        self._unanswered, self._tails = 0, []
        return self._deliver(kind, content, number)

    def _count_failure(self, is_later: bool) -> None:
        self._failed += not is_later
        self._failed_later += is_later
        if max(self._failed, self._failed_later) >= self._aead.most_failed:
            raise Final("failures")

    def _datagram_header(self, record: bytes) -> int:
        cid = self._end.own_cid
        cid_set, two = record[0] >> 3 & 1, record[0] >> 2 & 1
        if cid_set != bool(cid) or record[1:1 + len(cid)] != cid:
            raise Dropped("cid")
        if self._aead.tag_size == 8 and not two:
            raise Dropped("one-byte-number")
        return 2 + len(cid) + two

    def _stream_header(self, record: bytes) -> int:
        if record[0] & 0x0C or len(record) < 3 or len(record) - 3 != int.from_bytes(record[1:3], "big"):
            raise Final("header")
        return 3

    def _keys_ahead(self, ahead: int) -> Keys:
        while len(self._receiving) <= ahead:
            self._receiving.append(self._receiving[-1].next_epoch(self._end.suite))
        return self._receiving[ahead]

    def _number(self, keys: Keys, header: bytes) -> int:
        if not self._end.datagram:
            return keys.next_number
        low_bits = header[1 + len(self._end.own_cid):]
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
        if kind == CONTROL and not 1 <= len(content) <= 1 + PING_BYTES:
            raise Final("control")
        if kind == TICKET and not (self._end.is_client and 14 <= len(content) <= 13 + 255
                                   and int.from_bytes(content[5:13], "big") < MAX_TICKETS):
            raise Final("ticket")
        must_answer = self._receiving_epoch > self._sending_epoch
        if must_answer:
            self._move_sending()
        must_answer |= (kind == CONTROL and content[0] == PING) or (self._must_update() and self._may_update())
        must_answer &= not self._closed
        if kind == CLOSE:
            self._peer_close = number
        if kind == SEALED_ALERT:
            self.stop()
            must_answer = False
        return Opened(kind, content, must_answer)
