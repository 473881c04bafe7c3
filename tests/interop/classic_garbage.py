# SPDX-License-Identifier: MIT
"""Throws random and mutated lines at `tscp listen`; it must stay alive, clean and able to serve."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from classic_peer import DIALECTS, Channel, Client, Dialect
from garbage import garbage_lines, good_lines
from lines import Failure, Lines, check
from tool import Listener, arguments, main

CONNECTIONS = 20
AT_ONCE = 4
MEGABYTE = 1 << 20
TAILS = ("close", "reset", "partial line", "megabyte", "megabyte and reset")


def good_session(lines: Lines, dialect: Dialect, rng: random.Random, before: bytes = b"") -> None:
    """Sends `before` and then talks in a session of its own, past the answers that `before` may have drawn."""
    client = Client(dialect, rng.getrandbits)
    sender = threading.Thread(target=send_quietly, args=(lines, before + client.hello + b"\n"), daemon=True)
    sender.start()
    channel = find_hey(lines, client)
    sender.join()
    lines.ask(channel, b"still serving")


def send_quietly(lines: Lines, data: bytes) -> None:
    try:
        lines.send_raw(data)
    except OSError:
        pass  # the reader sees the closed connection


def find_hey(lines: Lines, client: Client) -> Channel:
    while True:
        line = lines.receive()
        try:
            return client.read_hey(line)
        except ValueError:
            continue


def finish_connection(lines: Lines, tail: str, line: bytes) -> None:
    if tail == "partial line":
        lines.send_raw(line[:len(line) // 2])
    elif tail.startswith("megabyte"):
        send_quietly(lines, b"a" * MEGABYTE)
    if tail.endswith("reset"):
        lines.reset()


def throw(tool: str, dialect: Dialect, count: int, seed: int, drain: bool) -> None:
    with Listener(tool, dialect, drain=drain) as listener:
        def connect(number: int) -> None:
            share = count * (number + 1) // CONNECTIONS - count * number // CONNECTIONS
            rng = random.Random(repr((seed, dialect.name, drain, number)))
            try:
                throw_at_connection(listener, dialect, rng, share, TAILS[number % len(TAILS)])
            except (Failure, OSError) as error:
                raise Failure(f"seed {seed}, connection {number}: {error}") from None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(connect, range(CONNECTIONS)))
        rng = random.Random(repr((seed, dialect.name, drain)))
        throw_long_lines(listener, dialect, rng)
        with Lines(listener.address) as lines:
            good_session(lines, dialect, rng)
        listener.finish()
        if drain:
            check(listener.errors.count(b"\n") > 1, "the listener reported no bad line")


def throw_at_connection(listener: Listener, dialect: Dialect, rng: random.Random, count: int, tail: str) -> None:
    """First damaged messages of the session that is on, then lines that may replace it."""
    with Lines(listener.address) as lines:
        channel = lines.greet(dialect, rng.choice((b"oXo", b"AES")), rng.getrandbits)
        live = [channel.seal(text) for text in (b"", b"x", b"a short text", b"a longer text " * 50)]
        garbage = garbage_lines(rng, live, count // 2) + garbage_lines(rng, good_lines(rng), count - count // 2)
        good_session(lines, dialect, rng, b"".join(line + b"\n" for line in garbage))
        finish_connection(lines, tail, garbage[-1] if garbage else b"")


def throw_long_lines(listener: Listener, dialect: Dialect, rng: random.Random) -> None:
    """A megabyte without a line feed is dropped; what follows the line feed is served."""
    with Lines(listener.address) as lines:
        for filler in (b"a", b"Hello:", b"\0", bytes(range(11, 256))):
            long_line = (filler * (MEGABYTE // len(filler) + 1))[:MEGABYTE]
            good_session(lines, dialect, rng, long_line + b"\n")


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("--lines", type=int, default=10_000, help="garbage lines in each of four runs")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    runs = [(dialect, drain) for dialect in DIALECTS.values() for drain in (True, False)]
    main([(f"{dialect.name}, standard error {'read' if drain else 'not read'}",
           partial(throw, given.tool, dialect, given.lines, given.seed, drain)) for dialect, drain in runs],
         seconds=120)
