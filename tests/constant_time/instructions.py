#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks in a program for instructions and functions whose time depends on their operands: divisions, and products where
the chip ends them early. Each must stand in a function that instructions.txt lists for the target, and each line of the
list must be needed.

instructions.py OBJDUMP PROGRAM TARGET [--subset]: with --subset lines of the list may be unneeded"""
import pathlib
import re
import subprocess
import sys

DIVISIONS = r"__aeabi_u?[il]div\w*|__u?(div|mod|divmod)[sdt]i[34]"
TARGETS = {
    # The mnemonics, and the functions of libgcc.
    "m0plus": (r"(?!)", DIVISIONS + r"|__aeabi_lmul|__muldi3"),
    "m3": (r"umull|umlal|umaal|smull|smlal|udiv|sdiv", DIVISIONS + r"|__aeabi_lmul|__muldi3"),
    "x86_64": (r"i?div[bwlq]?", DIVISIONS + r"|__multi3"),
}


def allowed(target):
    rules = []
    for line in pathlib.Path(__file__).with_name("instructions.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        targets, function, why = line.split(None, 2)
        if target in targets.split(","):
            rules.append((re.compile(function), line))
    return rules


def uses(objdump, program, target):
    """(function, instruction) of each use."""
    mnemonic, callee = (re.compile(pattern) for pattern in TARGETS[target])
    listing = subprocess.run([objdump, "-d", "-C", "--no-show-raw-insn", program], check=True, stdout=subprocess.PIPE, text=True).stdout
    function = "?"
    for line in listing.splitlines():
        if start := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            function = start[1]
        elif callee.fullmatch(function):  # who calls it is what counts
            continue
        elif code := re.match(r"\s+[0-9a-f]+:\s+(\S+)\s*(.*)", line):
            called = re.search(r"<([^>+]*)(@plt)?>", code[2])
            if mnemonic.fullmatch(code[1].partition(".")[0]) or (
                    called and callee.fullmatch(called[1]) and called[1] != function):
                yield function, f"{code[1]} {code[2]}"


def main(objdump, program, target, subset=""):
    rules = allowed(target)
    needed = set()
    failed = False
    for function, instruction in uses(objdump, program, target):
        matching = [line for pattern, line in rules if pattern.search(function)]
        needed.update(matching)
        if not matching:
            failed = True
            print(f"instructions {target}: {instruction} in {function}")
    for _, line in rules:
        if line not in needed and not subset:
            failed = True
            print(f"instructions {target}: not found: {line}")
    if not failed:
        print(f"instructions {target} {pathlib.Path(program).name} {len(needed)} listed functions, no other")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
