# SPDX-License-Identifier: MIT
"""crack on the two published transcripts."""
import re
import unittest

from running import HELLO, HEY, SENTENCE, run

MESSAGE = ("5b750788b9c20329015a0d0f41a060dbfd8a61f66078db94502d0e51873a3468cf92f1012da188887d5780d1b0b372f9c7c49c34dc0a17f8"
           "6ef052afafb0cf94:e12354abaf648620c8bf7bb96a023c0d0437be0e7b5336ba003106d1c360fe5f")
REPLY = ("188dc78a7f2707be008a3d33ce39417be0d4e71a6868d80e849768b8abe05da5aaa472a2ba34eb789431fa6ccf6fa3baff921a7c5b45b8ca"
         "fbdea75c2fae2dfc:50b8f3efe52dfc7c0c139f64f24d1b31d8fdbde293d5ebd6175dbc98a9b4e06b")
SECOND = (
    "Hello:KAKI5-1-0-A:C-9-6-11:oXo|AES:101:37324430542233743414781",
    "Hey:AES:d51b9827885fbdc7e9deea374a76428649c3af9d9a81b6f590fe01da64659bc7:64010375101150211120541",
    "d51b9827885fbdc7e9deea374a76428617bfaf94c4ddb5731422cb538006eb678133432938431da02756d476c9889bc1dc1125b3485626d5e0b9"
    "aa313b44c314:c589638603ed8a484d642f622fb0c5eea2c4febee2d2ed75e5a6dacda6b23d66",
    "d173839522a4bb7236f8baf9ed85bbd2600600d5dcff141c80f32da8c0e8d4a04f6b01cc5cd2cc5b90d221cbb1a05712fa93c2c7195d8b709002"
    "28e170e48635:adbf841852fb500e03c5460e1b0865d97d830105869d60c94d7527e9958ab506")


class Crack(unittest.TestCase):
    def check(self, arguments: tuple, *expected: str) -> None:
        done = run("crack", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        for line in expected:
            self.assertIn(line + "\n", done.stdout.decode())
        self.assertLess(float(re.search(rb"exponents tried in ([0-9.]+) ms", done.stdout)[1]), 10)

    def test_the_first_transcript(self):
        self.check((HELLO, HEY, MESSAGE, REPLY), "dialect        debug", "suite          AES",
                   "modulus        177584469029740564221255", "shared secret  107017466151231256788531",
                   "exponent       78, the client's", "ids            C-1-2-38 and S-9-12-10",
                   f"C-1-2-38 -> S-9-12-10 (ok): {SENTENCE}", f"S-9-12-10 -> C-1-2-38 (ok): {SENTENCE.upper()}")

    def test_the_second_transcript(self):
        self.check(SECOND, "shared secret  34231931866517235255141", "exponent       74, the client's",
                   f"(ok): {SENTENCE}", f"(ok): {SENTENCE.upper()}")

    def test_messages_that_are_not_sound(self):
        self.check((HELLO, HEY, REPLY[:-1] + "0", SECOND[2], "zz:00", "x"),
                   f"S-9-12-10 -> C-1-2-38 (!H): {SENTENCE.upper()}", "? -> ? (!X): ")

    def test_nothing_fits(self):
        for hello, hey in ((HELLO, HEY[:-1]), (HELLO, "Hey"), ("", ""), (HEY, HELLO), (HELLO, HEY.replace("AES", "oXo")),
                           (HELLO, SECOND[1]), (SECOND[0], HEY)):
            with self.subTest(hello=hello, hey=hey):
                done = run("crack", hello, hey)
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"no key fits", done.stderr)
