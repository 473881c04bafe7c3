#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command line of tscp: exit codes, help, errors, and whole sessions of the tool with itself."""
import contextlib
import os
import re
import socket
import subprocess
import sys
import unittest

TOOL = VERSION = ""
SENTENCE = "This is the start of a beautiful day!"
HELLO = "Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146"
HEY = "Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:27756140084870699242461"


def run(*arguments: str, text: bytes = b"") -> subprocess.CompletedProcess:
    """The tool, run to its end."""
    return subprocess.run([TOOL, *arguments], input=text, capture_output=True, timeout=30, check=False)


@contextlib.contextmanager
def listening(*arguments: str):
    """A listener; gives its address and process."""
    process = subprocess.Popen([TOOL, "listen", *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        line = process.stderr.readline().decode()
        match = re.fullmatch(r"listening on (\S+:\d+)\n", line)
        assert match, line
        yield match[1], process
    finally:
        process.kill()
        process.communicate()


class CommandLine(unittest.TestCase):
    """Arguments and exit codes."""

    def test_help_and_version(self):
        for command in ([], ["demo"], ["listen"], ["connect"], ["crack"]):
            done = run(*command, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"tscp", done.stdout)
            self.assertEqual(done.stderr, b"")
        self.assertEqual(run("--version").stdout.decode().strip(), VERSION)

    def test_wrong_use_is_2_and_goes_to_standard_error(self):
        for arguments in ([], ["nonsense"], ["listen"], ["listen", "--classic", "other"], ["connect", "--classic", "debug"],
                          ["listen", "--classic", "debug", "--port", "70000"], ["crack", HELLO],
                          ["listen", "--classic", "debug", "--suites", "foo"],
                          ["listen", "--classic", "debug", "--suites", "AES|"],
                          ["listen", "--classic", "debug", "--suites", "AES|2|3|4|5|6|7|8|9"],
                          ["listen", "--classic", "debug", "--host", "nowhere"],
                          ["connect", "127.0.0.1:1", "--classic", "debug", "--offer", ""],
                          ["connect", "127.0.0.1", "--classic", "debug"], ["demo", "--suite", "DES"]):
            with self.subTest(arguments=arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, b"")
                self.assertNotEqual(done.stderr, b"")

    def test_network_errors_are_6(self):
        with socket.socket() as busy:
            busy.bind(("127.0.0.1", 0))
            busy.listen()
            port = str(busy.getsockname()[1])
            self.assertEqual(run("listen", "--classic", "debug", "--port", port).returncode, 6)
        self.assertEqual(run("connect", f"127.0.0.1:{port}", "--classic", "debug").returncode, 6)


class Demo(unittest.TestCase):
    """The transcript on one screen."""

    def test_every_dialect_and_suite(self):
        seen = set()
        for dialect in ("debug", "release"):
            for suite in ("AES", "oXo"):
                done = run("demo", "--classic", dialect, "--suite", suite)
                text = done.stdout.decode()
                self.assertEqual(done.returncode, 0)
                self.assertEqual(text.count(f"(ok): {SENTENCE}\n"), 1)
                self.assertEqual(text.count(f"(ok): {SENTENCE.upper()}\n"), 1)
                self.assertIn(f"Hey:{suite}:", text)
                self.assertIn("INSECURE", text)
                seen.add(re.search(r"Hello:\S+", text)[0])
        self.assertEqual(len(seen), 4)

    def test_values_are_drawn_anew(self):
        self.assertGreater(len({run("demo").stdout for _ in range(5)}), 1)


class Crack(unittest.TestCase):
    """The honest warning label."""

    def test_a_published_transcript(self):
        done = run("crack", HELLO, HEY)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"107017466151231256788531", done.stdout)
        self.assertLess(float(re.search(rb"exponents tried in ([0-9.]+) ms", done.stdout)[1]), 10)

    def test_nothing_fits(self):
        for hello, hey in ((HELLO, HEY[:-1]), (HELLO, "Hey"), ("", ""), (HEY, HELLO), (HELLO, HEY.replace("AES", "oXo"))):
            done = run("crack", hello, hey)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(done.stdout, b"")
            self.assertIn(b"no key fits", done.stderr)


class Session(unittest.TestCase):
    """listen and connect."""

    def test_round_trips(self):
        data = b"hello there\n\nx\n" + b"y" * 5000 + b"\nlast line without its end"
        for dialect in ("debug", "release"):
            for offer in ("oXo", "AES", "oXo|AES", "Rot13|AES"):
                with listening("--classic", dialect, "--reply", "upper") as (address, _):
                    done = run("connect", address, "--classic", dialect, "--offer", offer, text=data)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(done.stdout, data.upper() + b"\n")

    def test_echo_keeps_utf8_under_oxo(self):
        data = "café 温度\n".encode()
        with listening("--classic", "release", "--reply", "echo", "--suites", "oXo") as (address, _):
            self.assertEqual(run("connect", address, "--classic", "release", text=data).stdout, data)

    def test_a_line_that_cannot_be_carried_is_named_and_the_rest_goes_on(self):
        with listening("--classic", "debug") as (address, _):
            done = run("connect", address, "--classic", "debug", text=b"one\na:b\nthree\n")
        self.assertEqual((done.returncode, done.stdout), (1, b"ONE\nTHREE\n"))
        self.assertIn(b"line 2", done.stderr)

    def test_no_answer_and_a_lost_connection(self):
        with listening("--classic", "debug", "--suites", "oXo") as (address, _):
            done = run("connect", address, "--classic", "debug", "--offer", "AES", "--timeout", "0.3", text=b"x\n")
            self.assertEqual(done.returncode, 1)
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            client = subprocess.Popen([TOOL, "connect", f"127.0.0.1:{server.getsockname()[1]}", "--classic", "debug"],
                                      stdin=subprocess.PIPE, stderr=subprocess.PIPE)
            server.accept()[0].close()
            client.communicate(b"x\n", timeout=20)
            self.assertEqual(client.returncode, 6)

    def test_bad_lines_are_reported_and_get_no_answer(self):
        with listening("--classic", "debug") as (address, process):
            host, port = address.rsplit(":", 1)
            with socket.create_connection((host, int(port)), timeout=10) as peer:
                peer.sendall(b"nonsense\n" + b"\x1b[2Jz" * 100000 + b"\nHello:x\n" + b"\xff\xfe\n" + HELLO.encode() + b"\n")
                answer = peer.makefile().readline()
                self.assertTrue(answer.startswith("Hey:AES:"), answer)
            reports = [process.stderr.readline().decode("ascii") for _ in range(4)]
            self.assertIn("before any Hello", reports[0])
            self.assertIn("over-long", reports[1])
            self.assertIn("ends too early", reports[2])
            self.assertIn("\\xff\\xfe", reports[3])
            self.assertIsNone(process.poll())

    def test_a_signal_ends_the_listener_well(self):
        with listening("--classic", "debug") as (_, process):
            process.terminate()
            self.assertEqual(process.wait(timeout=10), 0)


if __name__ == "__main__":
    TOOL, VERSION = os.path.abspath(sys.argv[1]), sys.argv[2]
    unittest.main(argv=sys.argv[:1])
