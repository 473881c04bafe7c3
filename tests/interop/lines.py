# SPDX-License-Identifier: MIT
"""LF-ended lines over TCP, with a time limit on every step."""

from __future__ import annotations

import random
import socket

from classic_peer import OK, Channel, Client, Dialect, Draw, choose_suite

STEP_SECONDS = 30.0


class Failure(Exception):
    """What the peer did was not what the protocol says."""


def check(condition: bool, message: str) -> None:
    if not condition:
        raise Failure(message)


class Lines:
    def __init__(self, address: tuple[str, int]) -> None:
        self._socket = socket.create_connection(address, timeout=STEP_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, line: bytes) -> None:
        self.send_raw(line + b"\n")

    def send_raw(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self) -> bytes:
        while b"\n" not in self._received:
            try:
                chunk = self._socket.recv(65536)
            except socket.timeout:
                raise Failure("no answer in time") from None
            if not chunk:
                raise Failure("the connection was closed instead of an answer")
            self._received += chunk
        line, self._received = self._received.split(b"\n", 1)
        return line

    def reset(self) -> None:
        """Close at once, dropping what is on the way."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self._socket.close()

    def greet(self, dialect: Dialect, offer: bytes, draw: Draw) -> Channel:
        """A new session on this connection; the suite must be the one that the offer calls for."""
        client = Client(dialect, draw, offer)
        self.send(client.hello)
        try:
            channel = client.read_hey(self.receive())
        except ValueError as error:
            raise Failure(f"unreadable Hey: {error}") from None
        check(client.suite == choose_suite(offer), f"offer {offer!r} gave {client.suite!r}")
        return channel

    def expect_reply(self, channel: Channel, data: bytes) -> None:
        status, reply = channel.open(self.receive())
        check((status, reply) == (OK, data), f"expected {data[:80]!r}, got {status} {reply[:80]!r}")

    def ask(self, channel: Channel, data: bytes) -> None:
        """One message to a peer that answers in capitals."""
        self.send(channel.seal(data))
        self.expect_reply(channel, data.upper())


def seeded_draw(seed: object) -> Draw:
    return random.Random(repr(seed)).getrandbits
