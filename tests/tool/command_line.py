# SPDX-License-Identifier: MIT
"""Arguments, exit codes, help, the demo."""
import re
import unittest

import running
from running import HELLO, SENTENCE, run, server

CLASSIC = ("--classic", "debug")
MISUSES = (
    [], ["nonsense"], ["listen"], ["listen", "--classic", "other"], ["listen", *CLASSIC, "--port", "70000"],
    ["listen", *CLASSIC, "--port", "-1"], ["listen", *CLASSIC, "--suites", "foo"],
    ["listen", *CLASSIC, "--suites", "AES|"], ["listen", *CLASSIC, "--suites", "AES|2|3|4|5|6|7|8|9"],
    ["listen", *CLASSIC, "--host", "nowhere"], ["listen", *CLASSIC, "--reply", "down"], ["listen", *CLASSIC, "more"],
    ["connect", "127.0.0.1:1"], ["connect", *CLASSIC], ["connect", "127.0.0.1:1", *CLASSIC, "--offer", ""],
    ["connect", "127.0.0.1:1", *CLASSIC, "--offer", "DES"], ["connect", "127.0.0.1:1", *CLASSIC, "--timeout", "0"],
    ["crack"], ["crack", HELLO], ["demo", "--suite", "DES"], ["demo", "--classic", "neither"])
NO_PEERS = ("127.0.0.1", ":1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http", "::1:4000", "[::1]4000")


class CommandLine(unittest.TestCase):
    def test_help_goes_to_standard_output_and_says_that_classic_is_insecure(self):
        for command in ([], ["demo"], ["listen"], ["connect"], ["crack"]):
            with self.subTest(command=command):
                done = run(*command, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                self.assertIn(b"Usage: tscp", done.stdout)
                self.assertIn(b"insecure", done.stdout)

    def test_version(self):
        done = run("--version")
        self.assertEqual((done.returncode, done.stdout.decode(), done.stderr), (0, running.VERSION + "\n", b""))

    def test_wrong_use_is_2_and_goes_to_standard_error(self):
        for arguments in (*MISUSES, *(["connect", peer, *CLASSIC] for peer in NO_PEERS)):
            with self.subTest(arguments=arguments):
                done = run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, b""))
                self.assertNotEqual(done.stderr, b"")

    def test_network_errors_are_6(self):
        with server() as (_, address):
            port = address.rsplit(":", 1)[1]
            self.assertEqual(run("listen", *CLASSIC, "--port", port).returncode, 6)
        done = run("connect", address, *CLASSIC)
        self.assertEqual(done.returncode, 6)
        self.assertIn(address.encode(), done.stderr)


class Demo(unittest.TestCase):
    def test_every_dialect_and_suite(self):
        for dialect in ("debug", "release"):
            for suite in ("AES", "oXo"):
                done = run("demo", "--classic", dialect, "--suite", suite)
                text = done.stdout.decode()
                self.assertEqual(done.returncode, 0)
                self.assertEqual(text.count(f"(ok): {SENTENCE}\n"), 1)
                self.assertEqual(text.count(f"(ok): {SENTENCE.upper()}\n"), 1)
                self.assertIn("Hello:KAKI5-1-0-A:C-", text)
                self.assertIn(f"Hey:{suite}:", text)
                self.assertIn("INSECURE", text)

    def test_tscp_2_comes_first(self):
        text = run("demo").stdout.decode()
        self.assertLess(text.index("TSCP 2"), text.index("Classic"))
        self.assertEqual(text.count(f"{SENTENCE}\n"), 2)
        self.assertRegex(text, "Hello, 58 bytes")
        self.assertRegex(text, "Hey, 51 bytes")

    def test_one_screen(self):
        lines = run("demo", *CLASSIC).stdout.decode().splitlines()
        self.assertLessEqual(sum(max(1, -(-len(line) // 80)) for line in lines), 24)

    def test_values_are_drawn_anew(self):
        hellos = {re.search(rb"Hello:\S+", run("demo").stdout)[0] for _ in range(5)}
        self.assertGreater(len(hellos), 1)
