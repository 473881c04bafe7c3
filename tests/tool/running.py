# SPDX-License-Identifier: MIT
"""Runs the tool for the tests; nothing that it starts outlives a test."""
import contextlib
import re
import socket
import subprocess

TOOL = VERSION = ""
SENTENCE = "This is the start of a beautiful day!"
HELLO = "Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146"
HEY = "Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:27756140084870699242461"


def run(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess:
    """The tool, run to its end."""
    return subprocess.run([TOOL, *arguments], input=text, capture_output=True, timeout=30, check=False)


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


@contextlib.contextmanager
def server():
    """A listening socket of our own; gives it and its address as text."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        yield listener, f"127.0.0.1:{listener.getsockname()[1]}"
