# bench_memory.py: memory while sealing, which no attachment may make grow
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys

import bench

SMALL, LARGE = 1, 2048  # MiB
LIMIT = 4


def peaks(b, command):
    """Peak memory in MiB: of the command itself, and of all that it started.

    A child's peak begins with that of the program it was forked from, and
    Python's is as large as what is measured. So a shell starts the command,
    ends, and leaves it to us."""
    shell = ['/bin/sh', '-c', '"$@" >/dev/null & echo $!', 'sh', *command]
    pid = int(subprocess.run(shell, env=b.env, stdout=subprocess.PIPE, check=True).stdout)
    own, others = 0, 0
    while True:
        try:
            child, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return own, others
        if child == pid:
            own = usage.ru_maxrss / 1024
            if status != 0:
                sys.exit(f'{command} failed')
        else:
            others = max(others, usage.ru_maxrss / 1024)


def measure(b, size, form):
    """Peaks with an attachment of so many MiB, which takes no room on the disk."""
    data, out = b.path(f'capture-{size}.bin'), b.path('envelope')
    with open(data, 'wb') as file:
        file.truncate(size * bench.MIB)
    report = b.path(f'{size}.herald.json')
    if not os.path.exists(report):
        b.new_report(f'{size}.herald.json')
        b.run(b.herald('attach', report, data, '--role', 'capture'))
    result = peaks(b, b.herald('seal', report, '--as', form, '-o', out))
    os.unlink(out)
    return result


def main():
    bench.adopt_orphans()
    with bench.scratch() as b:
        kept = []
        for form in ('bundle', 'eml'):
            small, _ = measure(b, SMALL, form)
            large, gpg = measure(b, LARGE, form)
            kept.append(bench.hold(f'memory for {form} of {LARGE // 1024} GiB', large - small <= LIMIT,
                                   f'{large - small:+.1f} MiB (limit {LIMIT}); {large:.1f} MiB against '
                                   f'{small:.1f} MiB for {SMALL} MiB; gpg, which it starts, {gpg:.1f} MiB'))
        bench.end(kept)


if __name__ == '__main__':
    sys.exit(main())
