# bench_large.py: sealing half a gigabyte, against gpg
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import sys

import bench

SIZE = 512


def main():
    with bench.scratch() as b:
        data = b.path('capture.bin')
        with open(data, 'wb') as file:
            for _ in range(SIZE):
                file.write(os.urandom(bench.MIB))
        report = b.new_report('report.herald.json')
        b.run(b.herald('attach', report, data, '--role', 'capture'))
        bench.sync_file(data)

        ours, peers = b.path('ours'), b.path('peers')

        def herald(form):
            return b.time(b.herald('seal', report, '--as', form, '-o', ours), ours)

        def gpg(*options):
            return b.time(b.gpg(*options, '--compress-algo', 'none', '-o', peers, data), peers)

        n = bench.rounds(7)
        bench.end([
            bench.hold_ratio(f'bundle of {SIZE} MiB',
                             bench.in_turns(n, lambda: herald('bundle'), gpg), 1.25, 1.05),
            bench.hold_ratio(f'eml of {SIZE} MiB',
                             bench.in_turns(n, lambda: herald('eml'), lambda: gpg('-a')), 0.75),
        ])


if __name__ == '__main__':
    sys.exit(main())
