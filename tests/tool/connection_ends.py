# SPDX-License-Identifier: MIT
"""How TCP connections end under a session: by halves, by a reset, before everything has arrived."""
import contextlib
import socket
import struct
import time

from running import WithKey, finished, listening, relay, started


def half_close(source: socket.socket, target: socket.socket) -> None:
    """Passes all on, and ends the direction once nothing has come for a while."""
    with contextlib.suppress(OSError):
        source.settimeout(0.4)
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except TimeoutError:
            source.settimeout(None)
        target.shutdown(socket.SHUT_WR)


class ConnectionEnds(WithKey):
    def test_a_peer_that_half_closes_after_its_close_gets_the_rest(self):
        with listening("--psk", self.psk, "--once") as (address, listener), relay(address, half_close) as half, \
                started("connect", half, *self.client) as client:
            client.stdin.write(b"all of it")
            client.stdin.close()
            client.stdin = None
            self.assertEqual(listener.stdout.read(9), b"all of it")
            time.sleep(0.8)  # the client's half of the connection has ended
            self.assertIsNone(listener.poll())
            self.assertEqual(finished(listener, b"z" * 300_000)[0::2], (0, b""))
            self.assertEqual((client.stdout.read(), client.wait(20)), (b"z" * 300_000, 0))

    def test_a_peer_that_half_closes_before_its_close_is_truncated(self):
        with listening("--psk", self.psk, "--once") as (address, listener), relay(address, half_close) as half, \
                started("connect", half, *self.client) as client:
            client.stdin.write(b"part of it")
            self.assertEqual(listener.stdout.read(10), b"part of it")
            self.assertEqual(listener.wait(20), 5)
            self.assertIn(b"before the peer closed the session", listener.stderr.read())

    def test_a_reset_is_no_success_of_what_was_still_to_arrive(self):
        def reset_at_the_end(source: socket.socket, target: socket.socket) -> None:
            # Both ends have closed the session; then the way to the server breaks, with the last bytes unread.
            with contextlib.suppress(OSError):
                source.settimeout(1)
                with contextlib.suppress(TimeoutError):
                    target.sendall(source.recv(58))
                    target.sendall(source.recv(65536))
                time.sleep(0.3)
                source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                source.close()
                target.shutdown(socket.SHUT_RDWR)

        with listening("--psk", self.psk, "--once") as (address, listener), \
                relay(address, reset_at_the_end) as cut, started("connect", cut, *self.client) as client:
            listener.stdin.close()
            listener.stdin = None
            self.assertEqual(finished(client, b"x" * 200_000)[0], 6)

    def test_a_client_with_nothing_to_say_leaves_no_complaint_at_a_server_that_answers(self):
        with listening("--psk", self.psk, "--reply", "upper") as (address, listener):
            for _ in range(3):
                with started("connect", address, *self.client) as client:
                    self.assertEqual(finished(client), (0, b"", b""))
            listener.terminate()
            self.assertEqual(listener.stderr.read(), b"tscp: ended by SIGTERM\n")
