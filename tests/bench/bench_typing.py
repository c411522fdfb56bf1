# bench_typing.py: stalls of the window while somebody types into a long text, against a bare text view
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report is reviewed and kept while the typing goes on, as it always is."""

import statistics
import subprocess
import sys
import tempfile

import bench
import window_bench
import herald_ui
import person

LENGTH = 20000
TYPED = 'The pump takes any packet on port 4711 as a command, and no one has to sign in. '
P99 = 16.0  # milliseconds
WORST = 1.5


def long_text(length):
    """Lines, as people write them: a paragraph is laid out anew as a whole whenever it changes."""
    line = TYPED.strip() + '\n'
    return (line * (length // len(line) + 1))[:length]


def drive(watched):
    """A driver for a program that runs already."""
    return herald_ui.Program(watched.process, tempfile.TemporaryFile())


def open_field(watched):
    """Herald at the description of a report that is in memory only, with a long text in it."""
    program, hand = drive(watched), person.Person()
    hand.keep_in_memory(program)
    hand.rehearse(program)
    hand.go_to_step(program, 'Vulnerability')
    field = program.go('text', '^Technical description')
    # The last characters are what is typed.
    field.set_text(long_text(LENGTH - 2 * len(TYPED)))
    return program, field


def type_into(watched, program, field):
    """How late the frames were while somebody types quickly."""
    late = []
    before = len(field.text())
    program.press('ctrl+End')
    with watched.watch_frames(late):
        subprocess.run(['xdotool', 'type', '--delay', '40', TYPED], check=True)
        program.wait(lambda: len(field.text()) >= before + len(TYPED), 'what was typed')
    return late


def measure(pair, make):
    watched, program, field = make(pair)
    late = type_into(watched, program, field)
    watched.end()
    return window_bench.judge(late)


def make_herald(pair):
    watched = pair.herald()
    return watched, *open_field(watched)


def make_bare(pair):
    path = pair.folder / 'text'
    path.write_text(long_text(LENGTH - 2 * len(TYPED)), encoding='utf-8')
    watched = pair.bare(path)
    program = drive(watched)
    return watched, program, program.go('text', '^Text')


def main():
    with window_bench.pair() as pair:
        times = bench.in_turns(bench.rounds(7), lambda: measure(pair, make_herald), lambda: measure(pair, make_bare))
        ours, peers = (tuple(map(statistics.median, zip(*side))) for side in zip(*times))
        bench.end([
            bench.hold(f'typing into {LENGTH} characters', ours[0] <= P99,
                       f'99 % of the frames are at most {ours[0]:.1f} ms late (limit {P99:.0f}); '
                       f'a bare text view {peers[0]:.1f} ms; of the processor {ours[2]:.1f} and {peers[2]:.1f} ms; '
                       f'{len(times)} rounds'),
            bench.hold('the worst of them', ours[1] <= WORST * peers[1],
                       f'{ours[1]:.1f} ms against {peers[1]:.1f} ms (limit {WORST:.1f} x); '
                       f'of the processor {ours[3]:.1f} and {peers[3]:.1f} ms'),
        ])


if __name__ == '__main__':
    sys.exit(main())
