# SPDX-License-Identifier: MIT
"""Writes each C++ snippet of the README into a file of its own: extract.py README FOLDER name...

A snippet is a block ```cpp after a line `<!-- snippet: name -->`. One without a name, a name that is there twice, and
other names than those expected are errors.
"""
import pathlib
import re
import sys

BLOCK = re.compile(r"(?:^<!-- snippet: (?P<name>\w+) -->\n)?^```cpp\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def snippets(text: str) -> "dict[str, str]":
    found = {}
    for block in BLOCK.finditer(text):
        if block["name"] is None:
            sys.exit("a C++ snippet of the README has no name:\n" + block["code"])
        if block["name"] in found:
            sys.exit("two snippets of the README have the name " + block["name"])
        found[block["name"]] = block["code"]
    return found


def main(readme: str, folder: str, *expected: str) -> None:
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    found = snippets(text)
    if sorted(found) != sorted(expected) or text.count("<!-- snippet:") != len(expected):
        sys.exit(f"the README has the snippets {sorted(found)}, not {sorted(expected)}")
    for name, code in found.items():
        (pathlib.Path(folder) / f"readme_{name}.inc").write_text(code, encoding="utf-8")


main(*sys.argv[1:])
