# bench_small.py: sealing a report of 4 KiB, against gpg
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import sys

import bench

SIZE = 4096
LIMIT = 2.5
WANTED = ('product.', 'target.', 'vuln.title', 'vuln.description', 'contact.')


def make_report(b):
    """A report whose file has the size to a byte."""
    report = b.new_report('report.herald.json', wanted=lambda field: field.startswith(WANTED))
    missing = SIZE - os.path.getsize(report)
    b.run(b.herald('set', report, 'vuln.poc'), b'x' * missing)
    if os.path.getsize(report) != SIZE:
        sys.exit(f'The report is not {SIZE} bytes long')
    return report


def main():
    with bench.scratch() as b:
        report = make_report(b)
        ours, peers = b.path('ours'), b.path('peers')

        def herald(form):
            return b.time(b.herald('seal', report, '--as', form, '-o', ours), ours)

        def gpg():
            return b.time(b.gpg('-o', peers, report), peers)

        bench.end([
            bench.hold_ratio(f'{form} of {SIZE // 1024} KiB',
                             bench.in_turns(bench.rounds(101), lambda form=form: herald(form), gpg), LIMIT)
            for form in ('asc', 'bundle', 'eml')
        ])


if __name__ == '__main__':
    sys.exit(main())
