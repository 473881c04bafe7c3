# SPDX-License-Identifier: MIT
"""Errors name the wrong word and what would be right; help has examples, and warns where classic is."""
import unittest

from running import HELLO, HEY, WithKey, run

COMMANDS = ("demo", "keygen", "pubkey", "listen", "connect", "crack")


class WrongWords(WithKey):
    def check(self, arguments: list, *words: str, code: int = 2) -> None:
        done = run(*arguments)
        self.assertEqual((done.returncode, done.stdout), (code, b""), arguments)
        self.assertTrue(done.stderr.startswith(b"tscp: "), done.stderr)
        for word in words:
            self.assertIn(word.encode(), done.stderr, arguments)

    def test_commands(self):
        self.check(["foo"], "'foo' is no command", ", ".join(COMMANDS))
        self.check(["conect", "x"], "'conect'", "did you mean 'connect'?")
        self.check(["Listen"], "did you mean 'listen'?")
        self.check([""], "'' is no command")
        self.check(["\x1b[2J"], "'\\x1b[2J'")
        self.check([], "subcommand is required")

    def test_options(self):
        self.check(["listen", "--bogus"], "--bogus")
        self.check(["demo", "more"], "more")
        self.check(["demo", "--suite", "DES"], "--suite", "'DES'", "AES, oXo")
        self.check(["listen", "--classic", "other"], "--classic", "'other'", "debug, release")
        self.check(["listen", "--psk", self.psk, "--reply", "down"], "--reply", "'down'", "echo, upper")

    def test_suites(self):
        for command in (["listen", "--psk", self.psk], ["connect", "127.0.0.1:1", *self.client]):
            self.check([*command, "--suites", "aes"], "--suites: 'aes' is no suite", "x25519-chacha20-poly1305, ")
            self.check([*command, "--suites", "x25519-aes-128-gcm,x25519-ase-256-gcm"], "'x25519-ase-256-gcm'",
                       "did you mean 'x25519-aes-256-gcm'?")
            self.check([*command, "--suites", "x25519-aes-128-gcm,x25519-aes-128-gcm"], "is there twice")
            self.check([*command, "--suites", "x25519-aes-128-gcm,"], "'' is no suite")
        self.check(["listen", "--classic", "debug", "--suites", "DES"], "--suites: 'DES'", "oXo and AES")
        self.check(["connect", "127.0.0.1:1", "--classic", "debug", "--offer", "AES|"], "--offer: 'AES|'", "oXo and AES")

    def test_ports(self):
        for port in ("70000", "65536", "http", "1.5", ""):
            self.check(["listen", "--psk", self.psk, "--port", port], "--port", f"'{port}'", "0 to 65535")

    def test_options_without_effect(self):
        for option in (["--timeout", "5"], ["--once"], ["--stats"], ["--peer", "aa"], ["--insecure-key-file"]):
            self.check(["listen", "--classic", "debug", *option], f"{option[0]} has no effect with --classic")
        for option in (["--psk", self.psk], ["--key", "x"], ["--peer", "aa"], ["--identity", "a"], ["--stats"],
                       ["--insecure-key-file"], ["--suites", "x25519-aes-128-gcm"]):
            self.check(["connect", "127.0.0.1:1", "--classic", "debug", *option], option[0], "--classic")
        self.check(["connect", "127.0.0.1:1", *self.client, "--offer", "AES"], "--offer", "--classic")

    def test_crack(self):
        self.check(["crack", "a", "b"], "HELLO 'a' is no Hello", "Hello:KAKI5", code=1)
        self.check(["crack", HELLO, "b"], "HEY 'b' is no Hey", "Hey:AES:", code=1)
        self.check(["crack", HEY, HELLO], "HELLO 'Hey:AES:", code=1)
        self.check(["crack", "a"], "HEY")

    def test_what_goes_together(self):
        key = self.key_pair("key")[0]
        self.check(["listen"], "--psk FILE or --key FILE is needed")
        self.check(["listen", "--key", key], "--key and --peer go together")
        self.check(["connect", "127.0.0.1:1", "--psk", self.psk], "--psk needs --identity")
        self.check(["connect", "127.0.0.1:1", "--psk", self.psk, "--identity", "x" * 256], "at most 255 bytes")
        self.check(["keygen"], "--psk FILE or --key FILE is needed")
        self.check(["keygen", "--psk", "a", "--key", "b"], "--psk", "--key")


class Help(unittest.TestCase):
    def test_every_command_has_an_example_that_begins_with_its_name(self):
        for command in COMMANDS:
            self.assertIn(f"Example:\n  tscp {command} ".encode(), run(command, "--help").stdout)

    def test_classic_is_warned_of_where_it_is(self):
        for command in COMMANDS:
            text = run(command, "--help").stdout
            self.assertEqual(b"insecure:" in text, b"classic" in text, command)
        self.assertNotIn(b"classic", run("keygen", "--help").stdout)

    def test_the_exit_codes_are_listed(self):
        text = " ".join(run("--help").stdout.decode().split())
        for words in ("0 done", "1 other error", "2 wrong use", "3 handshake", "4 forged", "5 truncated", "6 network",
                      "7 standard input or output", "130 SIGINT", "143 SIGTERM"):
            self.assertIn(words, text)
