# SPDX-License-Identifier: MIT
"""Follows docs/PORTING.md to a session between an emulated board and the tool: follow.py SOURCE TOOL.

What stands behind `<!-- file: NAME -->` is written into that file, beside those of tests/porting/board; what stands behind
`<!-- run: NAME -->` is run as it is, on another port. Status 77: a tool is missing and nothing was followed.
"""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^<!-- (file|run): (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDED = {"qemu-system-arm": "qemu-system-arm", "arm-none-eabi-g++": "gcc-arm-none-eabi"}


def skip_where_tools_are_missing() -> None:
    missing = [package for command, package in NEEDED.items() if shutil.which(command) is None]
    if not missing and subprocess.run(["arm-none-eabi-g++", "-x", "c++", "-fsyntax-only", "-"], input=b"#include <array>",
                                      capture_output=True, check=False).returncode != 0:
        missing = ["libstdc++-arm-none-eabi-newlib"]
    if missing:
        print("skipped: install the Debian packages", *missing)
        sys.exit(77)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Reader:
    """Who follows the page, in a folder of their own."""

    def __init__(self, folder: pathlib.Path, source: pathlib.Path, tool: str) -> None:
        page = (source / "docs/PORTING.md").read_text(encoding="utf-8")
        blocks = BLOCK.findall(page)
        if not len(blocks) == page.count("<!-- ") == len(re.findall("^```[a-z]", page, re.MULTILINE)):
            sys.exit("a block of docs/PORTING.md is not marked, or cannot be read")
        self.commands = {name: text for kind, name, text in blocks if kind == "run"}
        self.folder = folder
        self.port = free_port()
        self.page = page
        for name, text in ((name, text) for kind, name, text in blocks if kind == "file"):
            (folder / name).write_text(text, encoding="utf-8")
        for file in (source / "tests/porting/board").iterdir():
            shutil.copy(file, folder)
        (folder / "tscp").symlink_to(source)
        (folder / "bin").mkdir()
        (folder / "bin/tscp").symlink_to(tool)
        self.environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}

    def start(self, name: str) -> subprocess.Popen:
        """The commands of that name, running."""
        text = self.commands[name].replace("4000", str(self.port))
        return subprocess.Popen(["sh", "-e", "-c", text], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def run(self, name: str) -> str:
        """What the commands of that name print, which must succeed."""
        process = self.start(name)
        try:
            out, err = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            sys.exit(f"`{name}` takes more than two minutes: {process.communicate()}")
        print(out + err)
        if process.returncode != 0:
            sys.exit(f"`{name}` fails with status {process.returncode}")
        return out + err


def measure_objects(reader: Reader) -> "dict[str, int]":
    """Compiles the page's headers that main.cpp has no use for, for a Cortex-M0+; gives the sizes of the objects that rest.cpp names."""
    reader.commands["rest"] = """
arm-none-eabi-g++ -mcpu=cortex-m0plus -mthumb -std=c++17 -Os -DNDEBUG -ffreestanding -fno-exceptions -fno-rtti -Wall -Wextra \\
    -Werror -I tscp/include -isystem tscp/tests/unit/platform/vendors -c rest.cpp -o rest.o
arm-none-eabi-nm -S rest.o | grep size_of_
"""
    symbols = reader.run("rest")
    return {name: int(size, 16) for size, name in re.findall(r"^\S+ (\S+) \S size_of_(\w+)$", symbols, re.MULTILINE)}


def compile_accelerated(reader: Reader) -> None:
    """Compiles the page's profile over Mbed TLS for this machine, where Mbed TLS is on it."""
    compiler = shutil.which("c++")
    if not compiler or subprocess.run([compiler, "-x", "c++", "-fsyntax-only", "-"], input=b"#include <psa/crypto.h>",
                                      capture_output=True, check=False).returncode != 0:
        print("accelerated.hpp is left out: install the Debian package libmbedtls-dev")
        return
    reader.commands["accelerated"] = """
c++ -std=c++17 -fno-exceptions -fno-rtti -Wall -Wextra -Werror -I tscp/include -c accelerated.cpp -o accelerated.o
"""
    reader.run("accelerated")


def longest_slice(reader: Reader, cpu: str) -> int:
    """The most instructions that the page's group executes between two calls of its scheduler."""
    reader.commands["slices"] = f"""
arm-none-eabi-g++ -mcpu={cpu} -mthumb -std=c++17 -Os -DNDEBUG -ffreestanding -fno-exceptions -fno-rtti -ffunction-sections \\
    -Wall -Wextra -Werror -I tscp/include -nostartfiles --specs=nano.specs -T board.ld -Wl,--gc-sections \\
    slices.cpp board.cpp -o slices.elf
qemu-system-arm -M mps2-an385 -icount shift=0 -nographic -monitor none -serial null \\
    -semihosting-config enable=on,target=native -kernel slices.elf
"""
    return int(re.search(r"^between two calls: (\d+)$", reader.run("slices"), re.MULTILINE)[1])


def check_figure(page: str, what: str, measured: int) -> None:
    """The page says of `what` at most a quarter more than was measured, and no less."""
    stated = re.search(rf"^\| {re.escape(what)} \| ([\d,]+) \|$", page, re.MULTILINE)
    if not stated:
        sys.exit(f"docs/PORTING.md has no figure for {what}")
    figure = int(stated[1].replace(",", ""))
    print(f"{what}: {measured}, on the page {figure}")
    if not measured <= figure <= measured * 1.25:
        sys.exit(f"docs/PORTING.md says {figure} for {what}, where it is {measured}")


def main(source: str, tool: str) -> None:
    skip_where_tools_are_missing()
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(pathlib.Path(folder), pathlib.Path(source).resolve(), str(pathlib.Path(tool).resolve()))
        built = reader.run("build")
        text, data, bss = map(int, re.search(r"^ *(\d+)\s+(\d+)\s+(\d+)\s", built, re.MULTILINE).groups())

        listener = reader.start("listen")
        try:
            line = listener.stderr.readline()
            while line and not line.startswith("listening on "):
                line = listener.stderr.readline()
            said = reader.run("board")
        finally:
            os.killpg(listener.pid, signal.SIGKILL)
            listener.communicate()
        if not said.startswith("echoed\n"):
            sys.exit("the board has no answer from the tool")

        compile_accelerated(reader)
        for name, size in measure_objects(reader).items():
            check_figure(reader.page, f"`{name}`", size)
        check_figure(reader.page, "flash", text + data)
        check_figure(reader.page, "static RAM", data + bss)
        for chip, cpu in {"Cortex-M3": "cortex-m3", "Cortex-M0+": "cortex-m0plus"}.items():
            check_figure(reader.page, chip, longest_slice(reader, cpu))
        check_figure(reader.page, "stack", int(re.search(r"^stack: (\d+)$", said, re.MULTILINE)[1]))


main(*sys.argv[1:])
