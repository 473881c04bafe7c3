#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the benchmarks' JSON as a table: medians in nanoseconds, a column a backend, and portable against the best."""
import collections
import json
import re
import statistics
import sys


def read(path: str) -> dict:
    """{group: {what: {backend: median ns}}}"""
    with open(path, encoding="utf-8") as file:
        runs = json.load(file)["benchmarks"]
    times = collections.defaultdict(list)
    for run in runs:
        if run["run_type"] == "iteration":
            group, what, backend, *size = run["run_name"].split("/")
            times[group, what + (f" {size[0]} B" if size else ""), backend].append(run["real_time"])
    table = collections.defaultdict(lambda: collections.defaultdict(dict))
    for (group, what, backend), values in times.items():
        table[group][what][backend] = statistics.median(values)
    return table


def natural(text: str) -> list:
    """A key that sorts 64 before 256."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def main() -> None:
    table = read(sys.argv[1])
    backends = sorted({backend for rows in table.values() for row in rows.values() for backend in row},
                      key=lambda name: (name != "portable", name))
    for group, rows in sorted(table.items()):
        width = max(len(what) for what in rows)
        print(f"\n{group}, ns (medians of one interleaved run)")
        print(" " * width, *(f"{backend:>10}" for backend in backends), "  portable / best other")
        for what, row in sorted(rows.items(), key=lambda item: natural(item[0])):
            cells = (f"{row[backend]:10.0f}" if backend in row else " " * 10 for backend in backends)
            others = [time for backend, time in row.items() if backend != "portable"]
            ratio = f"{row['portable'] / min(others):>10.2f}" if others and "portable" in row else ""
            print(f"{what:{width}}", *cells, ratio)


if __name__ == "__main__":
    main()
