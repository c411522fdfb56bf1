# scripts.py: shell scripts pass shellcheck and can be run
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
import sys

import tree


def shell_scripts():
    for name in tree.files():
        with open(tree.ROOT / name, 'rb') as file:
            first = file.readline(64)
        if re.match(rb'#!.*\b(ba|da)?sh\b', first) or name.startswith('data/completions/'):
            yield name


def main():
    complaints = []
    names = list(shell_scripts())

    for name in names:
        if not name.startswith('data/') and not os.access(tree.ROOT / name, os.X_OK):
            complaints.append(f'{name}:1: a script is executable')
    if not names:
        tree.finish(complaints)
    if shutil.which('shellcheck') is None:
        print('shellcheck is not installed')
        sys.exit(1 if complaints else 77)

    run = subprocess.run(['shellcheck', '--format=gcc', '--external-sources', *names],
                         cwd=tree.ROOT, capture_output=True, text=True, check=False)
    tree.finish(complaints + run.stdout.splitlines() + run.stderr.splitlines())


if __name__ == '__main__':
    main()
