# readme.py: the examples of the README print what it shows
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: readme.py HERALD-CLI [--write]
#
# Runs each “$ …” of the blocks marked `console`, in order, in one new folder
# with data/ in it. With --write the README takes over what was printed.

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import tree

BLOCK = re.compile(r'(^```console\n)(.*?)(^```$)', re.M | re.S)

# What differs from run to run, or from day to day.
VARYING = [
    (r'\b[0-9a-f]{32,64}\b', '<hex>'),
    (r'\b[0-9a-f]{8}\b', '<reference>'),
    (r'\b\d{4}-\d\d-\d\d\b', '<date>'),
    (r'\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000', '<time>'),
    (r'\b\d+([.,]\d+)? ([kM]B|bytes)', '<size>'),
    (r'(?m)^(<hex>) +\d+ +', r'\1 <size> '),
    (r'(?m)^=+$|^-+$', '<line>'),
]


def plain(text):
    for pattern, name in VARYING:
        text = re.sub(pattern, name, text)
    return text


def run(command, folder, program):
    env = {'PATH': f'{Path(program).resolve().parent}:/usr/bin:/bin', 'HOME': str(folder / 'home'), 'LC_ALL': 'C.UTF-8',
           'XDG_DATA_HOME': str(folder / 'home/data'), 'XDG_RUNTIME_DIR': str(folder / 'home/run'), 'TMPDIR': str(folder / 'home')}
    env.update({k: v for k, v in os.environ.items() if k.endswith('SAN_OPTIONS')})
    done = subprocess.run(['bash', '-c', command], cwd=folder / 'work', env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


def replay(readme, program):
    """The README with what its examples print now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / 'home/run').mkdir(parents=True, mode=0o700)
        (folder / 'work').mkdir()
        shutil.copytree(tree.ROOT / 'data', folder / 'work/data')

        def block(match):
            commands = [l for l in match.group(2).split('\n') if l.startswith('$ ')]
            return match.group(1) + ''.join(f'{c}\n{run(c[2:], folder, program)}' for c in commands) + match.group(3)

        return BLOCK.sub(block, readme)


def main():
    program, readme = sys.argv[1], tree.read('README.md')
    now = replay(readme, program)

    if sys.argv[2:] == ['--write']:
        (tree.ROOT / 'README.md').write_text(now, encoding='utf-8')
        return

    pairs = zip(plain(readme).split('\n'), plain(now).split('\n'))
    complaints = [f'README.md:{n}: shows “{old}”, and now it is “{new}”'
                  for n, (old, new) in enumerate(pairs, 1) if old != new][:5]
    if not BLOCK.search(readme):
        complaints.append('README.md: no example')
    if not complaints and plain(readme) != plain(now):
        complaints.append('README.md: an example prints more or less than it shows')
    if complaints:
        complaints.append('To mend it: python3 tests/style/readme.py HERALD-CLI --write')
    tree.finish(complaints)


if __name__ == '__main__':
    main()
