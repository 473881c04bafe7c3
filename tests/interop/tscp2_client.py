# SPDX-License-Identifier: MIT
"""A client of TSCP 2 in Python, written from docs/PROTOCOL.md as an independent peer for the tests."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from typing import Optional

import tscp2_messages as messages
from tscp2_aeads import AEADS
from tscp2_groups import GROUPS, Draw
from tscp2_keys import ZEROS, Early, Handshake, slot1_of_keys, transcript_start
from tscp2_messages import NO_EXTENSIONS, STATIC_KEYS, STATIC_KEYS_AND_PSK, Extensions, Hello, HelloWithCookie, Hey
from tscp2_records import Dropped, End, Session

X25519 = GROUPS[1]


class Refused(Exception):
    """A Hello or a Hey that is not accepted; the alert is empty where there is no answer."""

    def __init__(self, name: str, alert: bytes = b"") -> None:
        super().__init__(name)
        self.alert = alert


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
    extensions: Extensions = NO_EXTENSIONS
    false_share: bytes = b""
    false_ee: bytes = b""
    session: Optional[Session] = None

    def __post_init__(self) -> None:
        self._may_answer_cookie = True
        self._has_failed = False  # for good, as on streams all failures are
        group = self.suites[0] >> 4
        if not messages.mode_allows(self.mode, group):
            raise ValueError("the mode has no such group")
        self._group = GROUPS[group]
        self._ephemeral = self._group.draw_private(self.draw)
        share = self.false_share or self._group.public(self._ephemeral)
        slot1, publics = self.psk, ()
        if self.mode in (STATIC_KEYS, STATIC_KEYS_AND_PSK):
            es = self.false_ee or X25519.shared(self._ephemeral, self.peer_public)
            ss = X25519.shared(self.private, self.peer_public)
            slot1 = slot1_of_keys(self.psk if self.mode == STATIC_KEYS_AND_PSK else None, es, ss)
            publics = (X25519.public(self.private), self.peer_public)
        self._early = Early.of(slot1, transcript_start(self.datagram, self.context, publics))
        bare = Hello(self.mode, self.suites, self.identity, self.cid, share, extensions=self.extensions).encode()
        self.hello = bare + self._early.binder(self.mode, bare)

    def timer(self) -> bytes:
        """The Hello again."""
        self._may_answer_cookie = True
        return self.hello

    def answer_cookie(self, message: bytes) -> bytes:
        try:
            cookie = messages.cookie_of(message)
        except ValueError as error:
            raise Dropped("malformed") from error
        if self.session or not self._may_answer_cookie or cookie[:4] != self.hello[-4:]:
            raise Dropped("cookie")
        self._may_answer_cookie = False
        return HelloWithCookie(cookie, self.hello, self._early.proof(self.mode, cookie, self.hello)).encode()

    def read_hey(self, message: bytes) -> Session:
        if self.session or self._has_failed:
            raise Refused("no longer waiting")
        self._has_failed = not self.datagram
        self.session = self._read_hey(message)
        return self.session

    def _read_hey(self, message: bytes) -> Session:
        try:
            hey = Hey.decode(message)
        except ValueError as error:
            raise Refused("malformed") from error
        if hey.suite not in self.suites or hey.suite & 15 not in AEADS:
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
        secrets = handshake.secrets(message, slot3, self._group is not GROUPS[0])
        return Session(End(self.datagram, hey.suite, True, secrets, self.cid, hey.cid, self.extensions, hey.extensions))
