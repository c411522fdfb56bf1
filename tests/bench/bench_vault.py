# bench_vault.py: saving, opening, listing and attaching in the vault
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import statistics
import subprocess
import sys

import bench

SIZE = 1024  # MiB
N_CASES = 1000

# Limits: ratios to a peer, or seconds.
APPEND, OPEN, LIST, REBUILD, ATTACH = 2.0, 0.050, 0.100, 2.0, 2.6
MEMORY = 8  # MiB more for a large attachment than for a small one


def numbers(b, *command):
    """The lines of numbers that a job prints."""
    return [[float(word) for word in line.split()] for line in b.run(b.herald(*command)).decode().splitlines()]


def measure_append(b):
    times = [tuple(line) for line in numbers(b, 'append', b.path('append'), str(bench.rounds(400)))]
    ratio = statistics.median(ours / peers for ours, peers in times)
    ours, peers = (statistics.median(side) * 1e6 for side in zip(*times))
    return bench.hold('appending an edit', ratio <= APPEND, f'{ratio:.2f} x write + fdatasync (limit {APPEND:.2f}); '
                      f'{ours:.0f} us against {peers:.0f} us, {len(times)} rounds')


def measure_open(b):
    cpu = statistics.median(line[0] for line in numbers(b, 'open', b.path('open'), '9'))
    return bench.hold('opening 1,000 edits', cpu <= OPEN, f'{cpu * 1000:.1f} ms of CPU (limit {OPEN * 1000:.0f})')


def measure_list(b):
    b.run(b.herald('make', b.path('many'), str(N_CASES)))
    runs = [numbers(b, 'list', b.path('many'))[0] for _ in range(5)]
    cpu, rebuild = (statistics.median(side) for side in list(zip(*runs))[1:])
    return [bench.hold(f'listing {N_CASES} cases', runs[0][0] == N_CASES and cpu <= LIST,
                       f'{cpu * 1000:.1f} ms of CPU beyond Argon2id (limit {LIST * 1000:.0f})'),
            bench.hold(f'rebuilding the index of {N_CASES} cases', rebuild <= REBUILD,
                       f'{rebuild:.2f} s (limit {REBUILD:.0f})')]


def make_file(path, size):
    with open(path, 'wb') as file:
        for _ in range(size):
            file.write(os.urandom(bench.MIB))
        os.fsync(file.fileno())


def measure_attach(b):
    source, copy, vault = b.path('capture.bin'), b.path('copy'), b.path('attach')
    make_file(source, SIZE)

    # The case is there already when somebody adds a file to it.
    def ours():
        shutil.rmtree(vault, ignore_errors=True)
        os.sync()
        return numbers(b, 'attach', vault, source)[0][0]

    def peers():
        if os.path.exists(copy):
            os.unlink(copy)
        os.sync()
        return b.time(['cp', source, copy], sync=copy)

    times = bench.in_turns(bench.rounds(7), ours, peers)
    ratio = statistics.median(ours / peers for ours, peers in times)
    ours, peers = (statistics.median(side) * 1000 for side in zip(*times))
    return bench.hold(f'attaching {SIZE} MiB with its hash', ratio <= ATTACH,
                      f'{ratio:.2f} x cp + fsync (limit {ATTACH:.2f}); {ours:.0f} ms against {peers:.0f} ms')


def peak(b, command):
    """Peak memory in MiB. A shell starts the command and leaves it to us: a
    peak begins with that of the program that it was forked from."""
    shell = ['/bin/sh', '-c', '"$@" >/dev/null & echo $!', 'sh', *command]
    pid = int(subprocess.run(shell, env=b.env, stdout=subprocess.PIPE, check=True).stdout)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f'{command} failed')
    return usage.ru_maxrss / 1024


def measure_memory(b):
    small, large = b.path('small.bin'), b.path('large.bin')
    for path, size in ((small, 1), (large, 2048)):
        with open(path, 'wb') as file:
            file.truncate(size * bench.MIB)
    peaks = []
    for path in (small, large):
        shutil.rmtree(b.path('memory'), ignore_errors=True)
        peaks.append(peak(b, b.herald('detach', b.path('memory'), path)))
    return bench.hold('memory for 2 GiB, in and out', peaks[1] - peaks[0] <= MEMORY,
                      f'{peaks[1] - peaks[0]:+.1f} MiB (limit {MEMORY}); {peaks[1]:.1f} MiB')


def main():
    bench.adopt_orphans()
    with bench.scratch() as b:
        kept = [measure_append(b), measure_open(b), *measure_list(b), measure_memory(b), measure_attach(b)]
        bench.end(kept)


if __name__ == '__main__':
    sys.exit(main())
