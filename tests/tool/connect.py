# SPDX-License-Identifier: MIT
"""connect, with listen at the other end or a server that does wrong."""
import contextlib
import socket
import threading
import time
import unittest

from running import connection, listening, run, server, started

CLASSIC = ("--classic", "debug")


@contextlib.contextmanager
def go_between(address: str, change):
    """A server that hands lines to and fro; `change` gives what becomes of each line from the listener."""
    def serve(here: socket.socket) -> None:
        with contextlib.suppress(OSError), here, connection(address) as there:
            answers = there.makefile("rb")
            for line in here.makefile("rb"):
                there.sendall(line)
                here.sendall(change(answers.readline()))

    with server() as (listener, own):
        thread = threading.Thread(target=lambda: serve(listener.accept()[0]), daemon=True)
        thread.start()
        yield own
        thread.join(20)


class Connect(unittest.TestCase):
    def test_round_trips(self):
        data = b"hello there\n\nx\n" + b"y" * 5000 + b"\nlast line without its end"
        for dialect in ("debug", "release"):
            for offer in ("oXo", "AES", "oXo|AES", "Rot13|AES"):
                with listening("--classic", dialect, "--reply", "upper") as (address, _):
                    done = run("connect", address, "--classic", dialect, "--offer", offer, text=data)
                    self.assertEqual((done.returncode, done.stderr, done.stdout), (0, b"", data.upper() + b"\n"))

    def test_the_largest_line_and_one_more(self):
        most = 65535 - 22
        with listening(*CLASSIC) as (address, _):
            done = run("connect", address, *CLASSIC, text=b"z" * most + b"\n" + b"z" * (most + 1) + b"\nlast")
        self.assertEqual((done.returncode, done.stdout), (1, b"Z" * most + b"\nLAST\n"))
        self.assertIn(b"line 2 is not sent: the message is too long", done.stderr)

    def test_echo_keeps_utf8_under_oxo(self):
        data = "café 温度\n".encode()
        with listening("--classic", "release", "--reply", "echo", "--suites", "oXo") as (address, _):
            self.assertEqual(run("connect", address, "--classic", "release", text=data).stdout, data)

    def test_a_line_that_cannot_be_carried_is_named_and_the_rest_goes_on(self):
        with listening(*CLASSIC) as (address, _):
            done = run("connect", address, *CLASSIC, text=b"one\na:b\n\xff\nfour\n")
        self.assertEqual((done.returncode, done.stdout), (1, b"ONE\nFOUR\n"))
        self.assertIn(b"line 2 is not sent: the data holds a ':'", done.stderr)
        self.assertIn(b"line 3 is not sent: the data is not UTF-8", done.stderr)

    def test_lock_step(self):
        with listening(*CLASSIC) as (address, _), started("connect", address, *CLASSIC) as client:
            for line in (b"one\n", b"two\n"):
                client.stdin.write(line)
                self.assertEqual(client.stdout.readline(), line.upper())
            client.stdin.close()
            client.stdin = None
            self.assertEqual(client.wait(timeout=20), 0)

    def test_no_lines_at_all(self):
        with listening(*CLASSIC) as (address, _):
            self.assertEqual(run("connect", address, *CLASSIC).returncode, 0)

    def test_ipv6(self):
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("no IPv6 here")
        with listening(*CLASSIC, "--host", "::1") as (address, _):
            self.assertTrue(address.startswith("[::1]:"), address)
            self.assertEqual(run("connect", address, *CLASSIC, text=b"six\n").stdout, b"SIX\n")

    def test_bad_lines_of_the_server_are_reported_and_skipped(self):
        noise = b"\x1b[2Jnonsense\n" + b"z" * 200000 + b"\n"
        with listening(*CLASSIC) as (address, _), go_between(address, lambda line: noise + line) as between:
            done = run("connect", between, *CLASSIC, text=b"one\ntwo\n")
        self.assertEqual((done.returncode, done.stdout), (0, b"ONE\nTWO\n"))
        self.assertEqual(done.stderr.count(b"refused: "), 3)
        self.assertEqual(done.stderr.count(b"over-long"), 3)
        self.assertIn(b"\\x1b[2Jnonsense", done.stderr)
        self.assertNotIn(b"\x1b", done.stderr)

    def test_no_answer_in_time_is_1(self):
        with listening(*CLASSIC, "--suites", "oXo") as (address, _), server() as (_, silent):
            for peer, offer in ((address, "AES"), (silent, "AES")):
                start = time.monotonic()
                done = run("connect", peer, *CLASSIC, "--offer", offer, "--timeout", "0.3", text=b"x\n")
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"no answer in time", done.stderr)
                self.assertLess(time.monotonic() - start, 5)

    def test_a_lost_connection_is_6(self):
        with server() as (listener, address), started("connect", address, *CLASSIC) as client:
            listener.accept()[0].close()
            _, errors = client.communicate(b"x\n", timeout=20)
            self.assertEqual(client.returncode, 6, errors)
