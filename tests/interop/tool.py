# SPDX-License-Identifier: MIT
"""Runs the command-line tool for the tests; its processes never outlive the test."""

from __future__ import annotations

import argparse
import os
import re
import selectors
import signal
import subprocess
import sys
import threading
import time
import traceback
from typing import Callable, Optional, Sequence

from classic_peer import Dialect
from lines import Failure, check

START_SECONDS = 20.0
RUN_SECONDS = 60.0
SANITIZER_REPORT = re.compile(rb"Sanitizer|runtime error:")
ADDRESS = re.compile(rb"^listening on (\S+):(\d+)$", re.MULTILINE)


def check_no_sanitizer_report(output: bytes) -> None:
    check(not SANITIZER_REPORT.search(output), "sanitizer report:\n" + output.decode(errors="replace"))


class Listener:
    """`tscp listen` on a free port. With drain=False nobody reads its standard error after the first line."""

    def __init__(self, tool: str, dialect: Dialect, *options: str, drain: bool = True) -> None:
        self._command = [tool, "listen", "--classic", dialect.name, "--port", "0", *options]
        self._drain = drain
        self.errors = b""

    def __enter__(self) -> Listener:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0)
        try:
            self.address = self._read_address()
        except BaseException:
            self._stop()
            raise
        self._reader: Optional[threading.Thread] = None
        if self._drain:
            self._reader = threading.Thread(target=self._read_errors, daemon=True)
            self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._reader is not None:
            self._reader.join()
        self._read_errors()
        self._process.stderr.close()

    def finish(self) -> None:
        """Checks that the listener still runs, stops it, and checks that it ended well."""
        check(self._process.poll() is None, f"the listener ended by itself: {self._process.returncode}")
        self.__exit__()
        check_no_sanitizer_report(self.errors)
        check(self._process.returncode in (0, -signal.SIGTERM), f"the listener ended with {self._process.returncode}")

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read_address(self) -> tuple[str, int]:
        until = time.monotonic() + START_SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stderr, selectors.EVENT_READ)
            while True:
                found = ADDRESS.search(self.errors) if self.errors.endswith(b"\n") else None
                if found:
                    return found[1].decode().strip("[]"), int(found[2])
                chunk = self._process.stderr.read(65536) if selector.select(until - time.monotonic()) else b""
                check(bool(chunk), f"no address from the listener, but {self.errors!r}")
                self.errors += chunk

    def _read_errors(self) -> None:
        if self._process.stderr.closed:
            return
        while True:
            chunk = self._process.stderr.read(65536)
            if not chunk:
                return
            self.errors += chunk


def run(tool: str, *arguments: str, text: bytes = b"") -> subprocess.CompletedProcess:
    """One run of the tool to its end, with `text` on its standard input."""
    try:
        result = subprocess.run([tool, *arguments], input=text, capture_output=True, timeout=RUN_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"tscp {' '.join(arguments)[:200]} did not end") from None
    check_no_sanitizer_report(result.stderr)
    check(result.returncode >= 0, f"tscp {' '.join(arguments)[:200]} died of signal {-result.returncode}")
    return result


def arguments(description: str, *names: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("tool", type=os.path.abspath, help="path of the tscp tool")
    for name in names:
        parser.add_argument(name)
    return parser


def main(steps: Sequence[tuple[str, Callable[[], None]]], seconds: int) -> None:
    """Runs named steps within a time limit and exits: 0 if all went well, 1 at the first that did not."""
    def stop(number: int, _: object) -> None:
        raise Failure(f"stopped by signal {number} (time limit: {seconds} s)")

    signal.signal(signal.SIGALRM, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.alarm(seconds)
    for name, step in steps:
        start = time.monotonic()
        try:
            step()
        except Failure as failure:
            sys.exit(f"FAILED {name}: {failure}")
        except Exception:
            traceback.print_exc()
            sys.exit(f"FAILED {name}")
        print(f"ok {name} ({time.monotonic() - start:.1f} s)", flush=True)
