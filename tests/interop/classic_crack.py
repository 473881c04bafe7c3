# SPDX-License-Identifier: MIT
"""`tscp crack` on recorded and fresh sessions, and on pairs that do not belong together."""

from __future__ import annotations

import json
import pathlib
from typing import Sequence

import classic_peer as peer
from lines import check, seeded_draw
from readme_transcripts import REPLY, REQUEST, TRANSCRIPTS
from tool import arguments, main, run

FRESH_SESSIONS = 40
WRONG_USE = 2


def check_cracked(tool: str, dialect: str, secret: int, hello: bytes, hey: bytes,
                  messages: Sequence[tuple[bytes, bytes]]) -> None:
    """`messages` are pairs of wire and plaintext; plaintexts are looked for in their order."""
    result = run(tool, "crack", hello.decode(), hey.decode(), *(wire.decode() for wire, _ in messages))
    check(result.returncode == 0, f"{hello!r}: exit {result.returncode}, {result.stderr!r}")
    for what in (dialect, str(secret), "exponents tried"):
        check(what.encode() in result.stdout, f"{hello!r}: {what!r} is not in {result.stdout[:500]!r}")
    at = 0
    for _, plaintext in messages:
        found = result.stdout.find(plaintext + b"\n", at)
        check(found >= 0, f"{hello!r}: {plaintext[:80]!r} was not recovered")
        at = found + len(plaintext) + 1


def check_readme(tool: str) -> None:
    for transcript in TRANSCRIPTS:
        check_cracked(tool, "debug", transcript.secret, transcript.hello, transcript.hey,
                      [(transcript.request, REQUEST), (transcript.reply, REPLY)])


def check_vectors(tool: str, vectors: pathlib.Path) -> None:
    for session in json.loads(vectors.read_text(encoding="utf-8"))["sessions"]:
        good = [exchange for exchange in session["exchanges"] if exchange.get("status") == "ok"]
        plain = [(exchange["wire"].encode(), exchange["received"].encode()) for exchange in good
                 if exchange["received"].isascii() and "\0" not in exchange["received"]]
        check_cracked(tool, session["dialect"], int(session["shared_secret"]), session["hello"].encode(),
                      session["hey"].encode(), plain)


def check_fresh(tool: str) -> None:
    for number in range(FRESH_SESSIONS):
        for dialect in peer.DIALECTS.values():
            client = peer.Client(dialect, seeded_draw(("crack", number)), (b"oXo", b"AES")[number % 2])
            server = peer.Server(dialect, seeded_draw(("crack, server", number)))
            hey = server.answer_hello(client.hello)
            there = client.read_hey(hey)
            check_cracked(tool, dialect.name, client.secret, client.hello, hey,
                          [(there.seal(b"to the server"), b"to the server"),
                           (server.channel.seal(b"to the client"), b"to the client")])


def check_refusals(tool: str) -> None:
    first, second = TRANSCRIPTS
    release = peer.Client(peer.RELEASE, seeded_draw("refusals"))
    pairs = [
        (first.hello, second.hey), (second.hello, first.hey), (release.hello, first.hey), (first.hey, first.hello),
        (first.hello[:-1], first.hey), (first.hello, first.hey[:-1]), (first.hello, first.hey + b":"), (b"", b""),
        (first.hello, first.hey.replace(b"AES", b"oXo")), (first.hello, first.hey.replace(b"AES", b"DES")),
        (first.hello.replace(b"C-1-2-38", b"C-1-2-39"), first.hey), (first.hello.replace(b":102:", b":0:"), first.hey),
        (first.hello.replace(b":102:", b":" + b"9" * 5000 + b":"), first.hey), (b"x", b"y"),
    ]
    for hello, hey in pairs:
        result = run(tool, "crack", hello.decode(), hey.decode(), first.request.decode())
        check(result.returncode != 0, f"{hello[:100]!r} and {hey[:100]!r} were cracked: {result.stdout[:300]!r}")
    for few in ([], [first.hello.decode()]):
        result = run(tool, "crack", *few)
        check(result.returncode == WRONG_USE, f"{len(few)} arguments: exit {result.returncode}")


if __name__ == "__main__":
    given = arguments(__doc__, "vectors").parse_args()
    main([("README transcripts", lambda: check_readme(given.tool)),
          ("recorded sessions", lambda: check_vectors(given.tool, pathlib.Path(given.vectors))),
          ("fresh sessions", lambda: check_fresh(given.tool)),
          ("refusals", lambda: check_refusals(given.tool))], seconds=120)
