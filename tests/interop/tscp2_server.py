# SPDX-License-Identifier: MIT
"""A server of TSCP 2 in Python, written from docs/PROTOCOL.md as an independent peer for the tests."""

from __future__ import annotations

import hmac
import os
import time
from dataclasses import dataclass, field, replace
from typing import Callable, Optional

import tscp2_messages as messages
from tscp2_client import X25519, Refused
from tscp2_cookies import CookieMaker
from tscp2_groups import GROUPS, Draw
from tscp2_keys import MAC_SIZE, ZEROS, Early, Handshake, slot1_of_keys, transcript_start
from tscp2_messages import (NO_EXTENSIONS, RESUMPTION, STATIC_KEYS, STATIC_KEYS_AND_PSK, Extensions, Hello,
                            HelloWithCookie, Hey)
from tscp2_records import Dropped, End, Final, Opened, Session
from tscp2_tickets import ALLOW_NO_GROUP, TicketContent, TicketKey

MAX_LONGER = 4  # bytes that a Hey may have more than its Hello


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
    early: Early
    mode: int
    cookie_time: Optional[int] = None  # of a proved place
    first_authentication: Optional[int] = None
    end: Optional[int] = None  # of a resumed session: the end of its ticket


@dataclass
class Known:
    """What the server knows when it has looked up the identity of a Hello."""

    slot1: bytes
    name: bytes
    publics: tuple[bytes, ...] = ()
    peer_public: bytes = b""
    ticket: Optional[TicketContent] = None
    is_sham: bool = False


@dataclass
class Server:
    """Its table of half-open sessions always has a free place, and every link is one and the same."""

    LINK = b""

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
    extensions: Extensions = NO_EXTENSIONS
    demands_cookies: bool = False  # always, or only where a name has a place
    false_share: bytes = b""  # for negative tests, as are the two below
    false_ee: bytes = b""
    false_suite: Optional[int] = None

    def __post_init__(self) -> None:
        self._half: dict[bytes, Half] = {}  # by Hello, in the order in which they came
        self._cookies = CookieMaker(self.draw)

    def answer(self, message: bytes) -> bytes:
        """The Hey, or a Cookie."""
        with_cookie: Optional[HelloWithCookie] = None
        try:
            if self.datagram and message[:1] == bytes([messages.HELLO_WITH_COOKIE]):
                with_cookie = HelloWithCookie.decode(message)
                message = with_cookie.hello
            hello = Hello.decode(message)
        except ValueError as error:
            raise Refused("malformed") from error
        made = self._time_of(with_cookie)
        known_half = self._half.get(message)
        if known_half is not None:
            if not self.datagram:
                raise Refused("repeated")
            if (made is not None and self._is_proved(with_cookie, known_half.early, known_half.mode)
                    and self._has_share(known_half, made)):
                known_half.cookie_time = max(made, known_half.cookie_time or 0)
            return known_half.hey
        if self.datagram and self.demands_cookies and made is None:
            return self._cookie(message)
        try:
            known = self._look_up(hello)
            early = self._verified(hello, message, known)
            suite = self._chosen(hello)
        except ValueError as error:
            raise Refused(str(error), messages.REFUSED) from error
        if not self._is_proved(with_cookie, early, hello.mode):
            made = None
        if self.datagram and made is None and (self.demands_cookies or self._places_of(known.name)):
            return self._cookie(message)
        try:
            half = self._accept(hello, message, known, early, suite)
        except ValueError as error:
            raise Refused(str(error), messages.REFUSED) from error
        if made is not None and not self._has_share(half, made):
            raise Refused("no place")
        half.cookie_time = made
        self._half[message] = half
        return half.hey

    def _cookie(self, hello: bytes) -> bytes:
        return self._cookies.message(hello, self.LINK, self.now() * 1000)

    def _time_of(self, message: Optional[HelloWithCookie]) -> Optional[int]:
        if message is None:
            return None
        return self._cookies.time_of(message.cookie, message.hello, self.LINK, self.now() * 1000)

    @staticmethod
    def _is_proved(message: Optional[HelloWithCookie], early: Early, mode: int) -> bool:
        return message is not None and hmac.compare_digest(early.proof(mode, message.cookie, message.hello),
                                                           message.proof)

    def _places_of(self, name: bytes, proved_only: bool = False) -> list[bytes]:
        return [hello for hello, half in self._half.items()
                if half.name == name and not (proved_only and half.cookie_time is None)]

    def _has_share(self, half: Half, made: int) -> bool:
        """A name has at most two proved places; a newer cookie takes the place of the oldest."""
        proved = [hello for hello in self._places_of(half.name, proved_only=True) if self._half[hello] is not half]
        if len(proved) < 2:
            return True
        oldest = min(proved, key=lambda hello: self._half[hello].cookie_time)
        if self._half[oldest].cookie_time >= made:
            return False
        del self._half[oldest]
        return True

    def _look_up(self, hello: Hello) -> Known:
        sham = Known(bytes(32), b"", is_sham=True)
        if hello.group not in GROUPS:
            raise ValueError("group")
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
        publics = (key_entry.peer_public, X25519.public(self.private))
        return Known(slot1, key_entry.name, publics, key_entry.peer_public)

    def _verified(self, hello: Hello, message: bytes, known: Known) -> Early:
        early = Early.of(known.slot1, transcript_start(self.datagram, self.context, known.publics))
        binder = early.binder(hello.mode, message[:-len(hello.binder)])
        if not hmac.compare_digest(binder, hello.binder) or known.is_sham:
            raise ValueError("binder")
        return early

    def _chosen(self, hello: Hello) -> int:
        suite = next((suite for suite in self.suites if suite in hello.suites), None)
        if suite is None:
            raise ValueError("suites")
        return suite

    def _accept(self, hello: Hello, message: bytes, known: Known, early: Early, suite: int) -> Half:
        group = GROUPS[suite >> 4]
        ephemeral = group.draw_private(self.draw)
        ee = self.false_ee or group.shared(ephemeral, hello.share)
        slot3 = X25519.shared(ephemeral, known.peer_public) if known.peer_public else ZEROS
        handshake = Handshake.of(early, message, ee)
        answer = Hey(suite if self.false_suite is None else self.false_suite, self.cid,
                     self.false_share or group.public(ephemeral), extensions=self.extensions)
        bare = answer.encode()
        if self.datagram and len(bare) + MAC_SIZE > len(message) + MAX_LONGER:
            answer = replace(answer, extensions=NO_EXTENSIONS)
            bare = answer.encode()
        hey = bare + handshake.finished(bare)
        secrets = handshake.secrets(hey, slot3, group is not GROUPS[0])
        session = Session(End(self.datagram, suite, False, secrets, self.cid, hello.cid, answer.extensions,
                              hello.extensions))
        half = Half(hey, session, known.name, early, hello.mode)
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
            self._confirm(hello, half)
            return half, opened
        raise (Dropped if self.datagram else Final)("tag")

    def _confirm(self, hello: bytes, half: Half) -> None:
        """On datagrams it ends the handshakes of its name that began before."""
        if half.first_authentication is None:
            half.first_authentication = self.now()
        of_name = self._places_of(half.name) if self.datagram else [hello]
        for older in of_name[:of_name.index(hello) + 1]:
            del self._half[older]

    def ticket_record(self, half: Half, lifetime: int, flags: int) -> bytes:
        """The content of a ticket record; a resumed session gives no ticket that lasts longer than its own."""
        if self.ticket_key is None or half.first_authentication is None:
            raise ValueError("no tickets")
        end = half.end if half.end is not None else self.now() + lifetime
        number = half.session.secrets.next_ticket
        content = TicketContent(half.session.secrets.ticket_psk(number), flags, half.first_authentication,
                                end - half.first_authentication, half.name)
        ticket = self.ticket_key.seal(content, self.context, self.draw)
        return (end - self.now()).to_bytes(4, "big") + bytes([flags]) + number.to_bytes(8, "big") + ticket
