# SPDX-License-Identifier: MIT
"""Standard input and output as a shell, cron or a supervisor leaves them: closed, non-blocking, full, broken, slow."""
import contextlib
import os
import pty
import subprocess
import time

import running
from running import HELLO, HEY, WithKey, finished, listening, run, started

CLOSED = {0: "<&-", 1: ">&-", 2: "2>&-"}
SUBSETS = [[number for number in CLOSED if bits >> number & 1] for bits in range(8)]
MEGABYTE = 1 << 20


@contextlib.contextmanager
def pipe(non_blocking: int = 2):
    """Both ends of a pipe, closed at the end; the end with this number is non-blocking."""
    ends = list(os.pipe())
    if non_blocking < 2:
        os.set_blocking(ends[non_blocking], False)
    try:
        yield ends
    finally:
        for end in ends:
            with contextlib.suppress(OSError):
                os.close(end)


def read_slowly(descriptor: int, size: int) -> bytes:
    """So many bytes or all there are, the first after the writer has had time to fill the pipe."""
    data = b""
    time.sleep(0.3)
    while len(data) < size:
        piece = os.read(descriptor, 50_000)
        if not piece:
            break
        data += piece
        time.sleep(0.002)
    return data


class ClosedDescriptors(WithKey):
    def test_each_set_of_closed_descriptors_sends_and_loses_nothing_but_by_an_error(self):
        for closed in SUBSETS:
            script = 'exec "$0" "$@" ' + " ".join(CLOSED[number] for number in closed)
            with self.subTest(closed=closed), listening("--psk", self.psk, "--once") as (address, server):
                client = subprocess.Popen(
                    ["sh", "-c", script, running.TOOL, "connect", address, *self.client], stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                with contextlib.suppress(BrokenPipeError):
                    client.stdin.write(b"from the client")
                    client.stdin.close()
                client.stdin = None
                # Read before anything is sent back, which ends a client that cannot write it.
                sent = b"" if 0 in closed else b"from the client"
                self.assertEqual(server.stdout.read(len(sent)), sent)
                code, out, _ = finished(server, b"from the server")
                received, _ = client.communicate(timeout=20)
                self.assertEqual(out, b"")
                self.assertEqual(received, b"" if 1 in closed else b"from the server")
                self.assertEqual(client.returncode, 7 if 1 in closed else 0)
                self.assertEqual(code == 0, 1 not in closed)

    def test_a_listener_with_closed_descriptors_keeps_them_closed_for_its_sockets(self):
        with started("listen", "--psk", self.psk, "--once", "--port", "0") as probe:
            self.assertIn(b"listening on", probe.stderr.readline())
        script = 'exec "$0" "$@" <&- >&-'
        server = subprocess.Popen(["sh", "-c", script, running.TOOL, "listen", "--psk", self.psk, "--once"],
                                  stderr=subprocess.PIPE)
        self.addCleanup(server.stderr.close)
        self.addCleanup(server.kill)
        address = server.stderr.readline().decode().split()[-1]
        done = run("connect", address, *self.client, text=b"lost otherwise")
        self.assertEqual((server.wait(20), done.stdout), (7, b""))
        self.assertNotEqual(done.returncode, 0)

    def test_what_a_command_prints_to_a_closed_output_is_an_error(self):
        key = self.key_pair("key")[0]
        for arguments in (["demo"], ["--help"], ["--version"], ["crack", HELLO, HEY], ["pubkey", "--key", key],
                          ["keygen", "--key", str(self.folder / "new")]):
            with self.subTest(arguments=arguments):
                done = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', running.TOOL, *arguments],
                                      capture_output=True, timeout=20, check=False)
                self.assertEqual(done.returncode, 7)
                self.assertIn(b"standard output takes no more: it is closed", done.stderr)


class Input(WithKey):
    def test_an_input_that_cannot_be_read_is_no_end_of_input(self):
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        for classic in (False, True):
            options = ("--classic", "debug") if classic else self.client
            listen = ("--classic", "debug") if classic else ("--psk", self.psk, "--once")
            with self.subTest(options=options), listening(*listen) as (address, server):
                done = subprocess.run([running.TOOL, "connect", address, *options], stdin=folder, capture_output=True,
                                      timeout=20, check=False)
                self.assertEqual(done.returncode, 7)
                self.assertIn(b"standard input cannot be read: Is a directory", done.stderr)
                if not classic:
                    server.stdin.close()
                    self.assertEqual(server.wait(20), 1)
                    self.assertIn(b"ended the session before it was done", server.stderr.read())

    def test_a_non_blocking_input_without_data_has_not_ended(self):
        for reply, options in (("--psk", self.client), ("--classic", ("--classic", "debug"))):
            listen = (reply, self.psk if reply == "--psk" else "debug", "--reply", "upper")
            with self.subTest(options=options), listening(*listen) as (address, _), pipe(0) as (there, here):
                client = subprocess.Popen([running.TOOL, "connect", address, *options], stdin=there,
                                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for word in (b"one\n", b"two\n"):
                    time.sleep(0.3)
                    os.write(here, word)
                os.close(here)
                self.assertEqual(finished(client), (0, b"ONE\nTWO\n", b""))

    def test_files_of_any_size_are_input_and_output(self):
        for size in (0, 1, 3 * MEGABYTE + 1):
            data = os.urandom(size)
            (self.folder / "in").write_bytes(data)
            with self.subTest(size=size), open(self.folder / "in", "rb") as sent, \
                    open(self.folder / "out", "wb") as received:
                with listening("--psk", self.psk, "--reply", "echo") as (address, _):
                    done = subprocess.run([running.TOOL, "connect", address, *self.client], stdin=sent,
                                          stdout=received, stderr=subprocess.PIPE, timeout=30, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual((self.folder / "out").read_bytes(), data)

    def test_dev_null_is_input_and_output(self):
        with listening("--psk", self.psk, "--reply", "echo") as (address, _):
            done = subprocess.run([running.TOOL, "connect", address, *self.client], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, timeout=20, check=False)
        self.assertEqual(done.returncode, 0)

    def test_a_terminal_is_input_and_output(self):
        for listen, options in ((("--psk", self.psk, "--reply", "upper"), self.client),
                                (("--classic", "debug"), ("--classic", "debug"))):
            with self.subTest(options=options), listening(*listen) as (address, _):
                mine, theirs = pty.openpty()
                client = subprocess.Popen([running.TOOL, "connect", address, *options], stdin=theirs, stdout=theirs,
                                          stderr=subprocess.PIPE)
                os.close(theirs)
                os.write(mine, b"hello\n")
                seen = b""
                while b"HELLO\r\n" not in seen:
                    seen += os.read(mine, 1000)
                os.write(mine, b"\x04")
                code, _, err = finished(client)
                os.close(mine)
                self.assertEqual((code, err), (0, b""))


class Output(WithKey):
    def test_a_slow_reader_of_a_non_blocking_output_gets_every_byte(self):
        data = os.urandom(MEGABYTE)
        with listening("--psk", self.psk, "--once") as (address, server), pipe(1) as (here, there):
            client = subprocess.Popen([running.TOOL, "connect", address, *self.client], stdin=subprocess.DEVNULL,
                                      stdout=there, stderr=subprocess.PIPE)
            os.close(there)
            writer = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=server.stdin)
            server.stdin.close()
            server.stdin = None
            writer.stdin.write(data)
            writer.stdin.close()
            self.assertEqual(read_slowly(here, MEGABYTE + 1), data)
            self.assertEqual((finished(client), finished(server)[:2], writer.wait(10)), ((0, None, b""), (0, b""), 0))

    def test_a_slow_reader_of_a_non_blocking_output_gets_every_line_and_the_demo(self):
        lines = b"".join(b"%07d\n" % number for number in range(20_000))
        with listening("--classic", "debug", "--reply", "echo") as (address, _), pipe(1) as (here, there):
            client = subprocess.Popen([running.TOOL, "connect", address, "--classic", "debug"], stdin=subprocess.PIPE,
                                      stdout=there, stderr=subprocess.PIPE)
            os.write(there, b"z" * 60_000)  # little room is left
            os.close(there)
            feeder = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=client.stdin)
            client.stdin.close()
            client.stdin = None
            feeder.stdin.write(lines)
            feeder.stdin.close()
            self.assertEqual(read_slowly(here, 60_000 + len(lines) + 1)[60_000:], lines)
            self.assertEqual((finished(client), feeder.wait(10)), ((0, None, b""), 0))
        with pipe(1) as (here, there):
            with contextlib.suppress(BlockingIOError):
                while True:
                    os.write(there, b"z" * 4096)
            demo = subprocess.Popen([running.TOOL, "demo"], stdout=there, stderr=subprocess.PIPE)
            os.close(there)
            text = read_slowly(here, MEGABYTE).lstrip(b"z")
            self.assertEqual(finished(demo), (0, None, b""))
            self.assertTrue(text.startswith(b"TSCP 2") and b"Classic" in text, text)

    def end_by(self, output) -> None:
        """Runs everything that writes to standard output with this one, which fails."""
        key = self.key_pair("key")[0]
        commands = [["demo"], ["--help"], ["listen", "--help"], ["--version"], ["crack", HELLO, HEY],
                    ["pubkey", "--key", key], ["keygen", "--key", str(self.folder / "new")]]
        with listening("--classic", "debug") as (classic, _), \
                listening("--psk", self.psk, "--reply", "echo") as (tscp2, _):
            commands += [["connect", classic, "--classic", "debug"], ["connect", tscp2, *self.client]]
            for arguments in commands:
                with self.subTest(arguments=arguments):
                    done = subprocess.run([running.TOOL, *arguments], input=b"hello\n", stdout=output,
                                          stderr=subprocess.PIPE, timeout=20, check=False)
                    self.assertEqual(done.returncode, 7)
                    self.assertIn(b"standard output takes no more: ", done.stderr)
                    self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            self.end_by(full)

    def test_a_pipe_that_nobody_reads_is_an_error_and_no_silent_death(self):
        with pipe() as (here, there):
            os.close(here)
            self.end_by(there)

    def test_a_listener_whose_output_fails_ends_and_its_client_does_not_take_it_for_success(self):
        for size in (1, 300_000):
            with self.subTest(size=size), open("/dev/full", "wb") as full:
                server = subprocess.Popen([running.TOOL, "listen", "--psk", self.psk], stdin=subprocess.DEVNULL,
                                          stdout=full, stderr=subprocess.PIPE)
                self.addCleanup(server.stderr.close)
                self.addCleanup(server.kill)
                address = server.stderr.readline().decode().split()[-1]
                done = run("connect", address, *self.client, text=b"x" * size)
                self.assertEqual(server.wait(20), 7)
                self.assertNotEqual(done.returncode, 0)

    def test_head_takes_one_byte_and_the_rest_is_no_success(self):
        data = self.folder / "data"
        data.write_bytes(bytes(MEGABYTE))
        with listening("--psk", self.psk, "--reply", "echo") as (address, _):
            script = '{ "$0" "$@" < "$DATA"; echo $? >&2; } | head -c 1'
            done = subprocess.run(["sh", "-c", script, running.TOOL, "connect", address, *self.client],
                                  env={**os.environ, "DATA": str(data)}, capture_output=True, timeout=30, check=False)
        self.assertEqual(done.stdout, b"\0")
        self.assertTrue(done.stderr.endswith(b"\n7\n"), done.stderr)


class Errors(WithKey):
    def test_errors_that_nobody_can_read_change_no_exit_code(self):
        for redirection in ("2>&-", "2>/dev/full"):
            done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {redirection}', running.TOOL, "connect",
                                   "127.0.0.1:1", *self.client], stdin=subprocess.DEVNULL, timeout=20, check=False)
            self.assertEqual(done.returncode, 6)
