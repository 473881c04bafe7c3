# SPDX-License-Identifier: MIT
"""Hellos that a server must refuse, each with one thing wrong."""

from __future__ import annotations

from typing import Iterable

from classic_peer import Client, Dialect
from lines import seeded_draw

NUMBER_FORMS = {
    "a plus sign": b"+%s", "a minus sign": b"-%s", "a leading zero": b"0%s", "a leading blank": b" %s",
    "a trailing blank": b"%s ", "a letter": b"%sx", "a fraction": b"%s.0", "a hex prefix": b"0x%s"}
OFFERS = {
    "unknown suites only": b"DES|RC4", "no offer": b"", "the wrong case": b"oxo|aes", "an empty first name": b"|oXo",
    "an empty last name": b"oXo|", "an empty middle name": b"oXo||AES", "nine names": b"oXo|AES" + b"|x" * 7}


def bad_hellos(dialect: Dialect) -> Iterable[tuple[str, bytes]]:
    client = Client(dialect, seeded_draw("bad hellos"))
    fields = client.hello.split(b":")

    def changed(at: int, value: bytes) -> bytes:
        return b":".join(fields[:at] + [value] + fields[at + 1:])

    yield "another word", changed(0, b"Hallo")
    yield "another organisation", changed(1, b"KAKI5-1-0-B")
    yield "no organisation", changed(1, b"")
    yield "an over-long organisation", changed(1, b"KAKI5-1-0-A" * 100)
    yield "an over-long id", changed(2, b"C-1-2-" + b"3" * 1000)
    for name, offer in OFFERS.items():
        yield name, changed(3, offer)
    for name, value in out_of_bounds(dialect, client.modulus):
        yield name, changed(4 if name.startswith("p") else 5, value)
    for name, form in NUMBER_FORMS.items():
        yield f"{name} in p", changed(4, form % fields[4])
        yield f"{name} in x", changed(5, form % fields[5])
    for size in range(1, 6):
        yield f"{size} fields", b":".join(fields[:size])
    yield "a field more", client.hello + b":"


def out_of_bounds(dialect: Dialect, modulus: int) -> Iterable[tuple[str, bytes]]:
    most = b"%d" % (dialect.most_p + dialect.p_offset + 1)
    least = b"%d" % (dialect.least_p + dialect.p_offset - 1)
    for value in (b"", b"0", b"1", b"9", b"10", least, most, b"1" * 20, b"9" * 700):
        yield f"p = {value[:20].decode()}", value
    mask = dialect.mask
    for number in (0, modulus * mask, (modulus + 1) * mask, 10 ** 60 * mask, 10 ** 700 * mask):
        yield f"x = {str(number)[:40]}", b"%d" % number
    yield "x missing", b""
    if mask > 1:
        yield "x not a multiple of M", b"%d" % (5 * mask + 1)
