#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The tool and the Python peer over TCP, both ways: what its own two ends never show each other.
usage: tscp2_tool.py TOOL"""

from __future__ import annotations

import os
import pathlib
import socket
import sys
import tempfile
import unittest
from typing import Optional

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tool"))
import running  # noqa: E402
from tscp2_client import Client
from tscp2_messages import ALL_SUITES, NO_EXTENSIONS, REFUSED, Extensions
from tscp2_records import CLOSE, CONTROL, DATA, Opened, Session
from tscp2_server import PskEntry, Server

PSK, IDENTITY = bytes(range(32)), b"dev1"
HELLO_SIZE, HEY_SIZE = 21 + 1 + len(IDENTITY) + 32, 19 + 32  # with one suite of x25519 and no extensions
PING = b"\0" + b"\1\2\3\4\5\6\7\x08"
PONG = b"\1" + PING[1:]


class Stream:
    """Whole messages over a socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self.session: Optional[Session] = None
        self.largest = 0  # record

    def take(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            chunk = self._socket.recv(size - len(data))
            if not chunk:
                raise EOFError
            data += chunk
        return data

    def send(self, message: bytes) -> None:
        self._socket.sendall(message)

    def seal(self, kind: int, content: bytes = b"") -> None:
        self.send(self.session.seal(kind, content))

    def open(self) -> Opened:
        header = self.take(3)
        size = int.from_bytes(header[1:], "big")
        self.largest = max(self.largest, 3 + size)
        return self.session.open(header + self.take(size))

    def open_data(self, size: int) -> bytes:
        """So many bytes of data, over as many records as they came in."""
        data = b""
        while len(data) < size:
            opened = self.open()
            if opened.kind == DATA:
                data += opened.content
        return data


class Tscp2Tool(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.psk = str(pathlib.Path(folder.name) / "psk")
        pathlib.Path(self.psk).write_text(PSK.hex() + "\n")
        os.chmod(self.psk, 0o600)

    def client(self, address: str, suites: bytes = b"\x11", extensions: Extensions = NO_EXTENSIONS) -> Stream:
        """A client of the tool's listener that has sent no record yet."""
        connection = running.connection(address)
        self.addCleanup(connection.close)
        stream = Stream(connection)
        client = Client(False, b"", 0, suites, IDENTITY, psk=PSK, extensions=extensions)
        stream.send(client.hello)
        stream.session = client.read_hey(stream.take(HEY_SIZE))
        return stream

    def server(self, listener: socket.socket, extensions: Extensions = NO_EXTENSIONS) -> Stream:
        """A server that the tool has connected to, and what it sent first."""
        connection, _ = listener.accept()
        self.addCleanup(connection.close)
        stream = Stream(connection)
        server = Server(False, b"", ALL_SUITES, psks={IDENTITY: PskEntry(PSK, IDENTITY)}, extensions=extensions)
        stream.send(server.answer(stream.take(HELLO_SIZE)))
        header = stream.take(3)
        half, self.first = server.open_first(header + stream.take(int.from_bytes(header[1:], "big")))
        stream.session = half.session
        return stream

    def connecting(self, address: str):
        return running.started("connect", address, "--psk", self.psk, "--identity", IDENTITY.decode())

    def test_a_client_with_nothing_to_say_proves_itself_by_a_ping(self) -> None:
        with running.server() as (listener, address), self.connecting(address) as tool:
            stream = self.server(listener)
            self.assertEqual((self.first.kind, self.first.content[:1]), (CONTROL, PING[:1]))
            stream.seal(CONTROL, PONG[:1] + self.first.content[1:])
            stream.seal(DATA, b"from here")
            self.assertEqual(tool.stdout.read(9), b"from here")
            tool.stdin.write(b"from there")
            self.assertEqual(stream.open_data(10), b"from there")
            tool.stdin.close()
            self.assertEqual(stream.open().kind, CLOSE)
            stream.seal(CLOSE)
            self.assertEqual(tool.wait(10), 0)

    def test_pings_are_answered_at_both_ends_and_unknown_control_records_are_not(self) -> None:
        with running.server() as (listener, address), self.connecting(address):
            stream = self.server(listener)
            stream.seal(CONTROL, b"\x02" + bytes(8))
            stream.seal(CONTROL, PING)
            self.assertEqual(stream.open().content, PONG)
        with running.listening("--psk", self.psk) as (address, _):
            stream = self.client(address)
            stream.seal(CONTROL, PING)
            self.assertEqual(stream.open().content, PONG)
            stream.seal(CONTROL, b"\xff")
            stream.seal(CONTROL, PING[:1])
            self.assertEqual(stream.open().content, PONG[:1])

    def test_a_control_record_of_another_form_ends_the_session(self) -> None:
        with running.listening("--psk", self.psk, "--once") as (address, tool):
            stream = self.client(address)
            stream.seal(DATA)
            stream.open()
            stream.seal(CONTROL, bytes(10))
            self.assertEqual(tool.wait(10), 1)

    def test_a_peer_that_takes_small_records_gets_no_larger_ones(self) -> None:
        limit, sent = Extensions(record_size_limit=300), os.urandom(50_000)
        with running.listening("--psk", self.psk, "--once") as (address, tool):
            stream = self.client(address, extensions=limit)
            stream.seal(DATA)
            tool.stdin.write(sent)
            self.assertEqual(stream.open_data(len(sent)), sent)
            self.assertEqual(stream.largest, 3 + 300 + 16)
        with running.server() as (listener, address), self.connecting(address) as tool:
            tool.stdin.write(sent)
            stream = self.server(listener, extensions=limit)
            self.assertLessEqual(len(self.first.content), 300)
            data = self.first.content if self.first.kind == DATA else b""
            self.assertEqual(data + stream.open_data(len(sent) - len(data)), sent)

    def test_an_offer_with_the_aead_that_is_never_assigned(self) -> None:
        with running.listening("--psk", self.psk, "--reply", "upper") as (address, _):
            stream = self.client(address, b"\x1d\x11", Extensions(others=b"\xe0\x01\x00"))
            stream.seal(DATA, b"question")
            self.assertEqual(stream.open_data(8), b"QUESTION")

    def test_an_unknown_group_is_refused_and_what_belongs_to_datagrams_ends_the_connection(self) -> None:
        unknown = bytes.fromhex("31000161046465763100" + "0003aabbcc") + bytes(16)
        for message, answer in ((unknown, REFUSED), (b"\x35" + bytes(16), b""), (b"\x36" + bytes(100), b""),
                                (b"\x34\0\x80\x31", b""), (b"\x33\5" + bytes(8), b"")):
            with self.subTest(message[:1].hex()), running.listening("--psk", self.psk, "--once") as (address, tool):
                connection = running.connection(address)
                self.addCleanup(connection.close)
                connection.sendall(message)
                received = b"".join(iter(lambda: connection.recv(100), b""))
                self.assertEqual((received, tool.wait(10)), (answer, 3))


if __name__ == "__main__":
    running.TOOL = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1], verbosity=2)
