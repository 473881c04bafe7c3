# SPDX-License-Identifier: MIT
"""listen against peers that do wrong: bad lines, no line ends, no reading, too many connections."""
import contextlib
import os
import re
import resource
import select
import signal
import time
import unittest

from running import HELLO, connection, listening, run

CLASSIC = ("--classic", "debug")
GOOD_HELLO = HELLO.encode() + b"\n"


# What AddressSanitizer holds back of freed memory is not the server's.
LITTLE_QUARANTINE = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"}


def resident_kilobytes(pid: int) -> int:
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


class Listen(unittest.TestCase):
    def test_bad_lines_are_reported_and_get_no_answer(self):
        with listening(*CLASSIC) as (address, process):
            with connection(address) as peer:
                peer.sendall(b"nonsense\n" + b"\x1b[2Jz" * 100000 + b"\nHello:x\n" + b"\xff\xfe\xc2\x9b\n")
                peer.sendall(b"caf\xc3\xa9 " + b"y" * 500 + b"\n" + GOOD_HELLO + b"zz:00\n")
                self.assertTrue(peer.makefile().readline().startswith("Hey:AES:"))
                peer.sendall(b"no line end")
            reports = [process.stderr.readline() for _ in range(7)]
            for report, expected in zip(reports, (
                    b"a message before any Hello: nonsense\n", b"an over-long line is dropped\n",
                    b"the message ends too early: Hello:x\n", b": \\xff\\xfe\\xc2\\x9b\n", b"yyy...\n",
                    b"the message cannot be read (!X): zz:00\n", b"the connection ended within a line, which is dropped\n")):
                self.assertIn(expected, report)
                self.assertTrue(report.startswith(b"127.0.0.1:"), report)
                self.assertLess(len(report), 200)
            self.assertIn("café yyy".encode(), reports[4])
            self.assertIsNone(process.poll())

    def test_every_hello_gets_a_hey_of_its_own(self):
        with listening(*CLASSIC) as (address, _), connection(address) as one, connection(address) as other:
            answers = {peer: peer.makefile("rb") for peer in (one, other)}
            heys = set()
            for peer in (one, other) * 4:
                peer.sendall(GOOD_HELLO)
                heys.add(answers[peer].readline())
            self.assertGreater(len(heys), 1)
            self.assertTrue(all(hey.startswith(b"Hey:AES:") for hey in heys), heys)

    def test_characters_beyond_ascii_that_the_suite_can_carry(self):
        data = ("温" * 16 + "\n").encode()  # as many bytes beyond one a character as two blocks have
        with listening(*CLASSIC, "--reply", "echo") as (address, _):
            done = run("connect", address, *CLASSIC, "--offer", "AES", text=data)
            self.assertEqual((done.returncode, done.stdout), (0, data))

    def test_reports_that_nobody_reads_are_dropped_and_counted(self):
        with listening(*CLASSIC) as (address, process), connection(address) as peer:
            peer.sendall(b"bad\n" * 20000 + GOOD_HELLO)
            self.assertTrue(peer.makefile("rb").readline().startswith(b"Hey:"))
            kept = 0
            while select.select([process.stderr], [], [], 0)[0]:
                kept += os.read(process.stderr.fileno(), 65536).count(b"a message before any Hello: bad\n")
            peer.sendall(b"bad\n")
            dropped = re.fullmatch(rb"\((\d+) reports dropped\)\n", process.stderr.readline())
            self.assertEqual(kept + int(dropped[1]), 20000)
            self.assertIn(b"cannot be read (!X): bad", process.stderr.readline())

    def test_a_peer_that_does_not_read_is_not_read_from(self):
        with listening(*CLASSIC, env=LITTLE_QUARANTINE) as (address, process), connection(address) as peer:
            before = resident_kilobytes(process.pid)
            peer.setblocking(False)
            blocked_since = time.monotonic()
            while time.monotonic() - blocked_since < 0.5:
                with contextlib.suppress(BlockingIOError):
                    if peer.send(GOOD_HELLO * 500):
                        blocked_since = time.monotonic()
                        continue
                time.sleep(0.01)
            self.assertLess(resident_kilobytes(process.pid) - before, 8192)
            with connection(address) as other:
                other.sendall(GOOD_HELLO)
                self.assertTrue(other.recv(4096).startswith(b"Hey:"))

    def test_a_line_without_end_takes_no_memory(self):
        with listening(*CLASSIC, env=LITTLE_QUARANTINE) as (address, process), connection(address) as peer:
            before = resident_kilobytes(process.pid)
            for _ in range(200):
                peer.sendall(b"z" * 100000)
            peer.sendall(b"\n" + GOOD_HELLO)
            self.assertTrue(peer.recv(4096).startswith(b"Hey:"))
            self.assertLess(resident_kilobytes(process.pid) - before, 8192)

    def test_too_many_connections_wait_without_spinning(self):
        def few_descriptors() -> None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

        with listening(*CLASSIC, preexec_fn=few_descriptors) as (address, process), contextlib.ExitStack() as many:
            peers = [many.enter_context(connection(address)) for _ in range(24)]
            self.assertIn(b"cannot accept connections for now", process.stderr.readline())
            time.sleep(0.5)
            ticks = sum(map(int, self.stat(process.pid)[13:15]))
            self.assertLess(ticks / os.sysconf("SC_CLK_TCK"), 0.4)
            for peer in peers[:-1]:
                peer.close()
            peers[-1].sendall(GOOD_HELLO)
            self.assertTrue(peers[-1].recv(4096).startswith(b"Hey:"))

    @staticmethod
    def stat(pid: int) -> list:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().split()

    def test_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with listening(*CLASSIC) as (address, process), connection(address) as peer:
                peer.sendall(GOOD_HELLO)
                peer.recv(1)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=10), 0)
