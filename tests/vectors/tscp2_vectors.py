#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Computes the test vectors of docs/PROTOCOL.md from its text and prints them as JSON, or with --markdown the chosen
ones as the page shows them."""
from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Optional

from tscp2_schedule import (AEADS, ZEROS, after, cid_and_extensions, cookie, derive, expand_label, exported, extract,
                            fragments, hmac_of, mac, pair, public, seal, sha256, shared, sized, ticket)

PSK = bytes(range(32))
CLIENT_EPHEMERAL, SERVER_EPHEMERAL = bytes([0xA1] * 32), bytes([0xB2] * 32)
CLIENT_STATIC, SERVER_STATIC = bytes([0xC3] * 32), bytes([0xD4] * 32)
CLIENT_CID, SERVER_CID = bytes([0xC1] * 4), bytes([0x51] * 4)
CONTEXT = b"both know"  # on datagrams
IDENTITY, NAME = b"dev1", b"kitchen"
TICKET_KEY, TICKET_KEY_ID, TICKET_RANDOM = bytes([0x77] * 32), bytes([0, 0, 0, 1]), bytes([0xE5] * 16)
TICKET_TIME, TICKET_LIFETIME, TICKET_FLAGS, TICKETS = 1_700_000_000, 3600, 1, 3
COOKIE_SECRET, COOKIE_TIME, LINK = bytes([0x99] * 32), 1_700_000_000_123, (1).to_bytes(8, "big")
PING = bytes(range(1, 9))
FRAGMENT_ID, FRAGMENT_UNIT = 0xFF, 31
DATA, PADDED, CLOSE, UPDATE, TICKET, ALERT, CONTROL = range(7)
LIMIT, TWO_BYTES = 1, 2  # extensions


@dataclass
class Session:
    """A session; on datagrams with connection ids and a context."""

    mode: int
    framing: int  # 1: datagrams
    suite: int
    offer: bytes = b""
    client_extensions: tuple = ()
    server_extensions: tuple = ()
    resumes: Optional[Session] = None  # in mode 1
    ticket_aead: int = 1

    def __post_init__(self) -> None:
        self.offer = self.offer or bytes([self.suite])
        self.group, self.aead = self.suite >> 4, self.suite & 15
        self.context = CONTEXT if self.framing else b""
        self.cids = (CLIENT_CID, SERVER_CID) if self.framing else (b"", b"")
        self.identity, self.psk = IDENTITY, PSK
        if self.resumes:
            self.identity, self.psk = self.resumes.tickets[0][1], self.resumes.tickets[0][0]
        self._shake_hands()
        self.tickets = [self._ticket(number) for number in range(TICKETS)]

    def _shake_hands(self) -> None:
        static = self.mode >= 2
        shares = [CLIENT_EPHEMERAL[:16], SERVER_EPHEMERAL[:16]]
        if self.group:
            shares = [public(CLIENT_EPHEMERAL), public(SERVER_EPHEMERAL)]
        self.start = b"TSCP\x02" + bytes([self.framing]) + pair(self.context)
        slot1, slot2, slot3 = self.psk, ZEROS, ZEROS
        if self.group:
            slot2 = shared(CLIENT_EPHEMERAL, shares[1])
        if static:
            self.start += pair(public(CLIENT_STATIC)) + pair(public(SERVER_STATIC))
            slot1 = pair(PSK) if self.mode == 3 else b""
            slot1 += pair(shared(CLIENT_EPHEMERAL, public(SERVER_STATIC)))
            slot1 += pair(shared(CLIENT_STATIC, public(SERVER_STATIC)))
            slot3 = shared(CLIENT_STATIC, shares[1])
        self.early = hmac_of(ZEROS, slot1)
        self.binder_secret = derive(self.early, "res binder" if self.mode == 1 else "ext binder", sha256(b""))
        self.hello = (bytes([0x31, self.mode]) + sized(self.offer) + sized(self.identity)
                      + cid_and_extensions(self.cids[0], self.client_extensions) + shares[0])
        self.hello += mac(self.binder_secret, self.start + self.hello)
        self.hs = extract(self.early, slot2)
        self.hey = bytes([0x32, self.suite]) + cid_and_extensions(self.cids[1], self.server_extensions) + shares[1]
        transcript = self.start + self.hello + self.hey
        self.hey += mac(derive(self.hs, "s hs traffic", sha256(transcript)), transcript)
        self.main = extract(self.hs, slot3)
        transcript = sha256(self.start + self.hello + self.hey)
        self.client_traffic, self.server_traffic, self.exporter_master, self.resumption = (
            derive(self.main, label, transcript)
            for label in ("c ap traffic", "s ap traffic", "exp master", "res master"))

    def _ticket(self, number: int) -> tuple[bytes, bytes]:
        """The PSK and the ticket."""
        psk = expand_label(after(self.resumption, number), "resumption", number.to_bytes(8, "big"), 32)
        plaintext = (psk + bytes([TICKET_FLAGS]) + TICKET_TIME.to_bytes(8, "big") + TICKET_LIFETIME.to_bytes(4, "big")
                     + NAME)
        return psk, ticket(self.ticket_aead, TICKET_KEY, TICKET_KEY_ID, self.context, TICKET_RANDOM, plaintext)

    def record(self, from_client: bool, number: int, content: bytes, kind: int = DATA, epoch: int = 0) -> bytes:
        secret = after(self.client_traffic if from_client else self.server_traffic, epoch)
        first = 0x80 | kind << 4 | epoch
        tag_size = AEADS[self.aead][1]
        if not self.framing:
            header = bytes([first]) + (len(content) + tag_size).to_bytes(2, "big")
        else:
            asked = self.server_extensions if from_client else self.client_extensions
            two = number % 16 == 15 or tag_size == 8 or any(extension == TWO_BYTES for extension, _ in asked)
            cid = self.cids[1] if from_client else self.cids[0]
            header = bytes([first | 0x08 | two << 2]) + cid + number.to_bytes(2, "big")[not two:]
        return seal(self.aead, secret, number, header, content)

    def ticket_record(self, number: int) -> bytes:
        """The first tickets are the server's records 2 to 4."""
        content = TICKET_LIFETIME.to_bytes(4, "big") + bytes([TICKET_FLAGS]) + number.to_bytes(8, "big")
        return self.record(False, 2 + number, content + self.tickets[number][1], TICKET)

    def values(self) -> dict:
        values = {
            "hello": self.hello, "hey": self.hey, "early": self.early, "binder_secret": self.binder_secret,
            "hs": self.hs, "main": self.main, "client_traffic": self.client_traffic,
            "server_traffic": self.server_traffic, "exporter_master": self.exporter_master,
            "resumption_secret_0": self.resumption,
            "client_record_0": self.record(True, 0, b"Hello, server"),
            "server_record_0": self.record(False, 0, b"Hello, client"),
            "ping": self.record(True, 1, b"\x00" + PING, CONTROL),
            "pong": self.record(False, 1, b"\x01" + PING, CONTROL),
            "psk_of_ticket": [psk for psk, _ in self.tickets], "ticket": [bytes_of for _, bytes_of in self.tickets],
            "ticket_record": [self.ticket_record(number) for number in range(TICKETS)],
            "padded_record": self.record(False, 5, b"padded\x01" + bytes(9), PADDED),
            "client_record_0_of_epoch_1": self.record(True, 0, b"new keys", DATA, 1),
            "close": self.record(True, 1, b"", CLOSE, 1),
            "exported": exported(self.exporter_master, "EXPERIMENTAL vectors", b"context", 40)}
        if self.group:
            values["channel_binding"] = exported(self.exporter_master, "EXPORTER-Channel-Binding", b"", 32)
        if self.framing:
            sent = cookie(self.hello, COOKIE_SECRET, COOKIE_TIME, LINK)
            with_cookie = b"\x36" + sent + self.hello
            values |= {
                "cookie": b"\x35" + sent,
                "hello_with_cookie": with_cookie + mac(self.binder_secret, self.start + with_cookie),
                "client_record_15": self.record(True, 15, b"fifteen"),
                "hint": b"\x33\x05" + values["client_record_0"][-8:],
                "fragments": fragments(self.hello, FRAGMENT_ID, FRAGMENT_UNIT)}
        return values

    def name(self) -> str:
        kind = "_extensions" if self.client_extensions else "_grease" if len(self.offer) > 1 else ""
        return f"mode{self.mode}_{'datagram' if self.framing else 'stream'}_{self.suite:02x}{kind}"

    def as_json(self) -> dict:
        def text(value: bytes | list[bytes]) -> str | list[str]:
            return value.hex() if isinstance(value, bytes) else [part.hex() for part in value]
        return {"name": self.name(), "mode": self.mode, "framing": self.framing, "suite": f"{self.suite:02x}",
                "offer": self.offer.hex(), "identity": self.identity.hex(), "context": self.context.hex(),
                "ticket_aead": self.ticket_aead, "resumes": self.resumes.name() if self.resumes else "",
                **{name: text(value) for name, value in self.values().items()}}


def all_sessions() -> list[Session]:
    first = [Session(0, framing, 0x11) for framing in (0, 1)]
    return [
        *first, Session(0, 0, 0x01), Session(0, 1, 0x01),
        *(Session(1, one.framing, 0x11, resumes=one) for one in first),
        *(Session(1, one.framing, 0x01, resumes=one) for one in first),
        *(Session(mode, framing, 0x11) for mode in (2, 3) for framing in (0, 1)), Session(0, 1, 0x14),
        Session(0, 0, 0x12, offer=bytes([0x1D, 0x12]), ticket_aead=2),
        Session(0, 1, 0x11, client_extensions=((LIMIT, (300).to_bytes(2, "big")), (TWO_BYTES, b"")),
                server_extensions=((LIMIT, (200).to_bytes(2, "big")),))]


# What the page shows of a session beside Hello and Hey; all of it is in the JSON.
SECRETS = ["early", "binder_secret", "hs", "main", "client_traffic", "server_traffic", "exporter_master",
           "resumption_secret_0"]
RECORDS = ["client_record_0", "server_record_0"]
ON_PAGE = {
    "mode0_stream_11": [*SECRETS, *RECORDS, "ping", "pong", "padded_record", "client_record_0_of_epoch_1", "close",
                        "exported", "channel_binding"],
    "mode0_datagram_11": ["cookie", "hello_with_cookie", *RECORDS, "client_record_15", "hint", "fragments",
                          "psk_of_ticket", "ticket_record"],
    "mode1_datagram_01": ["early", "binder_secret", "main", *RECORDS],
    "mode2_stream_11": ["early", "hs", "main", *RECORDS],
    "mode3_datagram_11": ["early", "hs", "main", *RECORDS],
    "mode0_datagram_14": RECORDS,
    "mode0_stream_12_grease": [*RECORDS, "ticket"],
    "mode0_datagram_11_extensions": RECORDS,
}
REMARKS = {
    "mode0_datagram_11": "The Hello is also shown in fragments, in units of at most 31 bytes, as message number ff.",
    "mode1_datagram_01": "The identity is ticket 0 of the second session.",
    "mode0_stream_12_grease": "AEAD 13 is offered first. The tickets are sealed by aes-128-gcm.",
    "mode0_datagram_11_extensions": "The client sends a record size limit of 300 and asks for two-byte numbers; the "
                                    "server sends a limit of 200.",
}


def markdown() -> str:
    text = []
    for one in all_sessions():
        if one.name() in ON_PAGE:
            values = one.as_json()
            title = f"Mode {one.mode}, {'datagram' if one.framing else 'stream'}, suite 0x{one.suite:02x}"
            text += [f"### {title}\n", *([REMARKS[one.name()] + "\n"] if one.name() in REMARKS else [])]
            for name in ["hello", "hey", *ON_PAGE[one.name()]]:
                shown = values[name] if isinstance(values[name], list) else [values[name]]
                text.append(f"    {name}")
                for index, value in enumerate(shown):
                    mark = f"{index}: " if len(shown) > 1 else ""
                    text += ["        " + (mark if at == 0 else " " * len(mark)) + value[at:at + 96]
                             for at in range(0, len(value), 96)]
            text.append("")
    return "\n".join(text)


def main() -> None:
    sessions = [one.as_json() for one in all_sessions()]
    if "--check" in sys.argv:
        page = open(sys.argv[2], encoding="utf-8").read()
        file = json.load(open(sys.argv[3], encoding="utf-8"))
        sys.exit("docs/PROTOCOL.md is out of date" if markdown() not in page else
                 "tscp2.json is out of date" if file != sessions else 0)
    print(markdown() if "--markdown" in sys.argv else json.dumps(sessions, indent=1))


if __name__ == "__main__":
    main()
