#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""TSCP 2 between the C++ library and a peer in Python that was written from docs/PROTOCOL.md alone: every mode, suite
and framing, either one as the client. Both talk lines: see Pair.session for the commands.
usage: tscp2_interop.py TSCP2_ENDPOINT"""
import contextlib
import itertools
import pathlib
import subprocess
import sys

from tscp2_groups import X25519

PSK = "00112233445566778899aabbccddeeff" * 2
CLIENT_KEY, SERVER_KEY = bytes([0x11] * 32), bytes([0x22] * 32)
X25519_SUITES = [f"1{aead}" for aead in range(1, 7)]
ALL_SUITES = [f"{group}{aead}" for group in range(4) for aead in range(1, 7)]


class Endpoint:
    """A program that answers each line with a line."""

    def __init__(self, command: list, role: str, framing: str) -> None:
        self._process = subprocess.Popen([*command, role, framing], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         text=True, bufsize=1)

    def ask(self, line: str, wanted: str) -> str:
        """The answer; fails where it does not begin as wanted."""
        self._process.stdin.write(line + "\n")
        answer = self._process.stdout.readline().strip()
        if not answer.startswith(wanted):
            raise AssertionError(f"{line[:60]!r} gave {answer[:120]!r}, not {wanted!r}")
        return answer

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait(10)


class Pair:
    def __init__(self, client: Endpoint, server: Endpoint) -> None:
        self.client, self.server = client, server

    def both(self, line: str) -> None:
        self.client.ask(line, "ok")
        self.server.ask(line, "ok")

    def record(self, sender: Endpoint, receiver: Endpoint, kind: str, content: str, wanted: str) -> str:
        sealed = sender.ask(f"seal {kind} {content}", "record ").split()[1]
        return receiver.ask(f"open {sealed}", f"opened {wanted}")

    def handshake(self, mode: int) -> None:
        self.client.ask(f"config mode {mode}", "ok")
        hey = self.server.ask(self.client.ask("hello", "hello "), "hey ")
        self.client.ask(hey, "ok")
        first = self.client.ask("seal data 0102", "record ").split()[1]
        self.server.ask(f"first {first}", "opened data 0102")

    def refusals(self) -> None:
        """A damaged Hello is refused, a damaged Hey and record leave nothing behind that opens."""
        hello = self.client.ask("hello", "hello ")
        damaged = hello[:-1] + ("0" if hello[-1] != "0" else "1")
        self.server.ask(damaged, "refused")
        self.both("reset")
        hey = self.server.ask(self.client.ask("hello", "hello "), "hey ")
        self.client.ask(hey[:-1] + ("0" if hey[-1] != "0" else "1"), "error")
        self.both("reset")

    def session(self, mode: int) -> None:
        ways = ((self.client, self.server), (self.server, self.client))
        if mode == 1:
            self.handshake(0)
            self.record(self.server, self.client, "ticket", "0000025801", "ticket")
            self.client.ask("ticket_from -", "ok")
            self.both("reset")
        else:
            self.client.ask(f"config mode {mode}", "ok")
            self.refusals()
        self.handshake(mode)
        for (sender, receiver), size, kind in itertools.product(ways, (0, 1, 50, 1000), ("data", "padded")):
            content = "ab" * size or "-"
            self.record(sender, receiver, kind, content, f"data {content} 0")
        for sender, receiver in ways:
            answer = self.record(sender, receiver, "update", "-", "update")
            if answer.endswith(" 1"):
                self.record(receiver, sender, "data", "-", "data -")
            self.record(sender, receiver, "data", "09", "data 09")
            self.record(receiver, sender, "data", "08", "data 08")
        for label, context in (("4558504f52544552", "63"), ("4558504f525445522d4368616e6e656c2d42696e64696e67", "-")):
            value = self.client.ask(f"export {label} {context} 32", "value ")
            self.server.ask(f"export {label} {context} 32", value)
        for sender, receiver in ways:
            self.record(sender, receiver, "close", "-", "close")


def configured(pair: Pair, mode: int, framing: str) -> None:
    own = ((pair.client, CLIENT_KEY, SERVER_KEY), (pair.server, SERVER_KEY, CLIENT_KEY))
    for endpoint, key, peer in own:
        values = {"context": "c0ffee"}
        if mode >= 2:
            values |= {"key_id": "6964", "private": key.hex(), "peer": X25519().public(peer).hex()}
        else:
            values |= {"identity": "64657631"}
        if mode != 2:
            values["psk"] = PSK
        if framing == "datagram":
            values["cid"] = "c1c2c3c4" if endpoint is pair.client else "51525354"
        for name, value in values.items():
            endpoint.ask(f"config {name} {value}", "ok")
    if mode == 1:
        pair.server.ask("config ticket_key " + "77" * 32, "ok")
        pair.server.ask("config now 1000000", "ok")


def main() -> int:
    library = [sys.argv[1]]
    python = [sys.executable, "-B", str(pathlib.Path(__file__).with_name("tscp2_endpoint.py"))]
    done, failures = 0, []
    for (client, server), framing, mode in itertools.product(
            ((library, python), (python, library)), ("stream", "datagram"), range(4)):
        pair = Pair(Endpoint(client, "client", framing), Endpoint(server, "server", framing))
        with contextlib.ExitStack() as stack:
            stack.callback(pair.client.end)
            stack.callback(pair.server.end)
            configured(pair, mode, framing)
            for suite in X25519_SUITES if mode >= 2 else ALL_SUITES:
                name = f"client {'C++' if client is library else 'Python'}, {framing}, mode {mode}, suite 0x{suite}"
                try:
                    pair.both("reset")
                    pair.both(f"config suites {suite}")
                    pair.session(mode)
                    done += 1
                except AssertionError as error:
                    failures.append(f"{name}: {error}")
    print("\n".join(failures + [f"{done} sessions, {len(failures)} failures"]))
    return 0 if done == 2 * 2 * (2 * 24 + 2 * 6) and not failures else 1


if __name__ == "__main__":
    sys.exit(main())
