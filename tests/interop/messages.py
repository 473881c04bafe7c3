# SPDX-License-Identifier: MIT
"""Messages that a session must carry unchanged."""

from __future__ import annotations

LONG = bytes(32 + i % 95 for i in range(10_000)).replace(b":", b";")
# As many bytes beyond one a character as a block has, so that the AES suite can carry it.
FITTING = ["é" * 16 + " wide", "温" * 8 + "x"]
ONLY_OXO = ["é", "café 温度", "\U0001f600", "ünïcödé " * 40]
# What MicroPython takes for UTF-8 and others do not: overlong forms and surrogates.
LOOSE_UTF8 = [b"\xc0\x80", b"\xed\xa0\x80 surrogate", b"\xf7\xbf\xbf\xbf"]


def text_messages(suite: bytes) -> list[bytes]:
    """Messages without line ends: empty, one byte, all lengths over several block borders, long, beyond ASCII."""
    chosen = [b"", b"x", LONG, b"This is the start of a beautiful day!", b" blanks  ", b"#|-\"'\\%s\t"]
    chosen += [b"abcdefghijklm"[:1 + size % 13] * 10 for size in range(13)]
    chosen += [(b"0123456789abcdef" * 7)[:size] for size in range(100)]
    chosen += [text.encode() for text in FITTING + (ONLY_OXO if suite == b"oXo" else [])]
    return chosen


def messages(suite: bytes) -> list[bytes]:
    """The same and every byte that the suite can carry."""
    control = bytes(byte for byte in range(1, 128) if byte != ord(":"))
    return text_messages(suite) + [control] + (LOOSE_UTF8 + [b"nul\0inside\0"] if suite == b"oXo" else [])
