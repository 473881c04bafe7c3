# SPDX-License-Identifier: MIT
"""Compares measured rows with budgets, and shows them as a table."""

import json

UNITS = {"compressions": "compressions", "slices": "slices", "cases": "test cases"}


def unit_of(measure):
    return UNITS.get(measure, "instructions" if measure.endswith(("instructions", "_slice")) else "bytes")


def read_budgets(path):
    """{(target, profile, measure): (budget, goal)}"""
    budgets = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split()
        if fields:
            budgets[tuple(fields[:3])] = int(fields[3]), int(fields[4])
    return budgets


def keeps(measure, value, bound):
    """Of test cases a bound is the least, of all else the most."""
    return value >= bound if measure == "cases" else value <= bound


def compare(measured, budgets):
    """The rows with their budgets, and a sentence for each that is exceeded or was not measured."""
    rows, faults = [], []
    for target, profile, measure, value in measured:
        budget, goal = budgets.get((target, profile, measure), (None, None))
        rows.append({
            "target": target, "profile": profile, "measure": measure, "value": value, "unit": unit_of(measure),
            "budget": budget, "goal": goal
        })
        if budget is not None and not keeps(measure, value, budget):
            most = "at least" if measure == "cases" else "at most"
            faults.append(f"budget not kept: {target} {profile} {measure} is {value}, {most} {budget}")
    found = {row[:3] for row in measured}
    faults += [f"not measured: {' '.join(key)}" for key in budgets if key not in found]
    return rows, faults


def write_json(rows, path):
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def print_table(rows, targets):
    """A line for each measure, with the budgets and how far the goals are, of the targets that have them."""
    lines = {}
    for row in rows:
        lines.setdefault((row["profile"], row["measure"], row["unit"]), {})[row["target"]] = row
    table = [("profile", "measure", "unit", *targets, "budgets", "beyond the goal")]
    for (profile, measure, unit), by_target in sorted(lines.items(), key=lambda item: item[0][0]):
        bound = {target: row for target, row in by_target.items() if row["budget"] is not None}
        table.append((
            profile, measure, unit, *(str(by_target[t]["value"]) if t in by_target else "" for t in targets),
            ", ".join(f"{target} {row['budget']}" for target, row in bound.items()),
            ", ".join(f"{target} {row['value'] - row['goal']:+}" for target, row in bound.items()
                      if not keeps(measure, row["value"], row["goal"]))
        ))
    widths = [max(map(len, column)) for column in zip(*table)]
    rule = tuple("-" * width for width in widths)
    for line in (table[0], rule, *table[1:]):
        cells = (cell.rjust(width) if 3 <= i < 3 + len(targets) else cell.ljust(width)
                 for i, (cell, width) in enumerate(zip(line, widths)))
        print("| " + " | ".join(cells) + " |")
