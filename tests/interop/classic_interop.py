# SPDX-License-Identifier: MIT
"""The classic protocol between the Python peer and the tscp tool, in both directions and both dialects."""

from __future__ import annotations

from functools import partial

import connect_checks
import listen_checks
from classic_peer import DIALECTS, Dialect
from tool import Listener, arguments, main


def check_with_listener(tool: str, dialect: Dialect, step) -> None:
    with Listener(tool, dialect, "--reply", "upper") as listener:
        step(listener, dialect)
        listener.finish()


def name(side: str, dialect: Dialect, step) -> str:
    return f"{side} {dialect.name}: {step.__name__[len('check_'):].replace('_', ' ')}"


if __name__ == "__main__":
    tool = arguments(__doc__).parse_args().tool
    steps = []
    for dialect in DIALECTS.values():
        for step in listen_checks.CHECKS:
            steps.append((name("listen", dialect, step), partial(check_with_listener, tool, dialect, step)))
        steps.append((f"listen {dialect.name}: echo", partial(listen_checks.check_echo, tool, dialect)))
        for step in connect_checks.CHECKS:
            steps.append((name("connect", dialect, step), partial(step, tool, dialect)))
    main(steps, seconds=120)
