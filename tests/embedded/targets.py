# SPDX-License-Identifier: MIT
"""The targets of targets.txt, and how a program is built and run for one."""

import dataclasses
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = {
    "arm-none-eabi-g++": "gcc-arm-none-eabi",
    "riscv64-unknown-elf-g++": "gcc-riscv64-unknown-elf",
    "qemu-system-arm": "qemu-system-arm",
    "qemu-system-riscv32": "qemu-system-misc",
}


@dataclasses.dataclass(frozen=True)
class Target:
    name: str
    toolchain: str
    board: str
    programs: str  # "sessions", or the program of test cases beside all images
    emulator: tuple  # the command, up to the options that all emulators take

    @property
    def prefix(self):
        """What the names of the compiler and of its tools begin with."""
        return "riscv64-unknown-elf-" if self.toolchain.startswith("rv") else "arm-none-eabi-"

    @property
    def measures(self):
        return self.programs != "sessions"

    def missing_packages(self):
        missing = [PACKAGES[tool] for tool in (f"{self.prefix}g++", self.emulator[0]) if not shutil.which(tool)]
        if not pathlib.Path("/usr/include/newlib/c++").exists():
            missing.append("libstdc++-arm-none-eabi-newlib")
        return missing

    def tool(self, name, *arguments):
        """The output of one of the compiler's tools."""
        return subprocess.run([self.prefix + name, *map(str, arguments)], check=True, stdout=subprocess.PIPE, text=True).stdout

    def build(self, directory, *programs):
        """Builds programs, or all. What is said goes to build.log and, where it fails, to the user."""
        build_type = os.environ.get("BUILD_TYPE", "MinSizeRel")
        cmake = os.environ.get("CMAKE", "cmake")
        directory.mkdir(parents=True, exist_ok=True)
        configure = [
            cmake, "--no-warn-unused-cli", "-S", HERE, "-B", directory, f"-DCMAKE_BUILD_TYPE={build_type}",
            f"-DCMAKE_TOOLCHAIN_FILE={HERE.parent.parent / 'cmake' / 'targets' / self.toolchain}.cmake",
            f"-DTSCP_BOARD={self.board}"
        ]
        build = [cmake, "--build", directory, "--parallel", "2"] + (["--target", *programs] if programs else [])
        with open(directory / "build.log", "w+", encoding="utf-8") as log:
            for command in (configure, build):
                if subprocess.run(command, stdout=log, stderr=subprocess.STDOUT).returncode != 0:
                    log.seek(0)
                    raise Failure(f"{self.name} does not build:\n{log.read()}")

    def command(self, program, counts=True):
        """With `-icount shift=0`, which takes longer, an instruction takes one virtual nanosecond, in every run."""
        return [
            *self.emulator, *(("-icount", "shift=0") if counts else ()), "-semihosting-config", "enable=on,target=native", "-nographic",
            "-monitor", "none", "-serial", "none", "-kernel", str(program.resolve())
        ]


class Failure(Exception):
    """What a target did not do, in words."""


def read_targets():
    """All targets by their names, in the order of the file."""
    targets = {}
    for line in (HERE / "targets.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        if fields:
            targets[fields[0]] = Target(*fields[:4], tuple(fields[4:]))
    return targets
