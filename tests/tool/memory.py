# SPDX-License-Identifier: MIT
"""Secrets in the memory of a running tool: what a file held is there while it is needed, and once."""
import pathlib
import re
import unittest

import running
from running import WithKey, connection, listening, server, started


def memory_of(pid: int) -> bytes:
    """All of a process's writable memory."""
    found = []
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            first, last, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
            if rights.startswith("rw"):
                memory.seek(int(first, 16))
                found.append(memory.read(int(last, 16) - int(first, 16)))
    return b"\0".join(found)


def occurrences(pid: int, secret: bytes) -> int:
    """How often any 8 bytes of the secret, from a place divisible by 8, are in the memory: a whole copy counts as one."""
    memory = memory_of(pid)
    return max(memory.count(secret[at:at + 8]) for at in range(0, len(secret), 8))


@unittest.skipIf(running.SANITIZED, "a sanitizer's own memory is too large to search")
class Memory(WithKey):
    def setUp(self):
        super().setUp()
        self.key, self.public = self.key_pair("key")
        self.server_key, self.server_public = self.key_pair("server")
        self.digits = {name: pathlib.Path(path).read_bytes().strip()
                       for name, path in (("psk", self.psk), ("key", self.key), ("server", self.server_key))}

    def check(self, pid: int, name: str, copies: int) -> None:
        """The secret is there so many times, and its digits are not, in either case."""
        digits = self.digits[name]
        self.assertEqual(occurrences(pid, digits), 0, f"digits of {name}")
        self.assertEqual(occurrences(pid, bytes.fromhex(digits.decode())), copies, name)

    def test_a_search_finds_what_is_there(self):
        with listening("--psk", self.psk) as (_, listener):
            self.assertGreaterEqual(occurrences(listener.pid, self.psk.encode()), 1)

    def test_a_listener_holds_each_secret_once_and_no_digits(self):
        with listening("--psk", self.psk, "--key", self.server_key, "--peer", self.public, "--reply", "upper") as \
                (address, listener), started("connect", address, "--key", self.key, "--peer", self.server_public,
                                             "--psk", self.psk) as client:
            client.stdin.write(b"a")
            self.assertEqual(client.stdout.read(1), b"A")
            self.check(listener.pid, "psk", 1)
            self.check(listener.pid, "server", 1)

    def test_a_client_gives_up_its_secrets_with_the_handshake(self):
        with listening("--psk", self.psk, "--key", self.server_key, "--peer", self.public, "--reply", "upper") as \
                (address, _), started("connect", address, "--key", self.key, "--peer", self.server_public,
                                      "--psk", self.psk) as client:
            client.stdin.write(b"a")
            self.assertEqual(client.stdout.read(1), b"A")
            self.check(client.pid, "psk", 0)
            self.check(client.pid, "key", 0)

    def test_a_client_that_waits_for_its_answer_holds_its_private_key_once(self):
        with server() as (listener, address), started("connect", address, "--key", self.key, "--peer",
                                                      self.server_public, "--psk", self.psk) as client:
            with listener.accept()[0] as peer:
                self.assertEqual(len(peer.recv(100)), 58)
                self.check(client.pid, "psk", 0)
                self.check(client.pid, "key", 1)

    def test_a_table_of_many_keys_leaves_none_behind_while_it_grows(self):
        table = self.folder / "table"
        table.write_bytes(b"".join(b"dev%d %064x\n" % (number, number * 0x123456789abcdef123456789abcdef)
                                   for number in range(1, 2000)) + b"last " + self.digits["psk"] + b"\n")
        table.chmod(0o600)
        with listening("--psk", str(table)) as (address, listener), connection(address):
            self.check(listener.pid, "psk", 1)
