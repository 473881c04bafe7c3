#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command line of tscp: exit codes, help, errors, and whole sessions of the tool with itself and with bad peers."""
import os
import sys
import unittest

import running

if __name__ == "__main__":
    running.TOOL, running.VERSION = os.path.abspath(sys.argv[1]), sys.argv[2]
    names = sys.argv[3:] or ["command_line", "connect", "crack", "listen", "tscp2"]
    tests = unittest.defaultTestLoader.loadTestsFromNames(names)
    sys.exit(not unittest.TextTestRunner(verbosity=2).run(tests).wasSuccessful())
