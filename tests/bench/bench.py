# bench.py: what the benchmarks share
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two jobs run in turns, Herald's and its peer's, each in a process of its
own, and the median of the rounds' ratios is held against a limit. Turns make
whatever else the machine does meet both.

    HERALD_BENCH_DIR      where the files go: a folder on a real disk
    HERALD_BENCH_ROUNDS   how many rounds, instead of each benchmark's own number
"""

import contextlib
import ctypes
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRACTICE = ROOT / 'data/practice'
MIB = 1024 * 1024
SKIPPED = 77
PR_SET_CHILD_SUBREAPER = 36


def rounds(usual):
    """The number of rounds to run."""
    return int(os.environ.get('HERALD_BENCH_ROUNDS', usual))


def adopt_orphans():
    """Makes us the parent of what children leave behind: gpgme's gpg is a
    grandchild, whose time and memory nobody would count otherwise."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError('PR_SET_CHILD_SUBREAPER')


class Bench:
    """A scratch folder with a home for Herald and one for its peer."""

    def __init__(self, cli, folder):
        self.cli = cli
        self.folder = folder
        for name in ('home', 'run', 'gnupg'):
            (folder / name).mkdir(mode=0o700)
        self.env = {'HOME': str(folder / 'home'), 'XDG_RUNTIME_DIR': str(folder / 'run'),
                    'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'}

    def path(self, name):
        return str(self.folder / name)

    def herald(self, *arguments):
        """A command line of Herald's."""
        return [self.cli, *arguments]

    def gpg(self, *arguments):
        """A command line of the peer's: what a person would type, in a home of its own."""
        return ['gpg', '--homedir', self.path('gnupg'), '--batch', '--yes', '--quiet',
                '--no-autostart', '-e', '-f', str(PRACTICE / 'practice.asc'), *arguments]

    def run(self, command, data=None):
        """Runs what must succeed; returns its output."""
        done = subprocess.run(command, env=self.env, input=data, capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f'{command} ended with {done.returncode}: {done.stderr.decode()}')
        return done.stdout

    def time(self, command, sync=None, quiet=False):
        """Seconds until a command has ended and the file it wrote is on the disk."""
        nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)] if quiet else []
        begin = time.perf_counter()
        pid = os.posix_spawn(shutil.which(command[0]), command, self.env, file_actions=nowhere)
        status = os.waitpid(pid, 0)[1]
        if sync is not None:
            sync_file(sync)
        seconds = time.perf_counter() - begin
        if status != 0:
            sys.exit(f'{command} failed')
        return seconds

    def new_report(self, name, *options, wanted=lambda field: True):
        """A report to the practice vendor that may be sealed, from the sample's answers."""
        report = self.path(name)
        vendor = json.loads(self.run(self.herald('vendor', 'practice', '--json')))
        self.run(self.herald('new', 'practice', *options, '-o', report))
        for answer in sorted((PRACTICE / 'sample').glob('*.txt')):
            if wanted(answer.stem):
                self.run(self.herald('set', report, answer.stem), answer.read_bytes())
        self.run(self.herald('set', report, 'discovery.date'),
                 datetime.date.today().isoformat().encode())
        for diversion in vendor['diversions']:
            self.run(self.herald('divert', report, diversion['id'], 'no'))
        self.run(self.herald('attest', report,
                             *(rule['id'] for rule in vendor['prerequisites'] + vendor['terms'])))
        return report


def sync_file(path):
    fd = os.open(path, os.O_RDONLY)
    os.fsync(fd)
    os.close(fd)


@contextlib.contextmanager
def scratch():
    """A Bench in a new folder, which is removed; its program is our argument."""
    if len(sys.argv) != 2:
        sys.exit(f'Usage: {sys.argv[0]} HERALD-CLI')
    if shutil.which('gpg') is None:
        print('gpg is missing')
        sys.exit(SKIPPED)
    # Not under /tmp, which often is memory.
    parent = os.environ.get('HERALD_BENCH_DIR', '/var/tmp')
    with tempfile.TemporaryDirectory(prefix='herald-bench-', dir=parent) as folder:
        yield Bench(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(folder))


def in_turns(n_rounds, ours, peers):
    """Times of both jobs, [(ours, peers)…], after one round to warm up."""
    times = []
    for i in range(n_rounds + 1):
        # Whoever goes second finds the disk busier: take turns at that too.
        if i % 2 == 0:
            pair = (ours(), peers())
        else:
            pair = tuple(reversed((peers(), ours())))
        if i > 0:
            times.append(pair)
    return times


def hold_ratio(name, times, limit, stretch=None, peer='gpg'):
    """Prints the ratio of a job to its peer; tells whether it keeps the limit."""
    ratio = statistics.median(ours / peers for ours, peers in times)
    ours, peers = (statistics.median(side) * 1000 for side in zip(*times))
    wish = '' if stretch is None else f', stretch {stretch:.2f}'
    return hold(name, ratio <= limit, f'{ratio:.3f} x {peer} (limit {limit:.2f}{wish}); '
                f'{ours:.1f} ms against {peers:.1f} ms, {len(times)} rounds')


def hold(name, kept, detail):
    print(f'{"ok  " if kept else "OVER"}  {name}: {detail}', flush=True)
    return kept


def end(kept):
    """Ends the program: all limits must be kept."""
    sys.exit(0 if all(kept) else 1)
