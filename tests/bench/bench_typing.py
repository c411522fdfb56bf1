# bench_typing.py: stalls of the window while somebody types into a long text, against a bare text view
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report is reviewed and kept while the typing goes on, as it always is: after a part that is typed
quickly come letters each so late that the review of the one before has just begun."""

import statistics
import subprocess
import sys
import tempfile
import time

import bench
import window_bench
import herald_ui
import person

LENGTH = 20000
TYPED = 'The pump takes any packet on port 4711 as a command, and no one has to sign in. '
P99 = 16.0  # milliseconds
WORST = 1.5
# What is typed slowly, and the seconds from letter to letter; the review waits for 0.4.
SLOWLY, PAUSE = 6, 0.41


def in_lines(length):
    """Lines, as people write them."""
    line = TYPED.strip() + '\n'
    return (line * (length // len(line) + 1))[:length]


def in_one(length):
    """One paragraph, which the toolkit lays out anew as a whole whenever it changes."""
    return (TYPED * (length // len(TYPED) + 1))[:length]


def drive(watched):
    """A driver for a program that runs already."""
    return herald_ui.Program(watched.process, tempfile.TemporaryFile())


def open_field(watched, text):
    """Herald at the description of a report that is in memory only, with a long text in it."""
    program, hand = drive(watched), person.Person()
    hand.keep_in_memory(program)
    hand.rehearse(program)
    hand.go_to_step(program, 'Vulnerability')
    field = program.go('text', '^Technical description')
    field.set_text(text)
    return program, field


def type_into(watched, program, field):
    """How late the frames were while somebody types."""
    late = []
    before = len(field.text())
    program.press('ctrl+End')
    with watched.watch_frames(late):
        # It waits for half of the time that it is told, after a press and after a release.
        subprocess.run(['xdotool', 'type', '--delay', '120', TYPED[:-SLOWLY]], check=True)
        for letter in TYPED[-SLOWLY:]:
            subprocess.run(['xdotool', 'type', letter], check=True)
            time.sleep(PAUSE)
        program.wait(lambda: len(field.text()) >= before + len(TYPED), 'what was typed')
    return late


def measure(make):
    watched, program, field = make()
    late = type_into(watched, program, field)
    watched.end()
    return window_bench.judge(late)


def make_herald(pair, text):
    watched = pair.herald()
    return watched, *open_field(watched, text)


def make_bare(pair, text):
    path = pair.folder / 'text'
    path.write_text(text, encoding='utf-8')
    watched = pair.bare(path)
    program = drive(watched)
    return watched, program, program.go('text', '^Text')


def compare(pair, name, text):
    """What is kept with one text."""
    times = bench.in_turns(bench.rounds(3), lambda: measure(lambda: make_herald(pair, text)),
                           lambda: measure(lambda: make_bare(pair, text)))
    ours, peers = (tuple(map(statistics.median, zip(*side))) for side in zip(*times))
    return [
        bench.hold(f'typing into {LENGTH} characters {name}', ours[0] <= P99,
                   f'99 % of the frames are at most {ours[0]:.1f} ms late (limit {P99:.0f}); '
                   f'a bare text view {peers[0]:.1f} ms; of the processor {ours[2]:.1f} and {peers[2]:.1f} ms; '
                   f'{len(times)} rounds'),
        bench.hold('the worst of them', ours[1] <= WORST * peers[1],
                   f'{ours[1]:.1f} ms against {peers[1]:.1f} ms (limit {WORST:.1f} x); '
                   f'of the processor {ours[3]:.1f} and {peers[3]:.1f} ms'),
    ]


def main():
    with window_bench.pair() as pair:
        # The last characters are what is typed.
        length = LENGTH - 2 * len(TYPED)
        bench.end(compare(pair, 'in lines', in_lines(length)) + compare(pair, 'in one paragraph', in_one(length)))


if __name__ == '__main__':
    sys.exit(main())
