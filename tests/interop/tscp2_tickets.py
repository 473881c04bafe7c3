# SPDX-License-Identifier: MIT
"""Tickets of TSCP 2: what a client keeps of them, and the form that the servers of one site share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from cryptography.exceptions import InvalidTag

from tscp2_aeads import AEADS
from tscp2_groups import Draw
from tscp2_keys import HASH_SIZE, Secrets, expand_label, hmac_sha256, sha256

ALLOW_NO_GROUP = 0x01
MAX_NAME = 178
NONCE_SIZE = 12
CHACHA20_POLY1305 = 1


@dataclass(frozen=True)
class Ticket:
    """What the client keeps of a ticket record."""

    lifetime: int
    flags: int
    psk: bytes
    ticket: bytes

    @classmethod
    def of(cls, content: bytes, secrets: Secrets) -> Ticket:
        """ValueError where it is older than one that was taken, and ignored."""
        psk = secrets.ticket_psk(int.from_bytes(content[5:13], "big"))
        return cls(int.from_bytes(content[:4], "big"), content[4], psk, content[13:])


@dataclass(frozen=True)
class TicketContent:
    """What the server finds in a ticket."""

    psk: bytes
    flags: int
    first: int  # authentication
    lifetime: int
    name: bytes

    def encode(self) -> bytes:
        if len(self.name) > MAX_NAME:
            raise ValueError("the name is too long for a ticket")
        return (self.psk + bytes([self.flags]) + self.first.to_bytes(8, "big") + self.lifetime.to_bytes(4, "big")
                + self.name)

    @classmethod
    def decode(cls, plain: bytes) -> TicketContent:
        return cls(plain[:32], plain[32], int.from_bytes(plain[33:41], "big"), int.from_bytes(plain[41:45], "big"),
                   plain[45:])


class TicketKey:
    def __init__(self, key: bytes, key_id: bytes = bytes([0, 0, 0, 1]), aead: int = CHACHA20_POLY1305) -> None:
        if len(key) != HASH_SIZE:
            raise ValueError("a ticket key has 32 bytes")
        self._key_id = key_id
        facts = AEADS[aead]
        self._cipher = facts.make(expand_label(key, b"ticket key", b"", facts.key_size))
        self._nonce_key = expand_label(key, b"ticket nonce", b"", HASH_SIZE)

    def seal(self, content: TicketContent, context: bytes, draw: Draw) -> bytes:
        plain, associated = content.encode(), self._key_id + sha256(context)
        nonce = hmac_sha256(self._nonce_key, draw(16) + associated + plain)[:NONCE_SIZE]
        return self._key_id + nonce + self._cipher.encrypt(nonce, plain, associated)

    def open(self, ticket: bytes, context: bytes, now: int, tolerance: int = 60) -> Optional[TicketContent]:
        if len(ticket) < 4 + NONCE_SIZE + 45 + 16 or ticket[:4] != self._key_id:
            return None
        try:
            plain = self._cipher.decrypt(ticket[4:16], ticket[16:], self._key_id + sha256(context))
        except InvalidTag:
            return None
        content = TicketContent.decode(plain)
        return content if content.first <= now + tolerance and now < content.first + content.lifetime else None
