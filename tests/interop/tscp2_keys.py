# SPDX-License-Identifier: MIT
"""The key schedule of TSCP 2: HKDF of RFC 5869 by hand, the schedule of RFC 8446 with the prefix "tscp2 "."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

HASH_SIZE = 32
MAC_SIZE = 16
MAX_TICKETS = 255
ZEROS = bytes(HASH_SIZE)
CHANNEL_BINDING = b"EXPORTER-Channel-Binding"


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


EMPTY_HASH = sha256(b"")


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def hkdf_extract(salt: bytes, ikm: bytes) -> bytes:
    return hmac_sha256(salt or ZEROS, ikm)


def hkdf_expand(prk: bytes, info: bytes, size: int) -> bytes:
    if size > 255 * HASH_SIZE:
        raise ValueError("too much to expand")
    output = block = b""
    for index in range(1, -(-size // HASH_SIZE) + 1):
        block = hmac_sha256(prk, block + info + bytes([index]))
        output += block
    return output[:size]


def with_size(data: bytes, size_of_size: int) -> bytes:
    return len(data).to_bytes(size_of_size, "big") + data


def expand_label(secret: bytes, label: bytes, context: bytes, size: int) -> bytes:
    full_label = b"tscp2 " + label
    if len(full_label) > 255 or len(context) > 255 or size > 255 * HASH_SIZE:
        raise ValueError("too long for a label, a context or an output")
    return hkdf_expand(secret, size.to_bytes(2, "big") + with_size(full_label, 1) + with_size(context, 1), size)


def derive_secret(secret: bytes, label: bytes, transcript_hash: bytes) -> bytes:
    return expand_label(secret, label, transcript_hash, HASH_SIZE)


def mac(secret: bytes, transcript_hash: bytes) -> bytes:
    return hmac_sha256(expand_label(secret, b"finished", b"", HASH_SIZE), transcript_hash)[:MAC_SIZE]


def following(secret: bytes) -> bytes:
    """Of a traffic secret the next epoch's, of a resumption secret the next ticket's."""
    return expand_label(secret, b"traffic upd", b"", HASH_SIZE)


def next_secret(early_or_hs: bytes, slot: bytes) -> bytes:
    """From early to hs, and from hs to main."""
    return hkdf_extract(derive_secret(early_or_hs, b"derived", EMPTY_HASH), slot)


def transcript_start(datagram: bool, context: bytes, static_publics: tuple[bytes, ...]) -> bytes:
    return b"TSCP\x02" + bytes([datagram]) + b"".join(with_size(part, 2) for part in (context, *static_publics))


def slot1_of_keys(psk: bytes | None, es: bytes, ss: bytes) -> bytes:
    """Of mode 2, and of mode 3 where a PSK is given."""
    parts = [es, ss] if psk is None else [psk, es, ss]
    return b"".join(with_size(part, 2) for part in parts)


@dataclass(frozen=True)
class Early:
    """What both sides hold before Hey."""

    secret: bytes
    start: bytes  # T0

    @classmethod
    def of(cls, slot1: bytes, start: bytes) -> Early:
        return cls(hkdf_extract(ZEROS, slot1), start)

    def binder(self, mode: int, hello_without_binder: bytes) -> bytes:
        return self._mac(mode, hello_without_binder)

    def proof(self, mode: int, cookie: bytes, hello: bytes) -> bytes:
        return self._mac(mode, b"\x36" + cookie + hello)

    def _mac(self, mode: int, message: bytes) -> bytes:
        label = b"res binder" if mode == 1 else b"ext binder"
        return mac(derive_secret(self.secret, label, EMPTY_HASH), sha256(self.start + message))


@dataclass(frozen=True)
class Handshake:
    secret: bytes
    start: bytes
    hello: bytes

    @classmethod
    def of(cls, early: Early, hello: bytes, ee: bytes) -> Handshake:
        return cls(next_secret(early.secret, ee), early.start, hello)

    def finished(self, hey_without_finished: bytes) -> bytes:
        th_finished = sha256(self.start + self.hello + hey_without_finished)
        return mac(derive_secret(self.secret, b"s hs traffic", th_finished), th_finished)

    def secrets(self, hey: bytes, slot3: bytes, has_group: bool) -> Secrets:
        main = next_secret(self.secret, slot3)
        th_session = sha256(self.start + self.hello + hey)
        return Secrets(*(derive_secret(main, label, th_session)
                         for label in (b"c ap traffic", b"s ap traffic", b"exp master", b"res master")), has_group)


@dataclass
class Secrets:
    """What a session begins with; the resumption secret moves on with every ticket."""

    client: bytes
    server: bytes
    exporter: bytes
    resumption: bytes
    has_group: bool  # other than none
    next_ticket: int = 0

    def export(self, label: bytes, context: bytes, size: int) -> bytes:
        if label == CHANNEL_BINDING and not self.has_group:
            raise ValueError("no channel binding")
        if len(label) > 249 or size > 8160:
            raise ValueError("too long to export")
        secret = derive_secret(self.exporter, label, EMPTY_HASH)
        return expand_label(secret, b"exporter", sha256(context), size)

    def ticket_psk(self, number: int) -> bytes:
        """Of this ticket or of a later one; those before it are gone then."""
        if not self.next_ticket <= number < MAX_TICKETS:
            raise ValueError("no such ticket any more")
        while True:
            psk = expand_label(self.resumption, b"resumption", self.next_ticket.to_bytes(8, "big"), HASH_SIZE)
            self.resumption = following(self.resumption)
            self.next_ticket += 1
            if self.next_ticket > number:
                return psk
