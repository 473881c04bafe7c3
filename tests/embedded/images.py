# SPDX-License-Identifier: MIT
"""The images: what is weighed, what is run by itself, and what is run as two ends of a line."""

import stack_chains
from emulation import run, run_pair
from targets import Failure

ALONE = ("full", "full_snapshot", "full_table", "static", "psk_full")  # each holds both ends
PAIRS = ("stream", "psk", "classic")  # each with a program of one end: NAME_client, NAME_server
COSTS = ("costs_full", "costs_static", "costs_psk", "costs_psk_full", "sliced", "classic_session")  # they print rows
CHECKS = ("wipe",)
KERNELS = ("kernels",)  # of Arm's alone; they are checked, and no part of the report
CASES = ("units", "vectors")  # they print the number of test cases that pass
WEIGHED = ALONE + tuple(name + end for name in PAIRS for end in ("", "_client", "_server"))


def programs(target, profiles=None, cases=False):
    """The programs to be built for a target and these profiles, or all profiles; with test cases where they are wanted."""
    names = ("empty", *WEIGHED) + (COSTS + CHECKS if target.measures else ())
    if profiles is None:
        return names + ((target.programs,) if target.measures and cases else ())
    return tuple(name for name in names if name == "empty" or profile_of(name)[0] in profiles)


def profile_of(image):
    """The profile, and the end where an image holds one alone."""
    for end in ("client", "server"):
        if image.endswith("_" + end):
            return image[:-len(end) - 1], end
    return "full" if image == "sliced" else image.removeprefix("costs_"), ""


def weigh(target, directory, name):
    """Flash, and RAM without stack, in bytes."""
    text, data, bss = target.tool("size", directory / f"{name}.elf").splitlines()[1].split()[:3]
    return int(text) + int(data), int(data) + int(bss)


def weigh_all(target, directory, names):
    """The rows of what an image adds to an empty program."""
    rows = []
    flash_of_empty, ram_of_empty = weigh(target, directory, "empty")
    for name in filter(names.__contains__, WEIGHED):
        profile, end = profile_of(name)
        flash, ram = weigh(target, directory, name)
        rows.append((target.name, profile, f"flash_{end}".rstrip("_"), flash - flash_of_empty))
        if not end:
            rows.append((target.name, profile, "static_ram", ram - ram_of_empty))
    return rows


def bound_stack(target, directory, name, printed):
    """The rows of the stack that the compiler knows of: what was painted is no more."""
    painted = {measure: value for _, _, measure, value in printed}
    rows = []
    for measure, bound in stack_chains.bounds(target, directory, name, painted["wiped_stack"]).items():
        if painted[measure] > bound:
            raise Failure(f"{name} on {target.name}: {measure} is {painted[measure]}, by the compiler at most {bound}")
        rows.append((target.name, profile_of(name)[0], f"{measure}_bound", bound))
    return rows


def measure(target, directory, names):
    """Rows of (target, profile, measure, value) of the images in `directory`, each of which is run."""
    rows = weigh_all(target, directory, names) if target.measures else []
    for name in filter(names.__contains__, ALONE + COSTS + CHECKS + KERNELS + CASES):
        counts = name not in KERNELS + CASES
        said = [line.split() for line in run(target, directory / f"{name}.elf", counts).splitlines()]
        printed = [(target.name, line[1], line[2], int(line[3])) for line in said if line[:1] == ["row"]]
        rows += printed
        if name.startswith("costs_"):
            rows += bound_stack(target, directory, name, printed)
    for name in filter(names.__contains__, PAIRS):
        image, client, server = (directory / f"{name}{end}.elf" for end in ("", "_client", "_server"))
        run_pair(target, image, image)
        run_pair(target, client, server)
    return rows
