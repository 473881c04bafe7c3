# SPDX-License-Identifier: MIT
"""Addresses and names, of peers and of this end."""
import os
import socket
import time
import unittest

import running
from running import WithKey, listening, run, server

CLASSIC = ("--classic", "debug")
NO_NAME = "no-such-host.invalid"


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


class Addresses(WithKey):
    def test_names_of_this_machine(self):
        for listen, client in ((("--psk", self.psk, "--reply", "upper"), self.client), (CLASSIC, CLASSIC)):
            with self.subTest(client=client), listening(*listen, "--host", "localhost") as (address, _):
                port = address.rsplit(":", 1)[1]
                done = run("connect", f"localhost:{port}", *client, text=b"by name\n")
                self.assertEqual((done.returncode, done.stdout), (0, b"BY NAME\n"))

    def test_an_ipv6_address_in_brackets(self):
        if not has_ipv6():
            self.skipTest("no IPv6 here")
        with listening("--psk", self.psk, "--reply", "upper", "--host", "::1") as (address, _):
            self.assertRegex(address, r"^\[::1\]:\d+$")
            self.assertEqual(run("connect", address, *self.client, text=b"six").stdout, b"SIX")

    def test_a_name_that_does_not_resolve(self):
        for options in (self.client, CLASSIC):
            done = run("connect", f"{NO_NAME}:1", *options)
            self.assertEqual((done.returncode, done.stdout), (6, b""))
            self.assertIn(f"tscp: {NO_NAME}:1: there is no such address: ".encode(), done.stderr)
        for options in (("--psk", self.psk), CLASSIC):
            done = run("listen", *options, "--host", NO_NAME)
            self.assertEqual(done.returncode, 2)
            self.assertEqual(done.stderr, f"tscp: --host: {NO_NAME} is no address of this machine\n".encode())

    def test_an_address_of_another_machine_and_a_port_in_use_cannot_be_listened_on(self):
        with server() as (_, taken):
            for address in ("192.0.2.1:0", taken):
                host, port = address.split(":")
                for options in (("--psk", self.psk), CLASSIC):
                    done = run("listen", *options, "--host", host, "--port", port)
                    self.assertEqual(done.returncode, 6)
                    self.assertIn(b"tscp: cannot listen on " + address.encode() + b": ", done.stderr)

    def test_nobody_listens(self):
        with server() as (_, address):
            pass
        for options in (self.client, CLASSIC):
            done = run("connect", address, *options)
            self.assertEqual(done.returncode, 6)
            self.assertEqual(done.stderr, b"tscp: " + address.encode() + b": Connection refused\n")

    def test_what_is_no_peer(self):
        for peer in ("", "127.0.0.1", ":1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http",
                     "127.0.0.1:-1", "::1:4000", "[::1]4000", "[]:1"):
            done = run("connect", peer, *self.client)
            self.assertEqual(done.returncode, 2, peer)
            self.assertIn(f"PEER: '{peer}' is not HOST:PORT or [IPV6]:PORT".encode(), done.stderr)


@unittest.skipUnless(running.FAKE_RESOLVER, "the preloaded name service does not go together with sanitizers")
class ManyAddresses(WithKey):
    """Names resolved by a name service of the test's own: see fake_resolver.cpp."""

    def resolving(self, addresses: str, seconds: str = "0") -> dict:
        return {**os.environ, "LD_PRELOAD": running.FAKE_RESOLVER, "TSCP_TEST_ADDRESSES": addresses,
                "TSCP_TEST_SECONDS": seconds}

    def test_the_next_address_is_tried_where_one_refuses_or_does_not_answer(self):
        with listening("--psk", self.psk, "--reply", "upper") as (address, _), listening(*CLASSIC) as (classic, _):
            # 127.0.0.2 refuses; the queue of the one at 127.0.0.3 is full.
            for target, options in ((address, self.client), (classic, CLASSIC)):
                port = int(target.split(":")[1])
                with socket.socket() as full:
                    full.bind(("127.0.0.3", port))
                    full.listen(0)
                    waiting = [socket.socket() for _ in range(4)]
                    for one in waiting:
                        one.setblocking(False)
                        one.connect_ex(full.getsockname())
                    done = run("connect", f"many.invalid:{port}", *options, "--timeout", "2", text=b"reached\n",
                               env=self.resolving("127.0.0.2 127.0.0.3 127.0.0.1"))
                    for one in waiting:
                        one.close()
                self.assertEqual((done.returncode, done.stdout), (0, b"REACHED\n"), done.stderr)

    def test_a_listener_takes_the_first_address_that_is_this_machines(self):
        with listening("--psk", self.psk, "--host", "many.invalid",
                       env=self.resolving("192.0.2.1 127.0.0.2")) as (address, _):
            self.assertTrue(address.startswith("127.0.0.2:"), address)

    def test_a_name_service_that_does_not_answer_is_given_up(self):
        for options in (self.client, CLASSIC):
            begun = time.monotonic()
            done = run("connect", "slow.invalid:1", *options, "--timeout", "0.3", env=self.resolving("127.0.0.1", "20"))
            self.assertEqual(done.returncode, 6)
            self.assertIn(b"slow.invalid:1: the address is not found in time", done.stderr)
            self.assertLess(time.monotonic() - begun, 8)
