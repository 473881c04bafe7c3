# SPDX-License-Identifier: MIT
"""`tscp connect` against the Python server."""

from __future__ import annotations

import socket
import subprocess
from typing import Callable

from classic_peer import Dialect, choose_suite
from lines import check, seeded_draw
from messages import text_messages
from peer_server import Change, PeerServer
from tool import run

OFFERS = (b"oXo", b"AES", b"oXo|AES")
NETWORK_ERROR = 6


def connect(tool: str, dialect: Dialect, address: tuple[str, int], offer: bytes, text: bytes,
            *options: str) -> subprocess.CompletedProcess:
    host, port = address
    return run(tool, "connect", f"{host}:{port}", "--classic", dialect.name, "--offer", offer.decode(), *options,
               text=text)


def check_messages(tool: str, dialect: Dialect) -> None:
    for offer in OFFERS:
        sent = text_messages(choose_suite(offer))
        with PeerServer(dialect, seeded_draw(("connect", offer))) as server:
            result = connect(tool, dialect, server.address, offer, b"".join(line + b"\n" for line in sent))
            check(result.returncode == 0, f"offer {offer!r}: exit {result.returncode}, {result.stderr[-500:]!r}")
            check(server.received == sent, f"offer {offer!r}: the server got {len(server.received)} of {len(sent)}")
            replies = result.stdout.split(b"\n")
            check(replies == [line.upper() for line in sent] + [b""], f"offer {offer!r}: the replies differ")


def upper_hex(line: bytes) -> bytes:
    """The same message with its hex body in capitals."""
    body, tag = line.split(b":")
    return body.upper() + b":" + tag


def check_leniency(tool: str, dialect: Dialect) -> None:
    """Hex is read in either case."""
    with PeerServer(dialect, seeded_draw("leniency"), change_reply=upper_hex) as server:
        result = connect(tool, dialect, server.address, b"AES", b"hex\n")
        check((result.returncode, result.stdout) == (0, b"HEX\n"), f"exit {result.returncode}, {result.stdout!r}")


def field_changed(at: int, change: Callable[[bytes], bytes]) -> Change:
    def change_line(line: bytes) -> bytes:
        fields = line.split(b":")
        return b":".join(fields[:at] + [change(fields[at])] + fields[at + 1:])
    return change_line


def bad_heys(dialect: Dialect) -> dict[str, Change]:
    changes = {
        "another word": field_changed(0, lambda word: b"Hi"),
        "an unknown suite": field_changed(1, lambda suite: b"DES"),
        "ids that are not hex": field_changed(2, lambda ids: b"zz" + ids[2:]),
        "ids cut short": field_changed(2, lambda ids: ids[:-1]),
        "no ids": field_changed(2, lambda ids: b""),
        "ids of another session": field_changed(2, lambda ids: b"%x" % (int(ids[:1], 16) ^ 1) + ids[1:]),
        "y = 0": field_changed(3, lambda y: b"0"),
        "another y": field_changed(3, lambda y: b"%d" % (7 * dialect.mask)),
        "a huge y": field_changed(3, lambda y: b"9" * 700),
        "a signed y": field_changed(3, lambda y: b"+" + y),
        "a leading zero in y": field_changed(3, lambda y: b"0" + y),
        "a field less": lambda line: line.rpartition(b":")[0],
        "a field more": lambda line: line + b":",
        "an empty line": lambda line: b"",
    }
    if dialect.mask > 1:
        changes["y not a multiple of M"] = field_changed(3, lambda y: b"%d" % (int(y) + 1))
    return changes


def check_bad_heys(tool: str, dialect: Dialect) -> None:
    for name, change in bad_heys(dialect).items():
        with PeerServer(dialect, seeded_draw("bad heys"), change_hey=change, mute_after_hey=True) as server:
            result = connect(tool, dialect, server.address, b"AES", b"secret\n")
        check(result.returncode != 0, f"a Hey with {name} was taken")
        check(result.stdout == b"" and not server.received, f"a message went out after a Hey with {name}")


def check_noise(tool: str, dialect: Dialect) -> None:
    """Bad lines before the Hey and before a reply are skipped."""
    def noisy(line: bytes) -> bytes:
        return b"\n".join((b"", b"noise", b"Hey:AES:00:1", b"00:00", b"\xff:", line))
    with PeerServer(dialect, seeded_draw("noise"), change_hey=noisy, change_reply=noisy) as server:
        result = connect(tool, dialect, server.address, b"AES", b"one\ntwo\n")
        check((result.returncode, result.stdout) == (0, b"ONE\nTWO\n"), f"exit {result.returncode}, {result.stdout!r}")


def check_refused_offers(tool: str, dialect: Dialect) -> None:
    with PeerServer(dialect, seeded_draw("offers")) as server:
        for offer in (b"DES", b"", b"oXo|", b"|AES", b"oXo||AES", b"oXo|AES" + b"|x" * 7):
            result = connect(tool, dialect, server.address, offer, b"text\n")
            check(result.returncode != 0 and not server.received, f"the offer {offer!r} was used")


def check_no_server(tool: str, dialect: Dialect) -> None:
    """Nobody listens, or the server hangs up instead of answering."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        result = connect(tool, dialect, unused.getsockname(), b"AES", b"text\n")
        check(result.returncode == NETWORK_ERROR, f"nobody listens: exit {result.returncode}")

    def hang_up(_: bytes) -> bytes:
        raise ConnectionAbortedError
    for options in (dict(change_hey=hang_up), dict(change_reply=hang_up)):
        with PeerServer(dialect, seeded_draw("hang up"), **options) as server:
            result = connect(tool, dialect, server.address, b"AES", b"text\n")
            check(result.returncode != 0, f"the server hung up: exit 0 ({', '.join(options)})")


def check_silent_server(tool: str, dialect: Dialect) -> None:
    """A server that never answers is given up after the time limit."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        result = connect(tool, dialect, silent.getsockname(), b"AES", b"text\n", "--timeout", "0.5")
        check(result.returncode != 0, f"the server kept silent: exit {result.returncode}")


CHECKS = (check_messages, check_leniency, check_bad_heys, check_noise, check_refused_offers,
          check_no_server, check_silent_server)
