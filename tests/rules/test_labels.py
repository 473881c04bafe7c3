#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every test has the label by which `./dev test NAME` finds it.

usage: test_labels.py CTEST BUILD_DIRECTORY
"""
import json
import subprocess
import sys


def faults_of(name: str, labels: list[str]) -> list[str]:
    """What is wrong with the labels of one test."""
    program, is_case, _ = name.partition(": ")
    expected = program if is_case else name
    # A file that must not compile is found by its folder alone.
    if name.startswith("concepts_") and not is_case:
        expected = "concepts"
    return [] if expected in labels else [f"{name}: has no label {expected}, but {labels}"]


def self_test() -> None:
    """Labels that are right and wrong."""
    right = [("a: b", ["a", "unit"]), ("tool_cli", ["tool", "tool_cli"]), ("concepts_a", ["concepts"])]
    wrong = [("a: b", ["b"]), ("a: b", []), ("tool_cli", ["interop"]), ("tool_cli", [])]
    if any(faults_of(*each) for each in right) or not all(faults_of(*each) for each in wrong):
        sys.exit("the check itself is wrong")


def main() -> None:
    self_test()
    command = [sys.argv[1], "--test-dir", sys.argv[2], "--show-only=json-v1"]
    listed = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    tests = json.loads(listed.stdout)["tests"]
    if not tests:
        sys.exit("ctest knows no test")
    faults = []
    for test in tests:
        labels = [each["value"] for each in test["properties"] if each["name"] == "LABELS"]
        faults += faults_of(test["name"], labels[0] if labels else [])
    print("\n".join(faults) or f"{len(tests)} tests have their labels")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
