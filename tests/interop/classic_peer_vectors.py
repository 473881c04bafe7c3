# SPDX-License-Identifier: MIT
"""Checks the Python peer against recorded sessions of the original: classic_peer_vectors.py VECTORS"""

from __future__ import annotations

import json
import pathlib
import sys
import unittest
from typing import Iterable

import classic_peer as peer
from aes256 import Aes256
from lines import Lines, seeded_draw
from peer_server import PeerServer
from readme_transcripts import REPLY, REQUEST, TRANSCRIPTS

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "vectors" / "classic.json"
HELLO = TRANSCRIPTS[0].hello.split(b":")


class Replay:
    """Stands for getrandbits: gives recorded values and checks the size asked for where it was recorded."""

    def __init__(self, draws: Iterable) -> None:
        self._draws = list(draws)

    def __call__(self, bits: int) -> int:
        draw = self._draws.pop(0)
        recorded_bits, value = draw if isinstance(draw, list) else (bits, draw)
        if recorded_bits != bits:
            raise AssertionError(f"{bits} bits asked, {recorded_bits} recorded")
        return value

    @property
    def is_used_up(self) -> bool:
        return not self._draws


class Parts(unittest.TestCase):
    def test_aes(self) -> None:
        cipher = Aes256(bytes(range(32)))
        plain = bytes.fromhex("00112233445566778899aabbccddeeff")
        sealed = bytes.fromhex("8ea2b7ca516745bfeafc49904b496089")  # FIPS 197, C.3
        self.assertEqual(cipher.encrypt_block(plain), sealed)
        self.assertEqual(cipher.decrypt_block(sealed), plain)

    def test_csum(self) -> None:
        self.assertEqual(peer.csum(b"abc", 17, 7), b"3573719364041820999764")
        self.assertEqual(peer.csum(b"abc", 13, 13), b"200221493121944183824588238575775067644754")

    def test_utf8_is_checked_as_loosely_as_the_original_does(self) -> None:
        for text in (b"", b"\0\x7f", b"\xc0\x80", b"\xdf\xbf", b"\xed\xa0\x80", b"\xe0\x80\x80", b"\xf7\xbf\xbf\xbf"):
            peer.check_utf8(text)
        for text in (b"\x80", b"\xc2", b"\xc2a", b"\xe2\x82", b"\xf0\x9f\x98", b"\xf8\x88\x80\x80\x80", b"\xff", b"a\xbf"):
            with self.assertRaises(ValueError, msg=text):
                peer.check_utf8(text)

    def test_aes_takes_text_beyond_ascii_only_where_its_length_fits(self) -> None:
        cipher = peer.AesEcb(12345)
        fitting = "é".encode() * 16
        self.assertEqual(cipher.decrypt(cipher.encrypt(fitting)), fitting)
        with self.assertRaises(ValueError):
            cipher.encrypt("é".encode())


class Sessions(unittest.TestCase):
    def test_recorded(self) -> None:
        for session in json.loads(VECTORS.read_text(encoding="utf-8"))["sessions"]:
            with self.subTest(hello=session["hello"]):
                self._replay(session)

    def _replay(self, session: dict) -> None:
        dialect = peer.DIALECTS[session["dialect"]]
        client_draws, server_draws = Replay(session["client_draws"]), Replay(session["server_draws"])
        client = peer.Client(dialect, client_draws, session["offer"].encode())
        server = peer.Server(dialect, server_draws)
        self.assertEqual(client.hello, session["hello"].encode())
        hey = server.answer_hello(client.hello)
        self.assertEqual(hey, session["hey"].encode())
        self.assertTrue(client_draws.is_used_up and server_draws.is_used_up)
        channels = {"c2s": (client.read_hey(hey), server.channel)}
        channels["s2c"] = channels["c2s"][::-1]
        self.assertEqual(client.suite, session["suite"].encode())
        self.assertEqual({client.secret, server.secret}, {int(session["shared_secret"])})
        for exchange in session["exchanges"]:
            self._exchange(exchange, *channels[exchange["dir"]])

    def _exchange(self, exchange: dict, sender: peer.Channel, receiver: peer.Channel) -> None:
        if "put_error" in exchange:
            with self.assertRaises(ValueError):
                sender.seal(exchange["plaintext"].encode())
            return
        wire = exchange["wire"].encode()
        if "plaintext" in exchange:
            self.assertEqual(sender.seal(exchange["plaintext"].encode()), wire)
        self.assertEqual(receiver.open(wire), (exchange["status"], exchange["received"].encode()))

    def test_readme(self) -> None:
        for transcript in TRANSCRIPTS:
            client = peer.Client(peer.DEBUG, Replay(transcript.client_draws))
            self.assertEqual(client.hello, transcript.hello)
            there = client.read_hey(transcript.hey)
            id_draws = tuple(int(number) for number in there.server_id.split(b"-")[1:])
            server = peer.Server(peer.DEBUG, Replay(id_draws + transcript.server_draws))
            self.assertEqual(server.answer_hello(client.hello), transcript.hey)
            self.assertEqual({client.secret, server.secret}, {transcript.secret})
            self.assertEqual(there.seal(REQUEST), transcript.request)
            self.assertEqual(server.channel.open(transcript.request), (peer.OK, REQUEST))
            self.assertEqual(server.channel.seal(REPLY), transcript.reply)
            self.assertEqual(there.open(transcript.reply), (peer.OK, REPLY))

    def test_statuses(self) -> None:
        client = peer.Client(peer.RELEASE, seeded_draw("statuses"), b"oXo")
        server = peer.Server(peer.RELEASE, seeded_draw("statuses, server"))
        there = client.read_hey(server.answer_hello(client.hello))
        here = server.channel
        wire = there.seal(b"text")
        self.assertEqual(here.open(wire), (peer.OK, b"text"))
        self.assertEqual(here.open(wire + b"0"), (peer.WRONG_CHECK, b"text"))
        here.server_id = b"S-0"
        self.assertEqual(here.open(wire + b"0"), (peer.WRONG_SERVER, b"text"))
        here.client_id = b"C-0"
        self.assertEqual(here.open(wire + b"0"), (peer.WRONG_CLIENT, b"text"))
        self.assertEqual(here.open(wire + b":"), (peer.UNREADABLE, b""))

    def test_over_tcp(self) -> None:
        for dialect in peer.DIALECTS.values():
            with PeerServer(dialect, seeded_draw(dialect.name)) as server:
                for offer in (b"oXo", b"AES", b"oXo|AES"):
                    with Lines(server.address) as lines:
                        channel = lines.greet(dialect, offer, seeded_draw(offer))
                        for size in range(40):
                            lines.ask(channel, b"a" * size)


class Refusals(unittest.TestCase):
    def _refused(self, at: int, value: bytes) -> None:
        line = b":".join(HELLO[:at] + [value] + HELLO[at + 1:])
        with self.assertRaises(ValueError, msg=line):
            peer.Server(peer.DEBUG, seeded_draw("refused")).answer_hello(line)

    def test_hellos(self) -> None:
        modulus = b"%d" % peer.DEBUG.modulus(102)
        for at, values in {
            0: (b"", b"hello"), 1: (b"", b"KAKI5-1-0-B"), 2: (b"", b"C" * 33),
            3: (b"", b"DES", b"oXo|", b"|oXo", b"oXo" + b"|x" * 8),
            4: (b"", b"0", b"100", b"116", b"0102", b"+102", b"-102", b" 102", b"1" * 5000),
            5: (b"", b"0", modulus, b"+1", b"-1", b"01", b"1 ", b"1:1"),
        }.items():
            for value in values:
                self._refused(at, value)
        with self.assertRaises(ValueError):
            peer.Server(peer.DEBUG, seeded_draw("refused")).answer_hello(b":".join(HELLO[:5]))

    def test_release_values_are_multiples_of_the_mask(self) -> None:
        client = peer.Client(peer.RELEASE, seeded_draw("multiples"))
        fields = client.hello.split(b":")
        fields[5] = b"%d" % (int(fields[5]) + 1)
        with self.assertRaises(ValueError):
            peer.Server(peer.RELEASE, seeded_draw("refused")).answer_hello(b":".join(fields))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        VECTORS = pathlib.Path(sys.argv.pop(1))
    unittest.main(verbosity=2)
