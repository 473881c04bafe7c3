#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the benchmarks of this tree with those of another revision, each built from its own sources.

The benchmarks that pairs.txt names are run in turns, one process a measurement; build/against.json is written anew with
the medians of their CPU times and of the ratio of each round, this tree over the revision.
"""
import argparse
import io
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import typing

TREE = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 21
SECONDS = "0.08"  # the least CPU time of one measurement
# Without it, where a loop happens to lie in memory changes rows by up to 18 %: ffdhe2048 over Boost, whose code is the same
# in both trees, had ratios from 0.985 to 1.177.
ALIGNMENT = "-falign-functions=64 -falign-loops=64"
CONFIGURATION = ("-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG", "-DTSCP_BUILD_BENCHMARKS=ON",
                 "-DTSCP_BUILD_EXAMPLES=OFF")


class Pair(typing.NamedTuple):
    work: str
    backend: str
    names: typing.List[str]  # the name in this tree, then those in earlier ones


def read_pairs() -> typing.List[Pair]:
    lines = (TREE / "benchmarks/pairs.txt").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    pairs = [Pair(work, backend, names) for work, backend, *names in cells]
    if len({(pair.work, pair.backend) for pair in pairs}) != len(pairs) or not all(pair.names for pair in pairs):
        sys.exit("pairs.txt: a work and backend twice, or without a name")
    return pairs


def output_of(*command) -> bytes:
    """The standard output of a command; ends this program if the command fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, stdout=subprocess.PIPE, cwd=TREE, check=False)
    if done.returncode != 0:
        sys.stderr.buffer.write(done.stdout)
        sys.exit(f"{' '.join(words)}: exit code {done.returncode}")
    return done.stdout


def extract(revision: str) -> pathlib.Path:
    """The directory of the revision's sources; their times are the commit's, so what is built stays built."""
    commit = output_of("git", "rev-parse", "--verify", revision + "^{commit}").decode().strip()
    source = TREE / "build/against" / commit
    with tarfile.open(fileobj=io.BytesIO(output_of("git", "archive", commit))) as archive:
        archive.extractall(source)
    return source


def build(source: pathlib.Path, directory: pathlib.Path, flags: str) -> pathlib.Path:
    """The program of benchmarks of a tree, with `flags` for the compiler beside those of CONFIGURATION."""
    listfile = (source / "benchmarks/CMakeLists.txt").read_text(encoding="utf-8")
    target = re.search(r"target_link_libraries\(\s*(\w+)[^)]*\bbenchmark::benchmark\b", listfile)
    if not target:
        sys.exit(f"{source}: no program that links benchmark::benchmark")
    output_of("cmake", "-S", source, "-B", directory, *CONFIGURATION, f"-DCMAKE_CXX_FLAGS={flags}")
    output_of("cmake", "--build", directory, "--parallel", os.cpu_count() or 1, "--target", target[1])
    return directory / "benchmarks" / target[1]


def names_of(program: pathlib.Path) -> typing.Set[str]:
    return set(output_of(program, "--benchmark_list_tests").decode().splitlines())


def measure(program: pathlib.Path, name: str) -> float:
    """CPU time of one iteration in nanoseconds."""
    pattern = re.sub(r"[][.+*?(){}|^$\\]", r"\\\g<0>", name)
    report = output_of(program, f"--benchmark_filter=^{pattern}$", "--benchmark_format=json",
                       f"--benchmark_min_time={SECONDS}")
    try:
        (run,) = json.loads(report)["benchmarks"]
    except ValueError:
        sys.exit(f"{program}: no single measurement of {name}")
    if run.get("error_occurred") or run["time_unit"] != "ns":
        sys.exit(f"{program}: {name}: {run.get('error_message', 'not in nanoseconds')}")
    return run["cpu_time"]


def compare(programs: typing.Sequence[pathlib.Path], pairs: typing.List[typing.Tuple[Pair, str, str]]) -> list:
    """A list of the times of every round, [(ours, theirs)], for each of `pairs`: pair, name in ours, name in theirs.

    Where a program's file lies in memory changes short benchmarks by some percent. So each round runs fresh copies,
    with paths of the same length.
    """
    copies = [TREE / "build/against" / name for name in ("this.program", "that.program")]
    times = [[] for _ in pairs]
    for count in range(ROUNDS):
        print(f"round {count + 1} of {ROUNDS}", file=sys.stderr)
        order = (0, 1) if count % 2 == 0 else (1, 0)
        for side in order:
            copies[side].unlink(missing_ok=True)
            shutil.copy(programs[side], copies[side])
        for (_, *names), rounds in zip(pairs, times):
            measured = {side: measure(copies[side], names[side]) for side in order}
            rounds.append((measured[0], measured[1]))
    return times


def summarize(pair: Pair, rounds: typing.List[typing.Tuple[float, float]]) -> dict:
    return {"work": pair.work, "backend": pair.backend,
            "ours_ns": round(statistics.median(ours for ours, _ in rounds), 1),
            "theirs_ns": round(statistics.median(theirs for _, theirs in rounds), 1),
            "ratio": round(statistics.median(ours / theirs for ours, theirs in rounds), 4)}


def print_table(rows: typing.List[dict], times: list) -> None:
    print(f"{'':32} {'backend':9} {'ours, ns':>11} {'theirs, ns':>11} {'ratio':>6}   half of the rounds")
    for row, rounds in zip(rows, times):
        low, _, high = statistics.quantiles((ours / theirs for ours, theirs in rounds), n=4)
        print(f"{row['work']:32} {row['backend']:9} {row['ours_ns']:11.0f} {row['theirs_ns']:11.0f} "
              f"{row['ratio']:6.3f}   {low:.3f} to {high:.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--against", metavar="REV", help="a revision of this repository")
    action.add_argument("--names", metavar="PROGRAM", help="only see that PROGRAM, of this tree, has all of pairs.txt")
    parser.add_argument("--check", metavar="BOUND", type=float,
                        help="fail where a handshake or 64-byte record has a ratio above")
    parser.add_argument("--flags", default=ALIGNMENT, help=f"more flags for the compiler, instead of {ALIGNMENT}")
    options = parser.parse_args()

    pairs = read_pairs()
    if options.names:
        missing = sorted({pair.names[0] for pair in pairs} - names_of(pathlib.Path(options.names)))
        for name in missing:
            print(f"pairs.txt: this tree has no benchmark {name}", file=sys.stderr)
        return 1 if missing else 0

    report = TREE / "build/against.json"
    report.unlink(missing_ok=True)
    source = extract(options.against)
    theirs = build(source, source / "build", options.flags)
    ours = build(TREE, TREE / "build/against/this", options.flags)
    our_names, their_names = names_of(ours), names_of(theirs)
    found, failed = [], False
    for pair in pairs:
        our_name = pair.names[0] if pair.names[0] in our_names else None
        their_name = next((name for name in pair.names if name in their_names), None)
        if our_name and their_name:
            found.append((pair, our_name, their_name))
            continue
        failed = True
        where = " and ".join(([] if our_name else ["this tree"]) + ([] if their_name else [options.against]))
        print(f"missing in {where}: {pair.work}, {pair.backend}", file=sys.stderr)

    times = compare((ours, theirs), found)
    rows = [summarize(pair, rounds) for (pair, _, _), rounds in zip(found, times)]
    report.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print_table(rows, times)
    for row in rows:
        if options.check and row["ratio"] > options.check and re.search("handshake|record", row["work"]):
            failed = True
            print(f"above {options.check}: {row['work']}, {row['backend']}: {row['ratio']}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
