# SPDX-License-Identifier: MIT
"""Time limits: every wait before a session stands has one, and --timeout sets it."""
import contextlib
import socket
import time

from running import WithKey, connection, listening, relay, run, server, started

CLASSIC = ("--classic", "debug")
HELLO_SIZE = 58
HEY_SIZE = 51


def only(size: int):
    """A way that passes so many bytes on, and then nothing, until the source ends."""
    def pass_on(source: socket.socket, target: socket.socket) -> None:
        left = size
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data[:left])
                left -= len(data[:left])
    return pass_on


def after(seconds: float):
    """A way that holds everything back at first."""
    def pass_on(source: socket.socket, target: socket.socket) -> None:
        time.sleep(seconds)
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
    return pass_on


class TimeLimits(WithKey):
    @contextlib.contextmanager
    def between(self, least: float, most: float):
        begun = time.monotonic()
        yield
        passed = time.monotonic() - begun
        self.assertGreater(passed, least)
        self.assertLess(passed, most)

    def test_a_hello_of_seven_seconds_is_taken_by_default(self):
        with listening("--psk", self.psk, "--once") as (address, listener), relay(address, after(7)) as slow:
            listener.stdin.close()
            self.assertEqual(run("connect", slow, *self.client, text=b"late").returncode, 0)
            self.assertEqual((listener.stdout.read(), listener.wait(10)), (b"late", 0))

    def test_a_hello_is_taken_as_late_as_the_option_says(self):
        for limit, code in (("0.3", 3), ("20", 0)):
            with listening("--psk", self.psk, "--once", "--timeout", limit) as (address, listener), \
                    relay(address, after(0.8)) as slow:
                listener.stdin.close()
                self.assertEqual(run("connect", slow, *self.client).returncode, code)
                self.assertEqual(listener.wait(10), code)

    def test_a_client_that_stops_anywhere_before_its_first_record_is_given_up(self):
        for size in (0, 1, HELLO_SIZE // 2, HELLO_SIZE, HELLO_SIZE + 2):
            with self.subTest(size=size), listening("--psk", self.psk, "--once", "--timeout", "0.4") as \
                    (address, listener), relay(address, only(size)) as stopping, self.between(0.35, 8):
                with started("connect", stopping, *self.client) as client:
                    client.stdin.close()
                    client.stdin = None
                    self.assertEqual(listener.wait(10), 3)
                    self.assertIn(b"no handshake in time", listener.stderr.read())

    def test_a_server_that_stops_anywhere_before_the_end_of_its_answer_is_given_up(self):
        for size in (0, 1, HEY_SIZE - 1):
            with self.subTest(size=size), listening("--psk", self.psk) as (address, _), \
                    relay(address, None, only(size)) as stopping, self.between(0.35, 8):
                done = run("connect", stopping, *self.client, "--timeout", "0.4", text=b"x")
                self.assertEqual((done.returncode, done.stderr), (3, b"tscp: no handshake in time\n"))

    def test_a_peer_that_takes_no_connection_is_given_up(self):
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            address = f"127.0.0.1:{full.getsockname()[1]}"
            with contextlib.ExitStack() as stack:
                for _ in range(4):  # more than the system queues
                    one = stack.enter_context(socket.socket())
                    one.setblocking(False)
                    one.connect_ex(full.getsockname())
                for options in (self.client, CLASSIC):
                    with self.subTest(options=options), self.between(0.35, 8):
                        done = run("connect", address, *options, "--timeout", "0.4", text=b"x\n")
                        self.assertEqual(done.returncode, 6)
                        self.assertIn(address.encode() + b": Connection timed out", done.stderr)

    def test_numbers_of_seconds(self):
        for limit in ("0", "-1", "nan", "inf", "1e9", "x", "", "1s", "0x10"):
            for command in (["listen", "--psk", self.psk], ["connect", "127.0.0.1:1", *self.client]):
                with self.subTest(limit=limit, command=command[0]):
                    done = run(*command, "--timeout", limit)
                    self.assertEqual((done.returncode, done.stdout), (2, b""))
                    self.assertIn(b"--timeout", done.stderr)
                    self.assertIn(limit.encode(), done.stderr)
        for limit in ("0.001", ".5", "2.5", "86400"):
            self.assertEqual(run("connect", "127.0.0.1:1", *self.client, "--timeout", limit).returncode, 6)

    def test_a_limit_without_effect_is_wrong_use(self):
        for command in (["listen", *CLASSIC], ["demo"], ["crack", "a", "b"], ["keygen", "--psk", "x"],
                        ["pubkey", "--key", self.psk]):
            done = run(*command, "--timeout", "5")
            self.assertEqual(done.returncode, 2, command)
            self.assertIn(b"--timeout", done.stderr)

    def test_a_session_that_stands_has_no_limit(self):
        with listening("--psk", self.psk, "--once", "--timeout", "0.3") as (address, listener), \
                started("connect", address, *self.client, "--timeout", "0.3") as client:
            client.stdin.write(b"a")
            self.assertEqual(listener.stdout.read(1), b"a")
            time.sleep(0.7)
            listener.stdin.write(b"b")
            self.assertEqual(client.stdout.read(1), b"b")


class SilentPeers(WithKey):
    def crowd(self, stack: contextlib.ExitStack, address: str, count: int) -> list:
        """So many connections that say nothing or little."""
        peers = [stack.enter_context(connection(address)) for _ in range(count)]
        for number, peer in enumerate(peers):
            peer.sendall((b"", b"\x31", b"\x31\0\1")[number % 3])
        return peers

    def test_silent_connections_keep_nobody_out_of_a_pipe(self):
        for count in (1, 10, 150):
            for once in ((), ("--once",)):
                with self.subTest(count=count, once=once), contextlib.ExitStack() as stack:
                    address, listener = stack.enter_context(listening("--psk", self.psk, *once))
                    listener.stdin.close()
                    self.crowd(stack, address, count)
                    done = run("connect", address, *self.client, text=b"the good one")
                    self.assertEqual(done.returncode, 0)
                    self.assertEqual(listener.stdout.read(12), b"the good one")
                    if once:
                        listener.stdin = None
                        self.assertEqual(listener.wait(10), 0)

    def test_silent_connections_are_closed_when_another_was_first(self):
        with contextlib.ExitStack() as stack:
            address, _ = stack.enter_context(listening("--psk", self.psk))
            peers = self.crowd(stack, address, 6)
            with started("connect", address, *self.client) as client:
                client.stdin.write(b"x")
                for peer in peers:
                    self.assertEqual(peer.recv(1), b"")

    def test_who_comes_while_another_is_served_has_its_turn_afterwards(self):
        with listening("--psk", self.psk) as (address, listener), started("connect", address, *self.client) as first:
            listener.stdin.close()
            listener.stdin = None
            first.stdin.write(b"first")
            self.assertEqual(listener.stdout.read(5), b"first")
            with started("connect", address, *self.client) as second:
                second.stdin.write(b"second")
                second.stdin.close()
                second.stdin = None
                time.sleep(0.3)
                self.assertIsNone(second.poll())
                first.stdin.close()
                first.stdin = None
                self.assertEqual(listener.stdout.read(6), b"second")
                self.assertEqual((first.wait(10), second.wait(10)), (0, 0))
