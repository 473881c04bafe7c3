# SPDX-License-Identifier: MIT
"""TSCP 2 in Python, written from docs/PROTOCOL.md, as an independent peer for the tests: client, server, tickets."""

from __future__ import annotations

import hmac
import os
import time
from dataclasses import dataclass, field
from typing import Callable, Optional

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

import tscp2_messages as messages
from tscp2_groups import GROUPS, Draw
from tscp2_keys import ZEROS, Early, Handshake, expand_label, hkdf_extract, slot1_of_keys, transcript_start
from tscp2_messages import RESUMPTION, STATIC_KEYS, STATIC_KEYS_AND_PSK, Hello, Hey
from tscp2_records import Dropped, Final, Opened, Session

X25519 = GROUPS[1]
ALLOW_NO_GROUP = 0x01


class Refused(Exception):
    """A Hello or a Hey that is not accepted; the alert is empty where there is no answer."""

    def __init__(self, name: str, alert: bytes = b"") -> None:
        super().__init__(name)
        self.alert = alert


def hedged(device_secret: bytes, draw: Draw, is_server: bool, counter: int, size: int) -> bytes:
    context = bytes([is_server]) + counter.to_bytes(8, "big")
    return expand_label(hkdf_extract(device_secret, draw(32)), b"hedge", context, size)


@dataclass(frozen=True)
class Ticket:
    """What the client keeps of a ticket record."""

    lifetime: int
    flags: int
    psk: bytes
    ticket: bytes

    @classmethod
    def of(cls, content: bytes, session: Session) -> Ticket:
        psk = session.secrets.ticket_psk(content[5:13])
        return cls(int.from_bytes(content[:4], "big"), content[4], psk, content[13:])


@dataclass(frozen=True)
class TicketContent:
    """What the server finds in a ticket."""

    psk: bytes
    flags: int
    first: int
    lifetime: int
    name: bytes


@dataclass
class TicketKey:
    key: bytes
    key_id: bytes = bytes([0, 0, 0, 1])

    def seal(self, ticket: TicketContent, context: bytes, draw: Draw) -> bytes:
        plain = (ticket.psk + bytes([ticket.flags]) + ticket.first.to_bytes(8, "big")
                 + ticket.lifetime.to_bytes(4, "big") + ticket.name)
        nonce = draw(12)
        return self.key_id + nonce + ChaCha20Poly1305(self.key).encrypt(nonce, plain, self.key_id + context)

    def open(self, ticket: bytes, context: bytes, now: int) -> Optional[TicketContent]:
        if len(ticket) < 4 + 12 + 45 + 16 or ticket[:4] != self.key_id:
            return None
        try:
            plain = ChaCha20Poly1305(self.key).decrypt(ticket[4:16], ticket[16:], ticket[:4] + context)
        except InvalidTag:
            return None
        content = TicketContent(plain[:32], plain[32], int.from_bytes(plain[33:41], "big"),
                                int.from_bytes(plain[41:45], "big"), plain[45:])
        return content if content.first <= now < content.first + content.lifetime else None


@dataclass
class Client:
    """One attempt. The last two fields are for negative tests: a share and an ee of the caller's making."""

    datagram: bool
    context: bytes
    mode: int
    suites: bytes
    identity: bytes
    cid: bytes = b""
    psk: bytes = b""  # of modes 0, 1 and 3
    private: bytes = b""
    peer_public: bytes = b""
    draw: Draw = os.urandom
    false_share: bytes = b""
    false_ee: bytes = b""
    session: Optional[Session] = None

    def __post_init__(self) -> None:
        group = self.suites[0] >> 4
        if not messages.mode_allows(self.mode, group):
            raise ValueError("the mode has no such group")
        self._group = GROUPS[group]
        self._ephemeral = self._group.draw_private(self.draw)
        share = self.false_share or self._group.public(self._ephemeral)
        slot1, publics = self.psk, b""
        if self.mode in (STATIC_KEYS, STATIC_KEYS_AND_PSK):
            es = self.false_ee or X25519.shared(self._ephemeral, self.peer_public)
            ss = X25519.shared(self.private, self.peer_public)
            slot1 = slot1_of_keys(self.psk if self.mode == STATIC_KEYS_AND_PSK else None, es, ss)
            publics = X25519.public(self.private) + self.peer_public
        self._early = Early.of(slot1, transcript_start(self.datagram, self.context, publics))
        bare = Hello(self.mode, self.suites, self.identity, self.cid, share).encode()
        self.hello = bare + self._early.binder(self.mode, bare)

    def read_hey(self, message: bytes) -> Session:
        try:
            hey = Hey.decode(message)
        except ValueError as error:
            raise Refused("malformed") from error
        if hey.suite not in self.suites:
            raise Refused("suite")
        slot3 = ZEROS
        try:
            ee = self.false_ee or self._group.shared(self._ephemeral, hey.share)
            if self.mode in (STATIC_KEYS, STATIC_KEYS_AND_PSK):
                slot3 = X25519.shared(self.private, hey.share)
        except ValueError as error:
            raise Refused("share") from error
        handshake = Handshake.of(self._early, self.hello, ee)
        if not hmac.compare_digest(handshake.finished(message[:-len(hey.finished)]), hey.finished):
            raise Refused("finished")
        secrets = handshake.secrets(message, slot3)
        self.session = Session(self.datagram, hey.suite, True, secrets, self.cid, hey.cid)
        return self.session


@dataclass(frozen=True)
class PskEntry:
    psk: bytes
    name: bytes


@dataclass(frozen=True)
class KeyEntry:
    """With a PSK it is served in mode 3, else in mode 2."""

    peer_public: bytes
    name: bytes
    psk: bytes = b""


@dataclass
class Half:
    """A half-open session, and the whole one that it becomes."""

    hey: bytes
    session: Session
    name: bytes
    first_authentication: Optional[int] = None
    end: Optional[int] = None  # of a resumed session: the end of its ticket
    nonces: int = 0


@dataclass
class Known:
    """What the server knows when it has looked up the identity of a Hello."""

    slot1: bytes
    name: bytes
    publics: bytes = b""
    peer_public: bytes = b""
    ticket: Optional[TicketContent] = None
    is_sham: bool = False


@dataclass
class Server:
    datagram: bool
    context: bytes
    suites: bytes  # in order of preference
    cid: bytes = b""
    psks: dict[bytes, PskEntry] = field(default_factory=dict)
    keys: dict[bytes, KeyEntry] = field(default_factory=dict)
    private: bytes = b""
    ticket_key: Optional[TicketKey] = None
    draw: Draw = os.urandom
    now: Callable[[], int] = lambda: int(time.time())
    false_share: bytes = b""  # for negative tests, as are the two below
    false_ee: bytes = b""
    false_suite: Optional[int] = None

    def __post_init__(self) -> None:
        self._half: dict[bytes, Half] = {}  # by Hello

    def answer(self, message: bytes) -> bytes:
        """The Hey."""
        if self.datagram and message in self._half:
            return self._half[message].hey
        try:
            hello = Hello.decode(message)
        except ValueError as error:
            raise Refused("malformed") from error
        try:
            half = self._accept(hello, message)
        except ValueError as error:
            raise Refused(str(error), messages.REFUSED) from error
        self._half[message] = half
        return half.hey

    def _look_up(self, hello: Hello) -> Known:
        sham = Known(bytes(32), b"", is_sham=True)
        if hello.mode == messages.EXTERNAL_PSK:
            entry = self.psks.get(hello.identity)
            return Known(entry.psk, entry.name) if entry else sham
        if hello.mode == RESUMPTION and self.ticket_key:
            ticket = self.ticket_key.open(hello.identity, self.context, self.now())
            names = [known.name for table in (self.psks, self.keys) for known in table.values()]
            if ticket is None or ticket.name not in names or (hello.group == 0 and not ticket.flags & ALLOW_NO_GROUP):
                return sham
            return Known(ticket.psk, ticket.name, ticket=ticket)
        key_entry = self.keys.get(hello.identity)
        if hello.mode not in (STATIC_KEYS, STATIC_KEYS_AND_PSK) or not key_entry or hello.group != 1:
            raise ValueError("unknown")
        if bool(key_entry.psk) != (hello.mode == STATIC_KEYS_AND_PSK):
            raise ValueError("mode")
        es = X25519.shared(self.private, hello.share)
        ss = X25519.shared(self.private, key_entry.peer_public)
        slot1 = slot1_of_keys(key_entry.psk or None, es, ss)
        publics = key_entry.peer_public + X25519.public(self.private)
        return Known(slot1, key_entry.name, publics, key_entry.peer_public)

    def _accept(self, hello: Hello, message: bytes) -> Half:
        known = self._look_up(hello)
        early = Early.of(known.slot1, transcript_start(self.datagram, self.context, known.publics))
        binder = early.binder(hello.mode, message[:-len(hello.binder)])
        if not hmac.compare_digest(binder, hello.binder) or known.is_sham:
            raise ValueError("binder")
        suite = next((suite for suite in self.suites if suite in hello.suites), None)
        if suite is None:
            raise ValueError("suites")
        group = GROUPS[suite >> 4]
        ephemeral = group.draw_private(self.draw)
        ee = self.false_ee or group.shared(ephemeral, hello.share)
        slot3 = X25519.shared(ephemeral, known.peer_public) if known.peer_public else ZEROS
        if self.false_suite is not None:
            suite = self.false_suite
        handshake = Handshake.of(early, message, ee)
        bare = Hey(suite, self.cid, self.false_share or group.public(ephemeral)).encode()
        hey = bare + handshake.finished(bare)
        session = Session(self.datagram, suite, False, handshake.secrets(hey, slot3), self.cid, hello.cid)
        half = Half(hey, session, known.name)
        if known.ticket:
            half.first_authentication = known.ticket.first
            half.end = known.ticket.first + known.ticket.lifetime
        return half

    def open_first(self, record: bytes) -> tuple[Half, Opened]:
        """The first record of a client: of the half-open session that opens it."""
        for hello, half in list(self._half.items()):
            try:
                opened = half.session.open(record)
            except Dropped:
                continue
            except Final:
                del self._half[hello]
                raise
            del self._half[hello]
            if half.first_authentication is None:
                half.first_authentication = self.now()
            return half, opened
        raise Dropped("tag")

    def ticket_record(self, half: Half, lifetime: int, flags: int) -> bytes:
        """The content of a ticket record; a resumed session gives no ticket that lasts longer than its own."""
        if self.ticket_key is None or half.first_authentication is None:
            raise ValueError("no tickets")
        end = half.end if half.end is not None else self.now() + lifetime
        nonce = half.nonces.to_bytes(8, "big")
        half.nonces += 1
        psk = half.session.secrets.ticket_psk(nonce)
        content = TicketContent(psk, flags, half.first_authentication, end - half.first_authentication, half.name)
        ticket = self.ticket_key.seal(content, self.context, self.draw)
        return (end - self.now()).to_bytes(4, "big") + bytes([flags]) + nonce + ticket
