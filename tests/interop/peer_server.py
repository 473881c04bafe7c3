# SPDX-License-Identifier: MIT
"""A TCP server for the Python peer; it answers every good message in capitals and stays silent otherwise."""

from __future__ import annotations

import socket
import socketserver
import threading
from typing import BinaryIO, Callable, Optional

from classic_peer import OK, Dialect, Draw, Server

Change = Callable[[bytes], bytes]


class PeerServer:
    """Serves on a free local port while the `with` block runs.

    `received` holds the good messages in order; it is complete when the block has ended and the clients are gone.
    """

    def __init__(self, dialect: Dialect, draw: Draw, change_hey: Optional[Change] = None,
                 change_reply: Optional[Change] = None, mute_after_hey: bool = False) -> None:
        self._dialect = dialect
        self._draw = draw
        self._change_hey = change_hey or bytes
        self._change_reply = change_reply or bytes
        self._mute_after_hey = mute_after_hey
        self.received: list[bytes] = []

    def __enter__(self) -> PeerServer:
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                owner._serve(self.rfile, self.connection)

        self._tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.address: tuple[str, int] = self._tcp.server_address
        threading.Thread(target=self._tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tcp.shutdown()
        self._tcp.server_close()

    def _serve(self, requests: BinaryIO, connection: socket.socket) -> None:
        server = Server(self._dialect, self._draw)
        try:
            for line in requests:
                answer = self._answer(server, line.rstrip(b"\n"))
                if answer is not None:
                    connection.sendall(answer + b"\n")
                    if self._mute_after_hey:
                        connection.shutdown(socket.SHUT_WR)
        except ConnectionError:
            pass  # the peer hung up, or a change made for a test does

    def _answer(self, server: Server, line: bytes) -> Optional[bytes]:
        if line.startswith(b"Hello:"):
            try:
                return self._change_hey(server.answer_hello(line))
            except ValueError:
                return None
        if server.channel is None:
            return None
        status, data = server.channel.open(line)
        if status != OK:
            return None
        self.received.append(data)
        return self._change_reply(server.channel.seal(data.upper()))
