# inside.py: a test in a network and with mounts of its own
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import subprocess
import sys

INSIDE = 'HERALD_TEST_INSIDE'
SKIPPED = 77


def enter():
    """Starts the program again in a network that leads nowhere; returns in there, or skips the test."""
    if INSIDE in os.environ:
        return
    for name in ('unshare', 'ip', 'mount'):
        if shutil.which(name) is None:
            print(f'SKIP: {name} is not installed')
            sys.exit(SKIPPED)
    for command in (['unshare', '-n', '-m'], ['unshare', '-U', '-r', '-n', '-m']):
        done = subprocess.run([*command, 'true'], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            os.environ[INSIDE] = '1'
            os.execvp('unshare', [*command, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', sys.executable, *sys.argv])
    print('SKIP: no namespace can be made here:', done.stderr.strip())
    sys.exit(SKIPPED)
