#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a table and a JSON list of the figures that run.sh collects.

    report.py FIGURES BUDGETS OUTPUT

Exits with status 1 where a budget is exceeded, or where a row is missing that a budget names or the other target has."""

import json
import sys

TARGETS = ("m0plus", "m3")
UNITS = {"compressions": "compressions", "longest_slice": "instructions", "slices": "slices"}
WHOLE_IMAGES = ("full_snapshot", "full_table")  # profiles whose names have an underscore


def row(target, profile, measure, value):
    unit = UNITS.get(measure, "instructions" if measure.endswith("instructions") else "bytes")
    return {"target": target, "profile": profile, "measure": measure, "value": value, "unit": unit, "budget": None}


def profile_of(image):
    """The profile and what of it an image holds: classic_debug_client is classic and debug_client."""
    if image in WHOLE_IMAGES:
        return image, ""
    profile, _, part = image.partition("_")
    return profile, part


def read_figures(lines):
    """The rows of all targets, in the order in which they were measured."""
    rows, sizes = [], {}
    for line in lines:
        target, kind, *fields = line.split()
        if kind == "size":
            sizes[target, fields[0]] = int(fields[1]), int(fields[2])
        elif fields[0] == "full":
            rows.append(row(target, "full", fields[1], int(fields[2])))
        elif fields[0] == "size":
            rows.append(row(target, "classic", f"{fields[1]}_{fields[2]}", int(fields[3])))
        elif fields[0] == "cost":
            step = "_".join(fields[1:4])
            rows.append(row(target, "classic", f"{step}_instructions", int(fields[4])))
            rows.append(row(target, "classic", f"{step}_stack", int(fields[5])))
    weighed = []
    for (target, image), (flash, ram) in sizes.items():
        if image in ("empty", "costs", "sliced", "classic_session", "kernels", "wipe"):
            continue
        profile, part = profile_of(image)
        empty_flash, empty_ram = sizes[target, "empty"]
        weighed.append(row(target, profile, "_".join(filter(None, ("flash", part))), flash - empty_flash))
        if not part:
            weighed.append(row(target, profile, "static_ram", ram - empty_ram))
    return weighed + rows


def read_budgets(lines):
    budgets = {}
    for line in lines:
        fields = line.split("#")[0].split()
        if fields:
            budgets[tuple(fields[:3])] = int(fields[3])
    return budgets


def print_table(rows):
    values = {}
    for each in rows:
        values.setdefault((each["profile"], each["measure"], each["unit"]), {})[each["target"]] = each
    print("\n| profile       | measure                                  | unit         | Cortex-M0+ |  Cortex-M3 |     budgets |")
    print("|---------------|------------------------------------------|--------------|-----------:|-----------:|------------:|")
    for (profile, measure, unit), by_target in sorted(values.items(), key=lambda item: item[0][0] != "full"):
        cells = [by_target[target]["value"] if target in by_target else "-" for target in TARGETS]
        budgets = " ".join(str(by_target[t]["budget"]) for t in TARGETS if by_target.get(t, {}).get("budget"))
        print(f"| {profile:13} | {measure:40} | {unit:12} | {cells[0]:>10} | {cells[1]:>10} | {budgets:>11} |")


def main():
    figures, budgets_file, output = sys.argv[1:]
    with open(figures, encoding="utf-8") as lines:
        rows = read_figures(lines)
    with open(budgets_file, encoding="utf-8") as lines:
        budgets = read_budgets(lines)

    by_key = {(each["target"], each["profile"], each["measure"]): each for each in rows}
    faults = []
    for key, budget in budgets.items():
        if key not in by_key:
            faults.append(f"not measured: {' '.join(key)}")
            continue
        by_key[key]["budget"] = budget
        if by_key[key]["value"] > budget:
            faults.append(f"budget exceeded: {' '.join(key)} is {by_key[key]['value']}, at most {budget}")
    for target, profile, measure in by_key:
        faults += [
            f"not measured: {other} {profile} {measure}" for other in TARGETS if (other, profile, measure) not in by_key
        ]

    with open(output, "w", encoding="utf-8") as out:
        json.dump(rows, out, indent=1)
        out.write("\n")
    print_table(rows)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
