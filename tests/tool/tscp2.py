# SPDX-License-Identifier: MIT
"""TSCP 2 over TCP: whole sessions of the tool with itself, with what lies between, and with bad peers."""
import contextlib
import os
import pathlib
import re
import resource
import select
import socket
import threading
import time

from running import WithKey, connection, listening, run, server, started, write_secret

# A thousand connections need more descriptors than some systems give by default.
HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (8192 if HARD == resource.RLIM_INFINITY else min(HARD, 8192), HARD))
CONNECTIONS = int(os.environ.get("TSCP_TOOL_CONNECTIONS", "1000"))


@contextlib.contextmanager
def between(address: str, change):
    """A way to a listener on which `change(bytes, sent before)` alters what the client sends; None cuts it."""
    with server() as (listener, own):
        def run_between() -> None:
            client, _ = listener.accept()
            with client, connection(address) as target:
                sent = 0
                while True:
                    ready, _, _ = select.select([client, target], [], [], 20)
                    for one in ready:
                        try:
                            data = one.recv(65536)
                        except OSError:
                            data = b""
                        if not data:
                            return
                        if one is client:
                            before, sent = sent, sent + len(data)
                            data = change(data, before)
                            if data is None:
                                return
                        try:
                            (target if one is client else client).sendall(data)
                        except OSError:
                            return
        worker = threading.Thread(target=run_between)
        worker.start()
        yield own
        worker.join()


class Tscp2(WithKey):
    def pair(self, sent: bytes, answer: bytes = b"", listen=(), connect=(), change=None):
        """One session; gives both programs' exit codes, outputs and errors."""
        with listening("--psk", self.psk, "--once", "--stats", *listen) as (address, at_server):
            with contextlib.ExitStack() as stack:
                target = stack.enter_context(between(address, change)) if change else address
                answered = {}
                def serve() -> None:
                    answered["out"], answered["err"] = at_server.communicate(answer, timeout=60)
                serving = threading.Thread(target=serve)
                serving.start()
                arguments = connect or ("--psk", self.psk, "--identity", "dev1")
                at_client = run("connect", target, "--stats", *arguments, text=sent)
            serving.join()
        return at_client, at_server.returncode, answered["out"], answered["err"]

    def test_keygen_writes_for_the_owner_alone_and_never_over_a_file(self):
        path = self.folder / "psk"
        before = path.read_bytes()
        self.assertRegex(before, rb"^[0-9a-f]{64}\n$")
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(run("keygen", "--psk", str(path)).returncode, 1)
        self.assertEqual(path.read_bytes(), before)
        done = run("keygen", "--key", str(self.folder / "key"))
        self.assertRegex(done.stdout, rb"^[0-9a-f]{64}\n$")
        self.assertEqual(run("keygen").returncode, 2)

    def test_the_default_handshake_moves_109_bytes_and_both_directions_are_carried(self):
        sent, answer = os.urandom(8 << 20), os.urandom(3 << 20)
        client, code, out, err = self.pair(sent, answer)
        self.assertEqual((client.returncode, code), (0, 0))
        self.assertEqual(client.stdout, answer)
        self.assertEqual(out, sent)
        self.assertIn(b"handshake 109 bytes", client.stderr)
        self.assertIn(b"handshake 109 bytes", err)

    def test_nothing_to_say_either_way(self):
        client, code, out, _ = self.pair(b"")
        self.assertEqual((client.returncode, code, client.stdout, out), (0, 0, b"", b""))

    def test_every_suite(self):
        for group in ("none", "x25519", "ffdhe2048", "ffdhe3072"):
            for aead in ("chacha20-poly1305", "aes-128-gcm", "aes-256-gcm", "aes-128-ccm-8", "aes-128-ccm", "ascon-aead128"):
                suite = ("--suites", f"{group}-{aead}")
                with self.subTest(suite=suite[1]):
                    client, code, out, _ = self.pair(b"there", b"back", suite, ("--psk", self.psk, "--identity", "a", *suite))
                    self.assertEqual((client.returncode, code, client.stdout, out), (0, 0, b"back", b"there"))

    def test_static_keys_alone_and_with_a_psk(self):
        paths = [str(self.folder / name) for name in ("client", "server")]
        public = [run("keygen", "--key", path).stdout.decode().strip() for path in paths]
        for psk in ((), ("--psk", self.psk)):
            with listening("--key", paths[1], "--peer", public[0], "--once", *psk) as (address, at_server):
                at_server.stdin.close()
                done = run("connect", address, "--key", paths[0], "--peer", public[1], *psk, text=b"hi")
                self.assertEqual(done.returncode, 0)
                self.assertEqual(at_server.stdout.read(), b"hi")

    def test_a_server_with_keys_and_psks_takes_nobody_without_both(self):
        paths = [str(self.folder / name) for name in ("client", "server")]
        public = [run("keygen", "--key", path).stdout.decode().strip() for path in paths]
        table = self.folder / "table"
        write_secret(table, "dev1 " + pathlib.Path(self.psk).read_text())
        client = ("--key", paths[0], "--peer", public[1])
        with listening("--key", paths[1], "--peer", public[0], "--psk", str(table), "--reply", "upper") as (address, _):
            for identity in ("dev1", "dev2", "peer"):
                done = run("connect", address, *client, "--identity", identity, text=b"hi")
                self.assertEqual((done.returncode, done.stdout), (3, b""), identity)
            done = run("connect", address, *client, "--identity", "dev2", "--psk", self.psk, text=b"hi")
            self.assertEqual((done.returncode, done.stdout), (3, b""))
            done = run("connect", address, "--psk", self.psk, "--identity", "dev1", text=b"hi")
            self.assertEqual((done.returncode, done.stdout), (3, b""))
            done = run("connect", address, *client, "--identity", "dev1", "--psk", self.psk, text=b"hi")
            self.assertEqual((done.returncode, done.stdout), (0, b"HI"))
        # And without PSKs nobody comes in by one.
        with listening("--key", paths[1], "--peer", public[0], "--reply", "upper") as (address, _):
            done = run("connect", address, *client, "--psk", self.psk, text=b"hi")
            self.assertEqual((done.returncode, done.stdout), (3, b""))

    def test_a_line_that_lost_its_identity_or_key_is_no_key_for_all(self):
        table = self.folder / "table"
        write_secret(table, "dev1 " + "aa" * 32 + "\n550e8400e29b41d4a716446655440001\n")
        done = run("listen", "--psk", str(table))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"a key without an identity", done.stderr)

    def test_a_peer_that_says_nothing_is_given_up(self):
        with server() as (_, address):
            begun = time.monotonic()
            done = run("connect", address, "--psk", self.psk, "--identity", "a", "--timeout", "0.3")
            self.assertEqual(done.returncode, 3)
            self.assertIn(b"no handshake in time", done.stderr)
            self.assertLess(time.monotonic() - begun, 5)
        with listening("--psk", self.psk, "--once", "--timeout", "0.3") as (address, process):
            with connection(address) as silent:
                self.assertEqual(silent.recv(1), b"")
            self.assertEqual(process.wait(10), 3)

    def test_a_wrong_key_or_identity_ends_both_within_a_second(self):
        other = str(self.folder / "other")
        run("keygen", "--psk", other)
        table = self.folder / "table"
        write_secret(table, "dev1 " + pathlib.Path(other).read_text())
        for listen, connect in (((), ("--psk", other, "--identity", "dev1")),
                                (("--suites", "x25519-aes-128-gcm"), ("--psk", self.psk, "--identity", "dev1"))):
            begun = time.monotonic()
            client, code, out, _ = self.pair(b"secret", b"", listen, connect)
            self.assertEqual((client.returncode, code, client.stdout, out), (3, 3, b"", b""))
            self.assertLess(time.monotonic() - begun, 1)
        with listening("--psk", str(table)) as (address, at_server):
            at_server.stdin.close()
            self.assertEqual(run("connect", address, "--psk", self.psk, "--identity", "dev2").returncode, 3)
            self.assertEqual(run("connect", address, "--psk", other, "--identity", "dev1").returncode, 0)

    def test_one_flipped_bit_stops_the_receiver_and_nothing_forged_is_written(self):
        sent = os.urandom(1 << 20)
        def flip(data: bytes, before: int) -> bytes:
            at = 500000 - before
            if not 0 <= at < len(data):
                return data
            return data[:at] + bytes([data[at] ^ 16]) + data[at + 1:]
        _, code, out, err = self.pair(sent, change=flip)
        self.assertEqual(code, 4)
        self.assertEqual(out, sent[:len(out)])
        self.assertLess(len(out), 500000)
        self.assertIn(b"forged", err)

    def test_a_cut_is_truncation(self):
        sent = os.urandom(1 << 20)
        _, code, out, _ = self.pair(sent, change=lambda data, before: None if before > 300000 else data)
        self.assertEqual(code, 5)
        self.assertEqual(out, sent[:len(out)])

    def test_replies_to_many_at_once_of_which_half_send_garbage(self):
        with listening("--psk", self.psk, "--reply", "upper") as (address, process):
            drain = threading.Thread(target=process.stderr.read, daemon=True)
            drain.start()
            bad = []
            for number in range(CONNECTIONS // 2):
                one = connection(address)
                one.sendall((os.urandom(40), b"\x31\x00\x01", b"Hello:KAKI5", bytes(200))[number % 4])
                bad.append(one)
            # All stand before the first of them asks.
            with contextlib.ExitStack() as stack:
                good = [stack.enter_context(started("connect", address, "--psk", self.psk, "--identity", "dev1"))
                        for _ in range(CONNECTIONS // 2)]
                for number, one in enumerate(good):
                    one.stdin.write(f"question {number}".encode())
                for number, one in enumerate(good):
                    text = f"QUESTION {number}".encode()
                    self.assertEqual(one.stdout.read(len(text)), text)
                for one in good:
                    one.stdin.close()
                    self.assertEqual(one.wait(20), 0)
            for one in bad:
                one.close()

    def test_both_protocols_on_one_port(self):
        secure = ("--psk", self.psk, "--identity", "a")
        for dialect in ("debug", "release"):
            with listening("--psk", self.psk, "--reply", "upper", "--classic", dialect) as (address, _):
                for _ in range(3):
                    self.assertEqual(run("connect", address, *secure, text=b"hello").stdout, b"HELLO")
                    classic = run("connect", address, "--classic", dialect, text=b"hello\n")
                    self.assertEqual((classic.returncode, classic.stdout), (0, b"HELLO\n"))
        with listening("--psk", self.psk, "--reply", "upper") as (address, _):
            self.assertEqual(run("connect", address, "--classic", "debug", text=b"hello\n").returncode, 6)
            self.assertEqual(run("connect", address, *secure, text=b"hello").stdout, b"HELLO")
        self.assertEqual(run("listen", "--psk", self.psk, "--classic", "debug").returncode, 2)

    def test_wrong_use(self):
        for arguments in (["listen", "--psk", self.psk, "--suites", "x25519"], ["listen", "--key", self.psk],
                          ["connect", "127.0.0.1:1", "--psk", self.psk], ["connect", "nowhere", "--psk", self.psk, "--identity", "a"],
                          ["connect", "127.0.0.1:1", "--psk", self.psk, "--identity", "a", "--suites",
                           "x25519-aes-128-gcm,none-aes-128-gcm"]):
            self.assertEqual(run(*arguments).returncode, 2, arguments)
        self.assertEqual(run("connect", "127.0.0.1:1", "--psk", self.psk, "--identity", "a").returncode, 6)
        self.assertEqual(run("listen", "--psk", "/nowhere").returncode, 1)

    def test_stderr_has_one_line_that_ends_with_the_port(self):
        with listening("--psk", self.psk) as (address, _):
            self.assertTrue(re.fullmatch(r"127\.0\.0\.1:\d+", address))

    def test_the_server_speaks_after_the_client_has_ended(self):
        with listening("--psk", self.psk, "--once") as (address, at_server):
            with started("connect", address, "--psk", self.psk, "--identity", "dev1") as client:
                client.stdin.write(b"first")
                client.stdin.close()
                self.assertEqual(at_server.stdout.read(5), b"first")
                at_server.stdin.write(b"late")
                self.assertEqual(client.stdout.read(4), b"late")
                self.assertIsNone(client.poll())
                at_server.stdin.close()
                self.assertEqual(client.wait(10), 0)
                self.assertEqual(at_server.wait(10), 0)

