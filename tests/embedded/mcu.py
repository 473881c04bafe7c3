#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Builds the library for microcontrollers, runs sessions on emulated boards and measures them.

    mcu.py test TARGET BUILD_DIR         builds and runs all images of a target of targets.txt, looks for what no image may
                                         have, and plants it. Status 77 where a tool is missing and nothing was tested
    mcu.py report BUILD_DIR [--target NAME | --ci]
                                         a table of all targets, of one, or of what CI runs: m0plus and m3 whole, of the
                                         others the image `full`; and BUILD_DIR.json. Status 1 where an image fails, a
                                         budget of budgets.txt is exceeded, or a row that it names is missing

BUILD_TYPE in the environment replaces MinSizeRel, the build type by default."""

import argparse
import pathlib
import sys

import austerity
import images
import planted
import report
from targets import HERE, Failure, read_targets

WHOLE_IN_CI = ("m0plus", "m3")
PROFILES_IN_CI = ("full",)


def require_none(faults):
    if sentences := "\n".join(faults):
        raise Failure(sentences)


def measure(target, directory, names):
    target.build(directory, "library", *names)
    require_none(austerity.faults_of_objects(target, directory.glob("CMakeFiles/library.dir/**/*.obj")))
    for name in filter(names.__contains__, images.WEIGHED):
        require_none(austerity.faults_of(target, directory / f"{name}.elf", images.profile_of(name)[0]))
    return images.measure(target, directory, names)


def test(target, directory):
    if missing := target.missing_packages():
        print(f"skipped: install the Debian package(s) {' '.join(missing)}", file=sys.stderr)
        return 77
    has_kernels = target.measures and target.prefix.startswith("arm")
    measure(target, directory, images.programs(target) + (images.KERNELS if has_kernels else ()))
    require_none(planted.check(target, directory))
    return 0


def make_report(targets, directory, profiles_of):
    rows = []
    for target in targets:
        rows += measure(target, directory / target.name, images.programs(target, profiles_of(target), cases=True))
    budgets = {
        key: bounds
        for key, bounds in report.read_budgets(HERE / "budgets.txt").items()
        if any(key[0] == target.name and (profiles_of(target) is None or key[1] in profiles_of(target)) for target in targets)
    }
    rows, faults = report.compare(rows, budgets)
    report.write_json(rows, directory.with_suffix(".json"))
    report.print_table(rows, [target.name for target in targets if target.measures])
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("test")
    one.add_argument("target", choices=read_targets())
    one.add_argument("directory", type=pathlib.Path)
    many = commands.add_parser("report")
    many.add_argument("directory", type=pathlib.Path)
    chosen = many.add_mutually_exclusive_group()
    chosen.add_argument("--target", choices=read_targets())
    chosen.add_argument("--ci", action="store_true")
    arguments = parser.parse_args()
    all_targets = read_targets()
    try:
        if arguments.command == "test":
            return test(all_targets[arguments.target], arguments.directory)
        targets = [all_targets[arguments.target]] if arguments.target else list(all_targets.values())
        return make_report(targets, arguments.directory,
                           lambda target: PROFILES_IN_CI if arguments.ci and target.name not in WHOLE_IN_CI else None)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
