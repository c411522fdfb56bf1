# window_bench.py: what the benchmarks of the window share
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Herald's window and a bare one, both on the desktop of tests/ui/run, both
with the same probe loaded before them (window-probe.c).

Arguments of a benchmark: HERALD BARE-WINDOW WINDOW-PROBE
"""

import contextlib
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'ui'))

PATIENCE = 120


class Watched:
    """A program with the probe in it, in a home of its own."""

    def __init__(self, probe, home, *command):
        self.read_fd, write_fd = os.pipe()
        env = {**os.environ, 'HOME': str(home), 'XDG_DATA_HOME': str(home / 'data'), 'XDG_CACHE_HOME': str(home / 'cache'),
               'XDG_STATE_HOME': str(home / 'state'), 'LD_PRELOAD': probe, 'HERALD_PROBE_FD': str(write_fd)}
        env.pop('G_DEBUG', None)
        # What is chosen in one home is not for the next.
        env['GSETTINGS_BACKEND'] = 'memory'
        self.begun = time.clock_gettime(time.CLOCK_MONOTONIC)
        self.process = subprocess.Popen(command, env=env, pass_fds=(write_fd,), stdin=subprocess.DEVNULL)
        os.close(write_fd)
        self.first = int(self.hear('first')) / 1e6 - self.begun
        self.still = int(self.hear('still')) / 1e6 - self.begun

    def hear(self, word):
        """What stands behind a word in the next line of the probe."""
        line = b''
        while not line.endswith(b'\n'):
            if not select.select([self.read_fd], [], [], PATIENCE)[0]:
                sys.exit(f'The probe does not say “{word}”')
            data = os.read(self.read_fd, 1 << 16)
            if not data:
                sys.exit(f'The program has ended: {self.process.wait()}')
            line += data
        found, _, rest = line.decode().strip().partition(' ')
        if found != word:
            sys.exit(f'The probe says “{found}”, not “{word}”')
        return rest

    @contextlib.contextmanager
    def watch_frames(self, late):
        """Adds to `late` a pair for every frame meanwhile, in milliseconds: by how much it was late,
        and how long the main thread had worked for it."""
        self.process.send_signal(signal.SIGUSR1)
        self.hear('begun')
        yield
        self.process.send_signal(signal.SIGUSR2)
        late += [tuple(int(usec) / 1000 for usec in frame.split(':')) for frame in self.hear('frames').split()]

    def memory(self):
        """Resident memory in MiB: all of it, and what no other program shares."""
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text(encoding='utf-8')
        values = dict(line.split(':', 1) for line in status.splitlines())
        return int(values['VmRSS'].split()[0]) / 1024, int(values['RssAnon'].split()[0]) / 1024

    def processor_time(self):
        """Seconds of the processor until now, in this process and its threads."""
        fields = pathlib.Path(f'/proc/{self.process.pid}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def end(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        os.close(self.read_fd)


class Pair:
    """Makes Herald's window and the bare one."""

    def __init__(self, folder):
        if len(sys.argv) < 4 or 'HERALD_UI_FOLDER' not in os.environ:
            sys.exit(f'Usage: tests/ui/run {sys.argv[0]} HERALD BARE-WINDOW WINDOW-PROBE')
        self.herald_path, self.bare_path, self.probe = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:4])
        self.folder = folder
        self.homes = 0

    def make(self, *command, home=None):
        if home is None:
            self.homes += 1
            home = self.folder / f'home-{self.homes}'
            home.mkdir()
        return Watched(self.probe, home, *command)

    def herald(self, *arguments, **options):
        return self.make(self.herald_path, *map(str, arguments), **options)

    def bare(self, *arguments, **options):
        return self.make(self.bare_path, *map(str, arguments), **options)


def judge(late):
    """(99 % of the frames, the worst of them) by lateness, and the same by work alone."""
    found = []
    for side in zip(*late):
        ordered = sorted(side)
        found += [ordered[int(len(ordered) * 0.99)], ordered[-1]]
    return tuple(found)


@contextlib.contextmanager
def pair():
    with tempfile.TemporaryDirectory(prefix='herald-window-', dir=os.environ.get('HERALD_UI_FOLDER')) as folder:
        yield Pair(pathlib.Path(folder))
