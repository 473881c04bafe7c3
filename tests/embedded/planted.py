# SPDX-License-Identifier: MIT
"""Plants what no image may have, and sees that it is found."""

import austerity
from targets import Failure


def refused_by_linker(target, directory, program):
    try:
        target.build(directory, program)
    except Failure as failure:
        return str(failure)
    return ""


def check(target, directory):
    """A sentence for each planted fault that is not found."""
    for rule in austerity.RULES:
        program = "planted_" + rule.replace(" ", "_").replace("-", "_")
        said = refused_by_linker(target, directory, program)
        if rule == "constructors at start-up":
            if "a global object has a constructor" not in said:
                yield f"{program} links for {target.name}"
            continue
        if said:
            yield said
        elif not any(f"has {rule}:" in fault for fault in austerity.faults_of(target, directory / f"{program}.elf")):
            yield f"{program} is not found in its image for {target.name}"
    if "undefined reference" not in refused_by_linker(target, directory, "planted_heap_linked"):
        yield f"planted_heap_linked links for {target.name}"
    target.build(directory, "planted_foreign_symbol")
    if not any(austerity.faults_of_objects(target, directory.glob("CMakeFiles/planted_foreign_symbol.dir/planted/*.obj"))):
        yield f"planted_foreign_symbol is not found in its object file for {target.name}"
