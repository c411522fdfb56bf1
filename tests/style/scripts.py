# scripts.py: shell scripts pass shellcheck and can be run; the set-up knows what the build needs
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


def check_setup(build, setup):
    """Every library that the build asks for is one that the set-up looks for."""
    looked_for = re.search(r'for module in ([^;]*);', setup).group(1).split()
    return [f'app/setup: {module} is needed to build, and not looked for; its package is missing too, perhaps'
            for module in re.findall(r"dependency\('([^']+)'", build) if module not in looked_for]


def check_modules(name, build):
    """app/run sets the build up before the packages of the tests are there."""
    return [f'{name}: asks for Python modules; use `python`, and let the test itself miss them'
            for _ in re.findall(r'find_installation\([^)]*modules', build)]


def main():
    names = list(shell_scripts())
    complaints = check_setup(tree.read('meson.build'), tree.read('app/setup'))
    for name in tree.files():
        if name.endswith('meson.build'):
            complaints += check_modules(name, tree.read(name))

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
