#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""TSCP 2 between the C++ library and a peer in Python that was written from docs/PROTOCOL.md alone: every mode, suite
and framing, and every feature, either one as the client. A line for each; it fails where one is missing.
usage: tscp2_interop.py TSCP2_ENDPOINT"""

from __future__ import annotations

import itertools
import pathlib
import sys
from typing import Callable

from tscp2_features import DATAGRAM_FEATURES, FEATURES, site_tickets
from tscp2_pair import Endpoint, Pair, damaged

X25519_SUITES = [f"1{aead}" for aead in range(1, 7)]
ALL_SUITES = [f"{group}{aead}" for group in range(4) for aead in range(1, 7)]
FRAMINGS = ("stream", "datagram")
# In each direction: 24 suites in modes 0 and 1 and 6 in 2 and 3, in both framings; features and a ticket for another
# server in both framings; features of datagrams. Nothing is left out unseen.
EXPECTED = 2 * (2 * (2 * 24 + 2 * 6) + 2 * (9 + 1) + 11)
REFUSED = "3301"
BINDING = b"EXPORTER-Channel-Binding".hex()


def refusals(pair: Pair) -> None:
    """A damaged Hello is refused, a damaged Hey leaves nothing behind that opens."""
    answer = pair.server.ask(damaged(pair.client.ask("hello", "hello ")), "refused")
    assert answer.endswith(" " + REFUSED), answer
    pair.reset()
    hey = pair.server.ask(pair.client.ask("hello", "hello "), "hey ")
    pair.client.ask(damaged(hey), "error")
    pair.reset()


def exports(pair: Pair, suite: str) -> None:
    value = pair.client.ask(f"export {b'EXPORTER'.hex()} 63 40", "value ")
    pair.server.ask(f"export {b'EXPORTER'.hex()} 63 40", value)
    if suite[0] == "0":
        pair.client.ask(f"export {BINDING} - 32", "error")
        pair.server.ask(f"export {BINDING} - 32", "error")
    else:
        pair.server.ask(f"export {BINDING} - 32", pair.client.ask(f"export {BINDING} - 32", "value "))


def session(pair: Pair, mode: int, suite: str) -> None:
    if mode == 1:
        pair.handshake(0)
        pair.record(pair.server, pair.client, "ticket", "0000025801", "ticket")
        pair.client.ask("ticket_from -", "ok")
        pair.reset()
    else:
        refusals(pair)
    pair.handshake(mode)
    for (sender, receiver), size, kind in itertools.product(pair.ways, (0, 1, 50, 1000), ("data", "padded")):
        content = "ab" * size or "-"
        pair.record(sender, receiver, kind, content, f"data {content} 0")
    for sender, receiver in pair.ways:
        answer = pair.record(sender, receiver, "update", "-", "update")
        if answer.endswith(" 1"):
            pair.record(receiver, sender, "data", "-", "data -")
        pair.data_both_ways()
    exports(pair, suite)
    for sender, receiver in pair.ways:
        pair.record(sender, receiver, "close", "-", "close")


class Lines:
    """One for each thing that was tried."""

    def __init__(self) -> None:
        self.good = self.bad = 0

    def run(self, name: str, step: Callable[[], None]) -> None:
        try:
            step()
        except (AssertionError, OSError) as error:
            self.bad += 1
            print(f"FAILED {name}: {error}")
        else:
            self.good += 1
            print(f"ok {name}")


def suites_of(lines: Lines, title: str, pair: Pair) -> None:
    for mode in range(4):
        pair.configure(mode)
        for suite in X25519_SUITES if mode >= 2 else ALL_SUITES:
            pair.reset(suites=suite, mode=mode)
            lines.run(f"{title}, mode {mode}, suite 0x{suite}", lambda: session(pair, mode, suite))


def features_of(lines: Lines, title: str, pair: Pair) -> None:
    for name, feature in (FEATURES | DATAGRAM_FEATURES if pair.is_datagram else FEATURES).items():
        pair.configure(0)
        pair.reset()
        lines.run(f"{title}, {name}", lambda: feature(pair))


def main() -> int:
    library = [sys.argv[1]]
    python = [sys.executable, "-B", str(pathlib.Path(__file__).with_name("tscp2_endpoint.py"))]
    programs = {"C++": library, "Python": python}
    lines = Lines()
    for (client, server), framing in itertools.product((("C++", "Python"), ("Python", "C++")), FRAMINGS):
        title = f"client {client}, server {server}, {framing}"
        for part in (suites_of, features_of):
            pair = Pair(Endpoint(programs[client], "client", framing), Endpoint(programs[server], "server", framing),
                        framing)
            part(lines, title, pair)
            pair.end()
        pair = Pair(Endpoint(programs[client], "client", framing), Endpoint(programs[server], "server", framing),
                    framing)
        other = Endpoint(programs[client], "server", framing)
        lines.run(f"{title}, its ticket taken by a server in {client}", lambda: site_tickets(pair, other))
        pair.end()
        other.end()
    print(f"{lines.good} of {EXPECTED} good, {lines.bad} failed")
    return 0 if lines.good == EXPECTED and not lines.bad else 1


if __name__ == "__main__":
    sys.exit(main())
