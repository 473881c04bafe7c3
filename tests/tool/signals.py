# SPDX-License-Identifier: MIT
"""SIGINT and SIGTERM: what was begun ends in order, says so, and has the exit code of the signal."""
import contextlib
import os
import signal
import time

from running import WithKey, connection, finished, listening, run, server, started

ENDINGS = ((signal.SIGINT, 130, b"tscp: ended by SIGINT\n"), (signal.SIGTERM, 143, b"tscp: ended by SIGTERM\n"))
CLASSIC = ("--classic", "debug")


class Signals(WithKey):
    def end(self, process, number: int) -> tuple[int, bytes]:
        """Sends the signal; exit code, and what was said since."""
        begun = time.monotonic()
        process.send_signal(number)
        code = process.wait(20)
        self.assertLess(time.monotonic() - begun, 5)
        return code, process.stderr.read()

    def test_while_the_server_says_nothing(self):
        for number, code, words in ENDINGS:
            for options in (self.client, CLASSIC):
                with self.subTest(number=number, options=options), server() as (listener, address), \
                        started("connect", address, *options) as client:
                    with listener.accept()[0] as peer:
                        peer.recv(1)
                        self.assertEqual(self.end(client, number), (code, words))

    def test_while_nobody_connects_and_while_somebody_shakes_hands(self):
        for number, code, words in ENDINGS:
            for bytes_sent in (None, b"", b"\x31\0\1"):
                with self.subTest(number=number, sent=bytes_sent), contextlib.ExitStack() as stack:
                    address, listener = stack.enter_context(listening("--psk", self.psk))
                    if bytes_sent is not None:
                        stack.enter_context(connection(address)).sendall(bytes_sent)
                        time.sleep(0.1)
                    self.assertEqual(self.end(listener, number), (code, words))

    def test_while_a_session_stands_the_peer_is_told_and_does_not_take_it_for_the_end_of_the_data(self):
        for number, code, words in ENDINGS:
            for ends_client in (True, False):
                with self.subTest(number=number, ends_client=ends_client), \
                        listening("--psk", self.psk, "--once") as (address, listener), \
                        started("connect", address, *self.client) as client:
                    client.stdin.write(b"half of it")
                    self.assertEqual(listener.stdout.read(10), b"half of it")
                    listener.stdin.write(b"and back")
                    self.assertEqual(client.stdout.read(8), b"and back")
                    one, other = (client, listener) if ends_client else (listener, client)
                    self.assertEqual(self.end(one, number), (code, words))
                    self.assertEqual(finished(other)[0::2], (1, b"tscp: the peer ended the session before it was done\n"))

    def test_after_this_end_has_closed_its_direction_the_peer_does_not_take_it_for_success(self):
        with listening("--psk", self.psk, "--once") as (address, listener), \
                started("connect", address, *self.client) as client:
            client.stdin.close()
            client.stdin = None
            listener.stdin.write(b"x" * 100_000)
            self.assertEqual(len(client.stdout.read(1)), 1)
            time.sleep(0.3)  # for the close
            self.assertEqual(self.end(client, signal.SIGTERM)[0], 143)
            listener.stdin.close()
            listener.stdin = None
            self.assertIn(listener.wait(20), (6, 1))  # 1, an alert, where the signal was faster than the close

    def test_while_nobody_reads_the_output(self):
        for options, listen in ((self.client, ("--psk", self.psk, "--reply", "echo")),
                                (CLASSIC, (*CLASSIC, "--reply", "echo"))):
            with self.subTest(options=options), listening(*listen) as (address, _), \
                    started("connect", address, *options) as client:
                os.set_blocking(client.stdin.fileno(), False)
                blocked_since = time.monotonic()
                while time.monotonic() - blocked_since < 0.5:
                    with contextlib.suppress(BlockingIOError):
                        if client.stdin.write(b"y" * 500 + b"\n"):
                            blocked_since = time.monotonic()
                            continue
                    time.sleep(0.01)
                self.assertEqual(self.end(client, signal.SIGTERM), (143, ENDINGS[1][2]))

    def test_a_second_signal_ends_it_at_once(self):
        with server() as (listener, address), started("connect", address, *self.client) as client, \
                listening("--psk", self.psk) as (real, _):
            # The server's side of a session that then reads no more.
            peer, _ = listener.accept()
            with peer, connection(real) as target:
                target.sendall(peer.recv(100))
                peer.sendall(target.recv(100))
                client.stdin.write(b"x")
                target.sendall(peer.recv(100))
                client.send_signal(signal.SIGTERM)
                self.assertEqual(client.stderr.readline(), ENDINGS[1][2])
                client.send_signal(signal.SIGINT)
                self.assertEqual(client.wait(20), 130)  # a second after the first it would be 143

    def test_a_server_that_answers_by_itself_ends_well_and_tells_its_clients(self):
        for number, _, words in ENDINGS:
            with self.subTest(number=number), contextlib.ExitStack() as stack:
                address, listener = stack.enter_context(listening("--psk", self.psk, "--reply", "upper"))
                stack.enter_context(connection(address))
                clients = [stack.enter_context(started("connect", address, *self.client)) for _ in range(5)]
                for client in clients:
                    client.stdin.write(b"a")
                    self.assertEqual(client.stdout.read(1), b"A")
                self.assertEqual(self.end(listener, number), (0, words))
                for client in clients:
                    self.assertEqual(finished(client)[0::2], (1, b"tscp: the peer ended the session before it was done\n"))

    def test_classic_ends_in_order(self):
        for number, code, words in ENDINGS:
            with listening(*CLASSIC) as (address, listener), started("connect", address, *CLASSIC) as client:
                client.stdin.write(b"one\n")
                self.assertEqual(client.stdout.readline(), b"ONE\n")
                self.assertEqual(self.end(client, number), (code, words))
                self.assertEqual(self.end(listener, number), (0, words))

    def test_a_signal_that_was_ignored_at_the_start_stays_ignored(self):
        def ignore() -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

        with listening("--psk", self.psk, "--reply", "upper", preexec_fn=ignore) as (address, listener):
            listener.send_signal(signal.SIGINT)
            self.assertEqual(run("connect", address, *self.client, text=b"on").stdout, b"ON")
            self.assertEqual(self.end(listener, signal.SIGTERM)[0], 0)

    def test_the_loss_of_the_terminal_ends_it_by_the_signal(self):
        with listening("--psk", self.psk) as (_, listener):
            self.assertEqual(self.end(listener, signal.SIGHUP), (-signal.SIGHUP, b""))
