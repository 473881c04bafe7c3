# SPDX-License-Identifier: MIT
"""Two programs that are the ends of TSCP 2. Both talk lines: each command is answered by one line."""

from __future__ import annotations

import subprocess

from tscp2_groups import X25519

PSK = "00112233445566778899aabbccddeeff" * 2
CLIENT_KEY, SERVER_KEY = bytes([0x11] * 32), bytes([0x22] * 32)
TICKET_KEY = "77" * 32
NOW = 1_000_000
PLAIN = {"context": "c0ffee", "suites": "11", "suite": "-", "cookies": 0, "extensions": 0, "others": "-"}


class Endpoint:
    """A program that answers each line with a line."""

    def __init__(self, command: list, role: str, framing: str) -> None:
        self.is_python = len(command) > 1  # that can break the rules
        self._process = subprocess.Popen([*command, role, framing], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         text=True, bufsize=1)

    def ask(self, line: str, wanted: str) -> str:
        """The answer; fails where it does not begin as wanted."""
        self._process.stdin.write(line + "\n")
        answer = self._process.stdout.readline().strip()
        if not answer.startswith(wanted):
            raise AssertionError(f"{line[:60]!r} gave {answer[:120]!r}, not {wanted!r}")
        return answer

    def word(self, line: str, wanted: str) -> str:
        """The second word of the answer."""
        return self.ask(line, wanted + " ").split()[1]

    def config(self, **values: object) -> None:
        for name, value in values.items():
            self.ask(f"config {name} {value}", "ok")

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait(10)


class Pair:
    def __init__(self, client: Endpoint, server: Endpoint, framing: str) -> None:
        self.client, self.server, self.is_datagram = client, server, framing == "datagram"
        self.ways = ((client, server), (server, client))

    def end(self) -> None:
        self.client.end()
        self.server.end()

    def reset(self, **values: object) -> None:
        """Nothing but the configuration is left, and that is changed at both ends."""
        for end in (self.client, self.server):
            end.ask("reset", "ok")
            end.config(**values)

    def configure(self, mode: int) -> None:
        """Keys for this mode, and nothing special."""
        for end, key, peer in ((self.client, CLIENT_KEY, SERVER_KEY), (self.server, SERVER_KEY, CLIENT_KEY)):
            statics = {"key_id": "6964", "private": key.hex(), "peer": X25519().public(peer).hex()}
            end.config(**PLAIN, mode=mode, psk="-" if mode == 2 else PSK)
            end.config(**(statics if mode >= 2 else dict.fromkeys(statics, "-")))
            end.config(identity="-" if mode >= 2 else "64657631")
            if self.is_datagram:
                end.config(cid="c1c2c3c4" if end is self.client else "51525354")
        self.server.config(ticket_key=TICKET_KEY, now=NOW)

    def record(self, sender: Endpoint, receiver: Endpoint, kind: str, content: str, wanted: str) -> str:
        """The receiver's answer."""
        return receiver.ask("open " + sender.word(f"seal {kind} {content}", "record"), f"opened {wanted}")

    def first_record(self) -> None:
        record = self.client.word("seal data 0102", "record")
        self.server.ask(f"first {record}", "opened data 0102")

    def handshake(self, mode: int) -> None:
        self.client.config(mode=mode)
        hey = self.server.ask(self.client.ask("hello", "hello "), "hey ")
        self.client.ask(hey, "ok")
        self.first_record()

    def data_both_ways(self) -> None:
        for sender, receiver in self.ways:
            self.record(sender, receiver, "data", "0a0b", "data 0a0b 0")


def damaged(text: str) -> str:
    """Another last bit."""
    return text[:-1] + f"{int(text[-1], 16) ^ 1:x}"
