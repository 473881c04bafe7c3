#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the rules of include/tscp: which room includes which, no conditional compilation, no hosted headers, and that
the folders of backends are those of cmake/backends.txt.

usage: include_rules.py INCLUDE_TSCP BACKENDS_TXT
"""
import pathlib
import re
import sys
import tempfile
import typing

# A room may include itself and what is listed.
MAY_INCLUDE = {
    "core": set(),
    "concepts": {"core"},
    "kdf": {"core", "concepts"},
    "group": {"core", "concepts"},
    "wire": {"core", "concepts"},
    "framing": {"core"},
    "fiber": {"core"},
    "session": {"core", "concepts", "kdf", "group", "wire"},
    "handshake": {"core", "concepts", "kdf", "group", "wire", "session"},
    "classic": {"core", "concepts", "version"},
    "backend": {"core", "concepts"},
    "platform": {"core", "concepts"},
    "tscp": {"core", "concepts", "kdf", "group", "wire", "framing", "handshake", "session", "version"},
    "classic_header": {"classic", "version"},
    "version": set(),
}
FREESTANDING = {"array", "cstddef", "cstdint", "initializer_list", "limits", "new", "tuple", "type_traits", "utility"}
# Assembly is compiled only where config.hpp says that the chip has the instructions.
ASSEMBLY_CONDITIONS = {
    "backend/portable/kernels/": re.compile(r"#if defined\(TSCP_\w+_KERNELS\)"),
    "fiber/": re.compile(r"#if defined\(TSCP_\w+_FIBER\)|#else"),
}
HOSTED_FILES = {"core/error_category.hpp", "platform/host.hpp"}
# What a platform includes of its vendor. platform/stm32_hal.hpp leaves it to its user.
VENDOR_HEADERS = {
    "platform/esp_idf.hpp": {"esp_random.h", "esp_timer.h", "freertos/FreeRTOS.h", "freertos/task.h"},
    "platform/zephyr.hpp": {"zephyr/kernel.h", "zephyr/random/random.h"},
    "platform/pico_sdk.hpp": {"hardware/timer.h", "pico/rand.h"},
    "platform/nrf.hpp": {"nrf_drv_rng.h"},
    "platform/arduino.hpp": {"Arduino.h"},
}


class Backend(typing.NamedTuple):
    """A line of backends.txt: the folder of its vendor's headers, and whether it needs a hosted implementation."""

    vendor_folder: str
    hosted: bool


def read_backends(text: str) -> dict[str, Backend]:
    """The backends of backends.txt by their names."""
    lines = [line.split() for line in text.splitlines() if re.match("[a-z]", line)]
    return {name: Backend(folder, where == "hosted") for name, _, _, folder, _, where in lines}


def room_of(path: str) -> str:
    """The room of a header that is named relative to include/tscp."""
    if path == "classic.hpp":
        return "classic_header"
    return path.split("/")[0].removesuffix(".hpp")


def faults_of(path: str, text: str, backends: dict[str, Backend]) -> list[str]:
    """What breaks a rule in one header."""
    faults = []
    lines = text.splitlines()
    if not lines or lines[0] != "// SPDX-License-Identifier: MIT":
        faults.append("does not begin with its SPDX line")
    if len(lines) < 3 or not lines[1].startswith("// ") or "#pragma once" not in lines[:40]:
        faults.append("lacks its sentence of purpose or #pragma once")
    if path != "core/config.hpp":
        directives = re.findall(r"^\s*#\s*(?:if|ifdef|ifndef|elif|else|define)\b.*", text, re.MULTILINE)
        for folder, condition in ASSEMBLY_CONDITIONS.items():
            if path.startswith(folder):
                directives = [each for each in directives if not condition.fullmatch(each.strip())]
        if directives:
            faults.append("has conditional compilation or a macro; those live in core/config.hpp")
    room = room_of(path)
    name = path.split("/")[1] if room == "backend" else ""
    backend = backends.get(name, Backend("-", False))
    vendor_folders = {each.vendor_folder for each in backends.values()}
    for include in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.MULTILINE):
        if include.startswith("tscp/"):
            target = include.removeprefix("tscp/")
            if room == "backend" and target.startswith(f"backend/{name}/"):
                continue
            if room_of(target) not in MAY_INCLUDE[room] | ({room} - {"backend"}):
                faults.append(f"includes {include}")
        elif include.startswith(f"{backend.vendor_folder}/"):
            continue
        elif include.split("/")[0] in vendor_folders:
            faults.append(f"includes <{include}>, of another backend's vendor")
        elif include in VENDOR_HEADERS.get(path, set()):
            continue
        elif path not in HOSTED_FILES and not backend.hosted and include not in FREESTANDING:
            faults.append(f"includes <{include}>, which is not for every target")
    return faults


def check(root: pathlib.Path, backends: dict[str, Backend]) -> list[str]:
    """All faults below include/tscp."""
    folders = {folder.name for folder in (root / "backend").iterdir() if folder.is_dir()}
    faults = [f"backend/{name}: is missing in backends.txt" for name in sorted(folders - backends.keys())]
    faults += [f"backend/{name}: is in backends.txt and has no folder" for name in sorted(backends.keys() - folders)]
    for header in sorted(root.rglob("*.hpp")):
        path = header.relative_to(root).as_posix()
        faults += [f"{path}: {fault}" for fault in faults_of(path, header.read_text(encoding="utf-8"), backends)]
    return faults


def self_test() -> None:
    """Plants one violation of each rule and expects to find it."""
    head = "// SPDX-License-Identifier: MIT\n// A header.\n#pragma once\n"
    planted = {
        "core/a.hpp": head + "#include <tscp/concepts/hash.hpp>\n",
        "core/b.hpp": head + "#include <string>\n",
        "core/c.hpp": head + "#ifdef __GNUC__\n#endif\n",
        "core/d.hpp": "#pragma once\n",
        "concepts/a.hpp": head + "#include <tscp/classic/client.hpp>\n",
        "classic/a.hpp": head + "#include <tscp/backend/portable/aes.hpp>\n",
        "wire/a.hpp": head + "#include <tscp/session/channel.hpp>\n",
        "framing/a.hpp": head + "#include <tscp/wire/record.hpp>\n",
        "backend/boost/a.hpp": head + "#include <tscp/backend/portable/aes.hpp>\n",
        "backend/portable/a.hpp": head + "#include <cryptopp/aes.h>\n",
        "backend/cryptopp/a.hpp": head + "#include <boost/x.hpp>\n",
        "backend/portable/kernels/a.hpp": head + "#if defined(__arm__)\n#endif\n",
        "backend/portable/a_kernel.hpp": head + "#if defined(TSCP_A_KERNELS)\n#endif\n",
        "fiber/a.hpp": head + "#if defined(__arm__)\n#endif\n",
        "fiber/b.hpp": head + "#include <tscp/kdf/hmac.hpp>\n",
        "platform/a.hpp": head + "#include <esp_random.h>\n",
        "tscp.hpp": head + "#include <tscp/classic.hpp>\n",
    }
    sound = {
        "core/sound.hpp": head + "#include <cstdint>\n#include <tscp/core/bytes.hpp>\n",
        "backend/boost/sound.hpp": head + "#include <boost/x.hpp>\n#include <stdexcept>\n#include <tscp/core/bytes.hpp>\n",
        "backend/portable/sound.hpp": head + "#include <tscp/backend/portable/aes.hpp>\n",
        "backend/portable/kernels/sound.hpp": head + "#if defined(TSCP_A_KERNELS)\n#endif\n",
        "fiber/sound.hpp": head + "#if defined(TSCP_A_FIBER)\n#else\n#endif\n",
        "classic.hpp": head + "#include <tscp/classic/client.hpp>\n",
        "platform/esp_idf.hpp": head + "#include <esp_random.h>\n",
    }
    # `unlisted` has a folder alone, `absent` a line alone.
    sound["backend/unlisted/a.hpp"] = head
    backends = read_backends(
        "# a comment\nportable - - - - freestanding\nboost X::x X boost libx hosted\n"
        "cryptopp Y::y Y cryptopp liby hosted\nabsent Z::z Z z libz hosted\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in {**planted, **sound}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found = {fault.split(":")[0] for fault in check(root, backends)}
    expected = {*planted, "backend/unlisted", "backend/absent"}
    if found != expected:
        sys.exit(f"the check itself is wrong: planted {sorted(expected)}, found {sorted(found)}")


def main() -> None:
    self_test()
    root = pathlib.Path(sys.argv[1])
    backends = read_backends(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    headers = len(list(root.rglob("*.hpp")))
    if headers == 0:
        sys.exit(f"no headers below {root}")
    faults = check(root, backends)
    print("\n".join(faults) or f"{headers} headers keep the rules")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
