# place.py: where the tests of desktop files find things
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import subprocess
import unittest
from pathlib import Path

ROOT = Path(os.environ['HERALD_SOURCE_ROOT'])
BUILT = Path(os.environ['HERALD_DATA'])
ID = os.environ['HERALD_APPLICATION_ID']
VERSION = os.environ['HERALD_VERSION']


def needs(program):
    """Leaves a test out where the program that judges is not installed."""
    return unittest.skipUnless(shutil.which(program), f'{program} is not installed')


def run(*argv, **more):
    """Runs a program; gives what it printed on both channels, and fails with that."""
    done = subprocess.run([str(a) for a in argv], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, timeout=60, **more)
    if done.returncode:
        raise AssertionError(f'{argv[0]} ended with {done.returncode}:\n{done.stdout}')
    return done.stdout
