#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An endpoint of TSCP 2 that talks lines, one command and one answer a line, as the C++ test program does."""

from __future__ import annotations

import os
import sys
from typing import Optional

from tscp2_client import Client, Refused
from tscp2_fragments import Joiner, cut_up
from tscp2_messages import ALL_SUITES, COOKIE, Extensions, hint_for
from tscp2_records import (CLOSE, CONTROL, DATA, PADDED, PING, PONG, SEALED_ALERT, TICKET, UPDATE, Dropped, Final,
                           Opened, Session)
from tscp2_server import Half, KeyEntry, PskEntry, Server
from tscp2_tickets import Ticket, TicketKey

KINDS = {"data": DATA, "padded": PADDED, "close": CLOSE, "update": UPDATE, "alert": SEALED_ALERT, "ticket": TICKET,
         "control": CONTROL}
NAMES = {kind: name for name, kind in KINDS.items()}
CONTROLS = {"ping": PING, "pong": PONG}
JOIN_ROOM = 2600


def to_hex(data: bytes) -> str:
    return data.hex() or "-"


def from_hex(text: str) -> bytes:
    return b"" if text == "-" else bytes.fromhex(text)


def word(error: Exception) -> str:
    return str(error).replace(" ", "-") or type(error).__name__


class Endpoint:
    def __init__(self, role: str, framing: str) -> None:
        self._is_client = role == "client"
        self._datagram = framing == "datagram"
        self._config: dict[str, str] = {}
        self._next_fragment_id = os.urandom(1)[0]
        self._ticket: Optional[Ticket] = None
        self._reset()

    def _reset(self) -> None:
        self._client: Optional[Client] = None
        self._server: Optional[Server] = None
        self._half: Optional[Half] = None
        self._session: Optional[Session] = None
        self._last_ticket = b""
        self._joiner = Joiner(JOIN_ROOM)

    def ask(self, line: str) -> str:
        command, *arguments = line.split()
        try:
            return getattr(self, "_do_" + command)(*arguments)
        except (Final, Refused, ValueError) as error:
            return "error " + word(error)
        except Dropped as error:
            return "dropped " + word(error)

    def close(self) -> None:
        self._reset()

    def _bytes(self, key: str, default: bytes = b"") -> bytes:
        return from_hex(self._config[key]) if key in self._config else default

    def _do_config(self, key: str, value: str) -> str:
        """The keys share, ee, suite and others are for negative tests and this program's own."""
        self._config[key] = value
        return "ok"

    def _do_reset(self) -> str:
        self._reset()
        return "ok"

    def _do_hello(self, message: str = "") -> str:
        if not self._is_client:
            return self._answer(from_hex(message))
        mode = int(self._config["mode"])
        identity, psk = self._bytes("identity" if mode == 0 else "key_id"), self._bytes("psk")
        if mode == 1:
            if self._ticket is None:
                raise ValueError("no ticket")
            identity, psk = self._ticket.ticket, self._ticket.psk
            self._ticket = None
        self._client = Client(
            self._datagram, self._bytes("context"), mode, self._bytes("suites"), identity, self._bytes("cid"), psk,
            self._bytes("private"), self._bytes("peer"), extensions=self._extensions(),
            false_share=self._bytes("share"), false_ee=self._bytes("ee"))
        return "hello " + to_hex(self._client.hello)

    def _extensions(self) -> Extensions:
        """Those that the C++ test program states, and others."""
        has = self._config.get("extensions") == "1"
        return Extensions(300 if has else Extensions.MAX_CONTENT, has, self._bytes("others"))

    def _do_timer(self) -> str:
        return "hello " + to_hex(self._waiting().timer())

    def _do_cookie(self, message: str) -> str:
        return "hello " + to_hex(self._waiting().answer_cookie(from_hex(message)))

    def _waiting(self) -> Client:
        if self._client is None:
            raise ValueError("no hello")
        return self._client

    def _answer(self, message: bytes) -> str:
        if self._server is None:
            self._server = self._make_server()
        try:
            answer = self._server.answer(message)
            return ("cookie " if answer[0] == COOKIE else "hey ") + to_hex(answer)
        except Refused as error:
            return f"refused {word(error)} {to_hex(error.alert)}"

    def _make_server(self) -> Server:
        server = Server(self._datagram, self._bytes("context"), self._bytes("suites", ALL_SUITES), self._bytes("cid"),
                        private=self._bytes("private"), extensions=self._extensions(),
                        demands_cookies=self._config.get("cookies") == "1", false_share=self._bytes("share"),
                        false_ee=self._bytes("ee"))
        if self._bytes("suite"):
            server.false_suite = self._bytes("suite")[0]
        if self._bytes("identity"):
            server.psks[self._bytes("identity")] = PskEntry(self._bytes("psk"), self._bytes("identity"))
        if self._bytes("key_id"):
            key_id = self._bytes("key_id")
            server.keys[key_id] = KeyEntry(self._bytes("peer"), key_id, self._bytes("psk"))
        if "ticket_key" in self._config:
            server.ticket_key = TicketKey(self._bytes("ticket_key"))
        if "now" in self._config:
            server.now = lambda: int(self._config["now"])
        return server

    def _do_hey(self, message: str) -> str:
        self._session = self._waiting().read_hey(from_hex(message))
        return "ok"

    def _do_first(self, record: str) -> str:
        if self._server is None:
            raise ValueError("no hello")
        self._half, opened = self._server.open_first(from_hex(record))
        self._session = self._half.session
        return f"{self._told(opened)} {to_hex(self._half.name)}"

    def _standing(self) -> Session:
        if self._session is None:
            raise ValueError("no session")
        return self._session

    def _do_seal(self, kind: str, content: str) -> str:
        session, data = self._standing(), from_hex(content)
        if kind == "padded":
            return "record " + to_hex(session.seal_padded(data))
        if kind == "ticket":
            if self._server is None or self._half is None:
                raise ValueError("only a server has tickets")
            data = self._server.ticket_record(self._half, int.from_bytes(data[:4], "big"), data[4])
        if kind in CONTROLS:
            kind, data = "control", bytes([CONTROLS[kind]]) + data
        return "record " + to_hex(session.seal(KINDS[kind.removeprefix("raw_")], data))

    def _do_open(self, record: str) -> str:
        opened: Opened = self._standing().open(from_hex(record))
        if opened.kind == TICKET:
            self._last_ticket = opened.content
        return f"{self._told(opened)} {int(opened.must_answer)}"

    @staticmethod
    def _told(opened: Opened) -> str:
        name, content = NAMES[opened.kind], opened.content
        if opened.kind == CONTROL:
            names = {number: name for name, number in CONTROLS.items()}
            name, content = (names[content[0]], content[1:]) if content[0] in names else ("ignored", b"")
        return f"opened {name} {to_hex(content)}"

    def _do_unknown(self, record: str) -> str:
        """What is sent for a record of no session."""
        return "hint " + to_hex(hint_for(from_hex(record)))

    def _do_hint(self, message: str) -> str:
        if not self._standing().is_hint(from_hex(message)):
            raise Dropped("hint")
        return "ok"

    def _do_cut(self, message: str, unit: str) -> str:
        pieces = cut_up(from_hex(message), self._next_fragment_id, int(unit))
        self._next_fragment_id = (self._next_fragment_id + 1) % 256
        return "units " + " ".join(map(to_hex, pieces))

    def _do_join(self, piece: str) -> str:
        try:
            message = self._joiner.take(from_hex(piece))
        except ValueError as error:
            raise Dropped(str(error)) from error
        return "more" if message is None else "whole " + to_hex(message)

    def _do_ticket_from(self, _: str) -> str:
        if not self._last_ticket:
            raise ValueError("no ticket")
        try:
            self._ticket = Ticket.of(self._last_ticket, self._standing().secrets)
        except ValueError:
            return "ignored"
        return "ok"

    def _do_export(self, label: str, context: str, size: str) -> str:
        return "value " + to_hex(self._standing().secrets.export(from_hex(label), from_hex(context), int(size)))


def main() -> None:
    endpoint = Endpoint(sys.argv[1], sys.argv[2])
    for line in sys.stdin:
        if line.strip() == "quit":
            break
        print(endpoint.ask(line), flush=True)


if __name__ == "__main__":
    main()
