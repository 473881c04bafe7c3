# SPDX-License-Identifier: MIT
"""Random and mutated lines: what a line-based server must survive."""

from __future__ import annotations

import random
from typing import Callable

from classic_peer import DIALECTS, Client, Server

ALPHABETS = (bytes(range(256)), b"0123456789abcdefABCDEF:", b"0123456789:", b"HeloyAESoX|:KI5-10C", b":|-\0\r \xff")


def good_lines(rng: random.Random) -> list[bytes]:
    """Hellos, Heys and messages of sessions of both dialects, to be mutated."""
    lines = []
    for dialect in DIALECTS.values():
        for offer in (b"oXo", b"AES", b"oXo|AES"):
            client = Client(dialect, rng.getrandbits, offer)
            server = Server(dialect, rng.getrandbits)
            hey = server.answer_hello(client.hello)
            lines += [client.hello, hey, client.read_hey(hey).seal(b"a message"), server.channel.seal(b"b" * 90)]
    return lines


def random_line(rng: random.Random) -> bytes:
    alphabet = rng.choice(ALPHABETS)
    return bytes(rng.choices(alphabet, k=rng.choice((0, 1, 2, 7, 40, 130, 400))))


def _flip(rng: random.Random, line: bytes) -> bytes:
    at = rng.randrange(len(line) + 1)
    return line[:at] + bytes(byte ^ 1 << rng.randrange(8) for byte in line[at:at + 1]) + line[at + 1:]


def _cut(rng: random.Random, line: bytes) -> bytes:
    start, end = sorted(rng.choices(range(len(line) + 1), k=2))
    return line[:start] + line[end:]


def _repeat(rng: random.Random, line: bytes) -> bytes:
    start, end = sorted(rng.choices(range(len(line) + 1), k=2))
    return line[:end] + line[start:end] * rng.choice((1, 2, 30)) + line[end:]


def _insert(rng: random.Random, line: bytes) -> bytes:
    at = rng.randrange(len(line) + 1)
    return line[:at] + rng.choice((b":", b"\0", b"-", b"|", b"9" * 400, b"\xf0\x9f", random_line(rng))) + line[at:]


def _replace_field(rng: random.Random, line: bytes) -> bytes:
    fields = line.split(b":")
    values = (b"", b"0", b"1", b"101", b"9" * 25, b"9" * 3000, b"00" * 800, b"AES", b"-1", rng.choice(fields))
    fields[rng.randrange(len(fields))] = rng.choice(values)
    return b":".join(fields)


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (_flip, _cut, _repeat, _insert, _replace_field)


def mutated_line(rng: random.Random, seeds: list[bytes]) -> bytes:
    """Once in ten times the line stays good: sessions are then replaced between the bad lines."""
    line = rng.choice(seeds)
    for _ in range(rng.choice((0, 1, 1, 1, 1, 1, 2, 2, 3, 6))):
        line = rng.choice(MUTATIONS)(rng, line)[:50_000]
    return line


def garbage_lines(rng: random.Random, seeds: list[bytes], count: int) -> list[bytes]:
    """Exactly `count` lines without line feeds, random ones and mutations of `seeds`."""
    return [(random_line(rng) if rng.random() < 0.4 else mutated_line(rng, seeds)).replace(b"\n", b"\r")
            for _ in range(count)]
