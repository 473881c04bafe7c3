# SPDX-License-Identifier: MIT
"""The most stack that a step can take, by what GCC says of frames and calls (-fcallgraph-info=su)."""

import functools
import re

from targets import Failure

# The measures that are painted, and the steps (steps.hpp) of which each is the largest.
STEPS = {
    "handshake_stack": ("hello_step", "answer_step", "hey_step"),
    "handshake_ram": ("client_life", "server_life"),
    "record_stack": ("seal_step", "open_step"),
}
# Functions of the C library and of libgcc, none of which calls another function with a larger frame.
FRAME_OF_LIBRARY_FUNCTION = 24
# Who calls through a pointer, and whom: X25519 has its steps in a table of four functions of the field.
POINTED_AT = {
    r"basic_x25519<.*>::step\(": r"(field25519_kernel|field25519_of_halves|plain_arithmetic25519)<.*>::(add|subtract|multiply|add_a24_multiple)\(",
}

NODE = re.compile(r'node: \{ title: "(.*?)" label: "(.*?)"(?: shape : ellipse)? \}')
EDGE = re.compile(r'edge: \{ sourcename: "(.*?)" targetname: "(.*?)"')


class CallGraph:
    def __init__(self, text, addresses, assembly, wiped):
        """`addresses`: lines of an address and a name, of the linked program; `assembly`: frames of its functions by these
        names, for those in assembly, of which the compiler knows nothing."""
        self.labels = dict(NODE.findall(text))
        self.address_of = {line.split()[-1]: line.split()[0] for line in addresses}
        self.at = {self.address_of.get(name.rpartition(":")[2]): name for name in self.labels}
        self.assembly = assembly
        self.wiped = wiped  # by overwrite_stack, the one function whose frame has no fixed size
        self.callees = {}
        for caller, callee in EDGE.findall(text):
            self.callees.setdefault(caller, set()).update(self.called(caller, callee))
        self.depth = functools.lru_cache(maxsize=None)(self.depth)
        self.open = set()

    def resolve(self, function):
        """The node of a function; where the compiler has found it equal to another, the other's."""
        if function in self.labels:
            return function
        name = function.rpartition(":")[2]
        return self.at.get(self.address_of.get(name), function)

    def called(self, caller, callee):
        if callee != "__indirect_call":
            return {self.resolve(callee)}
        for calling, pointed_at in POINTED_AT.items():
            if re.search(calling, self.labels[caller]):
                found = {name for name, label in self.labels.items() if re.search(pointed_at, label)}
                if found:
                    return found
        raise Failure(f"a call through a pointer: {self.labels[caller]}")

    def frame(self, function):
        """The bytes of a function's own frame."""
        if function not in self.labels:
            raise Failure(f"no frame is known of {function}")
        label = self.labels[function]
        size = re.search(r"(\d+) bytes \((\w+)", label)
        if not size:
            return FRAME_OF_LIBRARY_FUNCTION
        if size[2] == "static":
            return int(size[1]) or self.assembly.get(function.rpartition(":")[2], 0)
        if "overwrite_stack" in label:
            return int(size[1]) + self.wiped + 8  # 8: alignment
        raise Failure(f"a frame without a bound: {label}")

    def depth(self, function):
        """The bytes of the deepest chain of calls from a function on, with its own frame."""
        if function in self.open:
            raise Failure(f"a function calls itself: {self.labels[function]}")
        self.open.add(function)
        deepest = max((self.depth(callee) for callee in self.callees.get(function, ())), default=0)
        self.open.remove(function)
        return self.frame(function) + deepest

    def depth_of_step(self, step):
        roots = [name for name, label in self.labels.items() if re.match(rf"auto board::run\(.*Step = .*\b{step}<", label)]
        if len(roots) != 1:
            raise Failure(f"{len(roots)} functions run the step {step}")
        return self.depth(roots[0])


def frames_of_assembly(listing):
    """{function: bytes} that its pushes, and what it takes from the stack pointer, come to at most, line by line."""
    frames, name, depth = {}, None, 0
    for line in listing.splitlines():
        if start := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            name, depth = start[1], 0
        elif code := re.match(r"\s+[0-9a-f]+:\s+(push|pop|stmdb|ldmia|sub|add)(?:\.\w+)?\s+(.*)", line):
            operation, operands = code[1], code[2]
            if registers := re.match(r"(?:sp!, )?\{(.*)\}", operands):
                change = 4 * len(registers[1].split(","))
            elif bytes_taken := re.match(r"sp, (?:sp, )?#(\d+)", operands):
                change = int(bytes_taken[1])
            else:
                continue
            depth += change if operation in ("push", "stmdb", "sub") else -change
            frames[name] = max(frames.get(name, 0), depth)
    return frames


def bounds(target, directory, image, wiped):
    """{measure: bytes} of a program of costs.cpp; `wiped` is its row wiped_stack."""
    (path,) = directory.glob(f"CMakeFiles/{image}.dir/**/*.ci")
    addresses = target.tool("nm", "--defined-only", directory / f"{image}.elf").splitlines()
    assembly = frames_of_assembly(target.tool("objdump", "-d", "--no-show-raw-insn", directory / f"{image}.elf"))
    graph = CallGraph(path.read_text(encoding="utf-8"), addresses, assembly, wiped)
    return {measure: max(map(graph.depth_of_step, steps)) for measure, steps in STEPS.items()}
