#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command line of tscp: exit codes, help, errors, and whole sessions of the tool with itself and with bad peers."""
import argparse
import concurrent.futures
import os
import subprocess
import sys
import unittest

import running

# Most of these wait most of their time: three run at a time, each in a process of its own.
SIDE_BY_SIDE = ["time_limits", "signals", "standard_streams", "connection_ends", "addresses", "key_files", "memory",
                "wrong_words"]
# These need the machine for themselves.
ALONE = ["command_line", "connect", "crack", "listen", "tscp2"]


def run_modules(names: list) -> bool:
    tests = unittest.defaultTestLoader.loadTestsFromNames(names)
    return unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(tests).wasSuccessful()


def run_apart(name: str) -> bool:
    """Runs a module by another process; prints what it says when it is done."""
    done = subprocess.run([sys.executable, "-B", *sys.argv, "--only", name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    print(done.stdout.decode(errors="replace"), flush=True)
    return done.returncode == 0


def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", type=os.path.abspath)
    parser.add_argument("version")
    parser.add_argument("--fake-resolver", default="", help="the library of fake_resolver.cpp; without it its tests are skipped")
    parser.add_argument("--sanitized", action="store_true", help="the tool is built with sanitizers, which have much memory")
    parser.add_argument("--only", nargs="+", help="modules or tests; all if none is given")
    given = parser.parse_args()
    running.TOOL, running.VERSION, running.FAKE_RESOLVER = given.tool, given.version, given.fake_resolver
    running.SANITIZED = given.sanitized
    if given.only:
        return run_modules(given.only)
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        done = list(pool.map(run_apart, SIDE_BY_SIDE))
    return run_modules(ALONE) and all(done)


if __name__ == "__main__":
    sys.exit(not main())
