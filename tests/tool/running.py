# SPDX-License-Identifier: MIT
"""Runs the tool for the tests; nothing that it starts outlives a test."""
import contextlib
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import threading
import unittest

TOOL = VERSION = FAKE_RESOLVER = ""
SANITIZED = False
SENTENCE = "This is the start of a beautiful day!"
HELLO = "Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146"
HEY = "Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:27756140084870699242461"


def run(*arguments: str, text: bytes = b"", **options) -> subprocess.CompletedProcess:
    """The tool, run to its end."""
    return subprocess.run([TOOL, *arguments], input=text, capture_output=True, timeout=30, check=False, **options)


def write_secret(path: pathlib.Path, text: str | bytes, mode: int = 0o600) -> str:
    """A key file with this text and mode; gives its path as text."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    os.chmod(path, mode)
    return str(path)


@contextlib.contextmanager
def started(*arguments: str, **options):
    """The tool, running, with pipes for all it reads and writes."""
    process = subprocess.Popen([TOOL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, bufsize=0, **options)
    try:
        yield process
    finally:
        process.kill()
        if process.stdin and process.stdin.closed:
            process.stdin = None
        process.communicate()


@contextlib.contextmanager
def listening(*arguments: str, **options):
    """A listener; gives its address as text and its process, whose standard error is read up to the address."""
    with started("listen", *arguments, **options) as process:
        line = process.stderr.readline().decode()
        match = re.fullmatch(r"listening on (\S+:\d+)\n", line)
        assert match, line
        yield match[1], process


def connection(address: str) -> socket.socket:
    """A connection to a listener, every step of which ends in time."""
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=20)


class WithKey(unittest.TestCase):
    """A folder for the test, and a PSK in it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.psk = str(self.folder / "psk")
        self.assertEqual(run("keygen", "--psk", self.psk).returncode, 0)
        self.client = ("--psk", self.psk, "--identity", "dev1")

    def key_pair(self, name: str) -> tuple[str, str]:
        """The path of a new private key, and its public key."""
        path = str(self.folder / name)
        return path, run("keygen", "--key", path).stdout.decode().strip()


def finished(process: subprocess.Popen, text: bytes = b"") -> tuple[int, bytes, bytes]:
    """Gives a process that was started its input and waits for its end: exit code, output, errors."""
    out, err = process.communicate(text, timeout=30)
    return process.returncode, out, err


@contextlib.contextmanager
def relay(address: str, to_server=None, to_client=None):
    """A server that passes one connection on to the address. `to_server` and `to_client` are called as
    f(source, target) in threads of their own, to pass each direction on; where they are none all is passed, and the
    end of a direction too."""
    def all_of_it(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def serve(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            client, _ = listener.accept()
            with client, connection(address) as target:
                ways = [threading.Thread(target=to_server or all_of_it, args=(client, target)),
                        threading.Thread(target=to_client or all_of_it, args=(target, client))]
                for way in ways:
                    way.start()
                for way in ways:
                    way.join()

    with server() as (listener, own):
        worker = threading.Thread(target=serve, args=(listener,))
        worker.start()
        yield own
    worker.join()


@contextlib.contextmanager
def server():
    """A listening socket of our own; gives it and its address as text."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        yield listener, f"127.0.0.1:{listener.getsockname()[1]}"
