# SPDX-License-Identifier: MIT
"""What no firmware may get from the library: symbols that are looked for in every weighed image."""

import re

FLOATS = r"__aeabi_(c?[df](add|r?sub|mul|div|neg|cmp\w+|2\w+)|u?[il]2[df])" \
    r"|__(add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|unord|cmp)[sd]f[23]|__(fix|fixuns)[sd]f[sd]i|__float(un)?[sd]i[sd]f" \
    r"|__(extendsf|truncdf)[sd]f2"
RULES = {
    "heap": r"_?(malloc|calloc|realloc|free)(_r)?|_?sbrk(_r)?|_Z(nw|na|dl|da).*",
    "exceptions": r"__cxa_(throw|rethrow|\w*catch|\w*exception|call_\w+)|_Unwind_\w+|__gxx_personality_\w+"
    r"|__aeabi_unwind_\w+|_ZSt\d+__throw_\w+",
    "run-time types": r"_ZT[IS].*|__dynamic_cast",
    "streams": r"_ZSt\d+(cin|cout|cerr|clog)|_ZNK?S[iod]\w*|_ZNK?St\w*(ios|stream)\w*",
    "standard input and output": r"v?(f|s|sn|si|sni|as|i)?printf(_r)?|_?(puts|putchar|putc|fputs|fputc|fopen|fwrite|fread|getc)(_r)?",
    "floating point": FLOATS,
    "constructors at start-up": r"_GLOBAL__sub_I_.*|__static_initialization_and_destruction_\w+",
    "guarded statics": r"__cxa_guard_\w+|_ZGV.*",
    "division in software": r"__aeabi_u?[il]div\w*|__u?(div|mod|divmod)[sdt]i[34]",
}
# Where public numbers are divided: the decimal arithmetic of classic.
EXCEPTIONS = {("classic", "division in software")}

MEMORY_FUNCTIONS = r"mem(cpy|move|set|cmp)"
LIBGCC = r"__aeabi_\w+|__gnu_thumb1_case_\w+|__(mul|ashl|lshr|ashr|udiv|umod|div|mod|clz|ctz|ffs|bswap|popcount)[sd]i[23]"


def symbols(target, program, *options):
    return [line.split()[-1] for line in target.tool("nm", *options, program).splitlines() if len(line.split()) > 1]


def faults_of(target, program, profile=""):
    """A sentence for each rule that a linked program breaks."""
    names = symbols(target, program)
    for rule, pattern in RULES.items():
        found = sorted(name for name in set(names) if re.fullmatch(pattern, name))
        if found and (profile, rule) not in EXCEPTIONS:
            yield f"{program.name} on {target.name} has {rule}: {' '.join(found)}"


def faults_of_objects(target, objects):
    """What a library asks of its surroundings beyond the four memory functions, which GCC expects everywhere, and
    libgcc's arithmetic."""
    objects = list(objects)
    own = {name for each in objects for name in symbols(target, each, "--defined-only")}
    asked = {name for each in objects for name in symbols(target, each, "--undefined-only")}
    if not objects:
        yield f"the library on {target.name} has no object files"
    foreign = sorted(name for name in asked - own if not re.fullmatch(f"{MEMORY_FUNCTIONS}|{LIBGCC}", name))
    if foreign:
        yield f"the library on {target.name} needs symbols that a bare chip does not have: {' '.join(foreign)}"
