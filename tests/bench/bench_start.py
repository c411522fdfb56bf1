# bench_start.py: from the start to the first frame, and memory then, against a bare window
#
# SPDX-License-Identifier: GPL-3.0-or-later

import statistics
import sys
import time

import bench
import window_bench

START, MEMORY = 1.3, 1.3


def settle(watched):
    """Waits until a program does nothing any more: three looks without work."""
    idle, before = 0, watched.processor_time()
    while idle < 3:
        time.sleep(0.2)
        now = watched.processor_time()
        idle = idle + 1 if now == before else 0
        before = now


def measure(make):
    """Seconds to the first frame, and to the last before nothing moves any more: the first page is there."""
    watched = make()
    watched.end()
    return watched.first, watched.still


def memory(make):
    watched = make()
    settle(watched)
    found = watched.memory()
    watched.end()
    return found


def main():
    with window_bench.pair() as pair:
        times = bench.in_turns(bench.rounds(21), lambda: measure(pair.herald), lambda: measure(pair.bare))
        ratio = statistics.median(ours[0] / peers[0] for ours, peers in times)
        ours, peers = (statistics.median(found[0] for found in side) * 1000 for side in zip(*times))
        still_ours, still_peers = (statistics.median(found[1] for found in side) * 1000 for side in zip(*times))
        kept = [bench.hold('start to the first frame', ratio <= START,
                           f'{ratio:.2f} x a bare window (limit {START:.2f}); {ours:.0f} ms against {peers:.0f} ms, '
                           f'{len(times)} rounds; nothing moves any more after {still_ours:.0f} ms against {still_peers:.0f} ms')]
        pairs = [(memory(pair.herald), memory(pair.bare)) for _ in range(bench.rounds(5))]
        ours, peers = (statistics.median(found[0] for found in side) for side in zip(*pairs))
        own_ours, own_peers = (statistics.median(found[1] for found in side) for side in zip(*pairs))
        kept.append(bench.hold('memory at idle', ours <= MEMORY * peers,
                               f'{ours / peers:.2f} x a bare window (limit {MEMORY:.2f}); {ours:.1f} MiB against {peers:.1f}; '
                               f'not shared: {own_ours:.1f} MiB against {own_peers:.1f}'))
        bench.end(kept)


if __name__ == '__main__':
    sys.exit(main())
