# SPDX-License-Identifier: MIT
"""Runs programs on emulated boards, one by itself or two connected by a line."""

import os
import pathlib
import subprocess
import tempfile

from targets import Failure

TIMEOUT = 600


def run(target, program, counts=True):
    """What the program prints."""
    try:
        done = subprocess.run(target.command(program, counts), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired as late:
        raise Failure(f"{program.name} on {target.name} has not ended after {TIMEOUT} seconds") from late
    if done.returncode != 0:
        raise Failure(f"{program.name} on {target.name} ends with status {done.returncode}:\n{done.stdout}")
    return done.stdout


def run_pair(target, client, server):
    """Runs a client and a server that talk to each other. What is both is told which to be."""
    with tempfile.TemporaryDirectory() as directory:
        folders, inputs = [], []
        for name, role in (("client", b"c"), ("server", b"s")):
            folder = pathlib.Path(directory, name)
            folder.mkdir()
            os.mkfifo(folder / "input")
            folders.append(folder)
            inputs.append(os.open(folder / "input", os.O_RDWR))
            if client == server:
                os.write(inputs[-1], role)
        # What a board writes comes out at the emulator's standard error.
        ends = [
            subprocess.Popen(target.command(program), cwd=folder, stdin=subprocess.DEVNULL, stderr=to)
            for program, folder, to in zip((client, server), folders, reversed(inputs))
        ]
        try:
            statuses = [end.wait(TIMEOUT) for end in ends]
        finally:
            for end in ends:
                end.kill()
                end.wait()
            for each in inputs:
                os.close(each)
    if any(statuses):
        raise Failure(f"{client.name} and {server.name} on {target.name} end with status {statuses[0]} and {statuses[1]}")
