# SPDX-License-Identifier: MIT
"""Key files: who may read them, and what stands in them."""
import os
import subprocess

import running
from running import WithKey, listening, run, write_secret

KEY = "0f" * 32
OTHER = "1e" * 32
DEVICE = "550e8400e29b41d4a716446655440000"  # an identity that could be a key of 16 bytes


class Modes(WithKey):
    def test_a_file_that_others_can_use_is_refused_unless_that_is_wanted(self):
        key, public = self.key_pair("key")
        for mode in (0o644, 0o640, 0o604, 0o620, 0o601, 0o666):
            for path in (self.psk, key):
                os.chmod(path, mode)
            for command in (["listen", "--psk", self.psk], ["listen", "--key", key, "--peer", "aa" * 32],
                            ["connect", "127.0.0.1:1", *self.client], ["pubkey", "--key", key]):
                with self.subTest(mode=oct(mode), command=command):
                    path = command[command.index("--key" if "--key" in command else "--psk") + 1]
                    done = run(*command)
                    self.assertEqual((done.returncode, done.stdout), (1, b""))
                    self.assertIn(f"`chmod 600 {path}`".encode(), done.stderr)
        self.assertEqual(run("connect", "127.0.0.1:1", *self.client, "--insecure-key-file").returncode, 6)
        done = run("pubkey", "--key", key, "--insecure-key-file")
        self.assertEqual((done.returncode, done.stdout.decode().strip()), (0, public))
        with listening("--psk", self.psk, "--insecure-key-file"):
            pass

    def test_files_for_the_owner_alone_are_taken(self):
        for mode in (0o600, 0o400, 0o700):
            os.chmod(self.psk, mode)
            self.assertEqual(run("connect", "127.0.0.1:1", *self.client).returncode, 6)

    def test_a_key_may_come_through_a_pipe(self):
        script = 'exec "$0" connect 127.0.0.1:1 --identity dev1 --psk <(cat "$1")'
        done = subprocess.run(["bash", "-c", script, running.TOOL, self.psk], capture_output=True, timeout=20, check=False)
        self.assertEqual(done.returncode, 6, done.stderr)

    def test_a_file_that_is_missing_or_a_folder_is_named(self):
        for path in (self.folder / "missing", self.folder):
            for option in ("--psk", "--key"):
                done = run("listen", option, str(path), *(() if option == "--psk" else ("--peer", "aa" * 32)),
                           "--insecure-key-file")
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"tscp: {path}: ".encode(), done.stderr)


class PskFiles(WithKey):
    def served(self, text, identity: str = "dev1", psk: str = KEY) -> bool:
        """Whether a listener with this file serves the identity with the key."""
        table = write_secret(self.folder / "table", text)
        own = write_secret(self.folder / "own", psk + "\n")
        with listening("--psk", table, "--reply", "upper") as (address, _):
            return run("connect", address, "--psk", own, "--identity", identity, text=b"a").stdout == b"A"

    def refusal(self, text) -> str:
        """What is said of a file that is refused, by both ends alike."""
        table = write_secret(self.folder / "table", text)
        done = run("listen", "--psk", table)
        self.assertEqual((done.returncode, done.stdout), (1, b""), text)
        other = run("connect", "127.0.0.1:1", "--psk", table, "--identity", "dev1")
        self.assertEqual((other.returncode, other.stderr), (1, done.stderr))
        said = done.stderr.decode()
        self.assertTrue(said.startswith(f"tscp: {table}"), said)
        self.assertNotRegex(said, "0f0f|1e1e|550e")
        return said[len(f"tscp: {table}"):].strip()

    def test_forms_that_are_read(self):
        for text in (KEY, KEY + "\n", KEY.upper() + "\r\n", KEY + " \t\n\n", "\ufeff" + KEY + "\n", f"# lone\n{KEY}\n",
                     f"dev1 {KEY}", f"dev1\t{KEY}\r\n", f"dev1 \t {KEY}  \n", f"\ufeffdev1 {KEY}\n",
                     f"# devices\n\n   \ndev0 {OTHER}\r\ndev1 {KEY}\n#dev1 {OTHER}\n"):
            with self.subTest(text=text):
                self.assertTrue(self.served(text))
        self.assertTrue(self.served(f"dév-1 {KEY}\n", "dév-1"))
        self.assertTrue(self.served("dev1 " + "ab" * 16, psk="dev1 " + "ab" * 16))
        self.assertFalse(self.served(f"dev1 {KEY}\n", "dev2"))
        self.assertFalse(self.served(f"dev0 {KEY}\ndev1 {OTHER}\n"))

    def test_a_line_that_lost_its_key_or_its_identity(self):
        for text, line in ((f"{DEVICE}\n", 1), (f"dev0 {OTHER}\n{DEVICE}\n", 2), (f"{KEY}\ndev1 {OTHER}\n", 2),
                           (f"dev0 {OTHER}\n{KEY}\n", 2), (f"{KEY}\n{OTHER}\n", 2), ("dev1\n", 1), (f"{DEVICE} \n", 1),
                           (f"# c\n\n {KEY}\n", 3), (f"\t{KEY}\n", 1), (f"dev0 {OTHER}\n {KEY}\n", 2)):
            with self.subTest(text=text):
                self.assertRegex(self.refusal(text), f"^:{line}: .*(identity|blank)")

    def test_keys_that_are_none(self):
        for key, words in ((KEY[:-1], "odd number of digits|digits; a key has"), ("0f" * 15, "30 digits"),
                           ("0f" * 65, "130 digits"), (KEY[:-1] + "g", "character 64 of the key"), ("0x" + KEY, "character 2"),
                           ("00" * 32, "all zeros"), (f"{KEY} {OTHER}", "more than two words"),
                           (f"{KEY} # mine", "more than two words"), (f"{KEY}\0", "character 65")):
            with self.subTest(key=key):
                self.assertRegex(self.refusal(f"dev0 {OTHER}\ndev1 {key}\n"), f"^:2: .*({words})")

    def test_identities_that_are_none(self):
        for identity, words in (("x" * 256, "255 bytes"), ("a\x07b", "control"), ("a\rb", "control")):
            with self.subTest(identity=identity):
                self.assertRegex(self.refusal(f"{identity} {KEY}\n"), f"^:1: .*{words}")
        self.assertRegex(self.refusal(f"dev1 {KEY}\ndev2 {KEY}\ndev1 {OTHER}\n"), "^:3: .*line before")

    def test_files_that_hold_no_key(self):
        for text in ("", "\n\n", "# nothing\n", "\ufeff"):
            self.assertEqual(self.refusal(text), "holds no key")
        self.assertIn(":1:", self.refusal(f"dev1 {KEY}\n".encode("utf-16")))

    def test_an_empty_word_takes_no_key_away(self):
        key, _ = self.key_pair("key")
        for command in (["listen"], ["connect", "127.0.0.1:1"]):
            done = run(*command, "--key", key, "--peer", "aa" * 32, "--psk", "")
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"--psk", done.stderr)


class PrivateKeys(WithKey):
    def test_pubkey_prints_what_keygen_printed(self):
        key, public = self.key_pair("key")
        done = run("pubkey", "--key", key)
        self.assertEqual((done.returncode, done.stdout.decode(), done.stderr), (0, public + "\n", b""))

    def test_pubkey_agrees_with_rfc_7748_section_6_1(self):
        alice = write_secret(self.folder / "alice", "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        self.assertEqual(run("pubkey", "--key", alice).stdout,
                         b"8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a\n")

    def test_forms_of_a_private_key(self):
        key, public = self.key_pair("key")
        with open(key, encoding="ascii") as file:
            digits = file.read().strip()
        for text in (digits, digits + "\r\n", digits.upper() + " \n\n"):
            self.assertEqual(run("pubkey", "--key", write_secret(self.folder / "form", text)).stdout.decode().strip(),
                             public)
        for text, words in (("", "0 digits"), (digits[:-2], "62 digits"), (digits + "00", "66 digits"),
                            (digits + "\n" + digits, "character 65"), ("z" + digits[1:], "character 1 "),
                            ("\ufeff" + digits, "character 1 "), ("00" * 32, "all zeros"), ("dev1 " + digits, "character")):
            with self.subTest(text=text):
                done = run("pubkey", "--key", write_secret(self.folder / "form", text))
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertRegex(done.stderr.decode(), f"form holds no private key: .*{words}")
                self.assertNotIn(digits[4:20].encode(), done.stderr)

    def test_ones_own_public_key_is_no_peer(self):
        key, public = self.key_pair("key")
        for command in (["listen"], ["connect", "127.0.0.1:1"]):
            for psk in ((), ("--psk", self.psk)):
                done = run(*command, "--key", key, "--peer", public.upper(), *psk)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"--peer is the public key of {key}".encode(), done.stderr)

    def test_a_public_key_that_is_none(self):
        key, public = self.key_pair("key")
        for peer, words in ((public[:-1], "63 digits; a key has 64"), (public + "0", "65 digits"), ("", "empty"),
                            (public[:-1] + "x", "character 64 of the key is no hexadecimal digit")):
            for command in (["listen"], ["connect", "127.0.0.1:1"]):
                done = run(*command, "--key", key, "--peer", peer)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr.decode(), f"--peer: .*{words}")
