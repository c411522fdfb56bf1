# bench_case.py: sealing half a gigabyte out of the vault, against gpg
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import sys

import bench
import bench_memory

SIZE = 512  # MiB
SMALL, LARGE = 1, 2048  # MiB

# What bench_large.py allows for a file, and a fifth more.
BUNDLE, EML = 1.2 * 1.25, 1.2 * 0.75
MEMORY = 4  # MiB more for a large attachment than for a small one


class Vault:
    """A vault of a Bench. It opens fast: what a passphrase costs, in time and in
    memory, would hide what sealing does."""

    def __init__(self, b, driver):
        self.b = b
        with open(b.path('passphrase'), 'w', encoding='utf-8') as file:
            file.write('a passphrase of the benchmarks\n')
        folder = b.folder / 'home/.local/share/herald/vault'
        folder.parent.mkdir(mode=0o700, parents=True)
        b.run([driver, 'vault', str(folder)])

    def command(self, *arguments):
        """A command line of Herald's that has the passphrase."""
        return ['/bin/sh', '-c', 'exec "$@" --passphrase-fd 3 3<"$0"', self.b.path('passphrase'),
                *self.b.herald(*arguments)]

    def add(self, report, attachment):
        """Keeps a report with an attachment; returns the case's id."""
        case = self.b.run(self.command('case', 'import', report)).decode().strip()
        self.b.run(self.command('case', 'attach', case, attachment, '--role', 'capture'))
        return case

    def seal(self, case, form, out):
        return self.command('case', 'seal', case, '--as', form, '-o', out)


def measure_time(b, vault, report):
    data, ours, peers = b.path('capture.bin'), b.path('ours'), b.path('peers')
    with open(data, 'wb') as file:
        for _ in range(SIZE):
            file.write(os.urandom(bench.MIB))
    bench.sync_file(data)
    case = vault.add(report, data)

    def herald(form):
        return b.time(vault.seal(case, form, ours), ours)

    def gpg(*options):
        return b.time(b.gpg(*options, '--compress-algo', 'none', '-o', peers, data), peers)

    n = bench.rounds(7)
    kept = [bench.hold_ratio(f'bundle of {SIZE} MiB out of the vault',
                             bench.in_turns(n, lambda: herald('bundle'), gpg), BUNDLE),
            bench.hold_ratio(f'eml of {SIZE} MiB out of the vault',
                             bench.in_turns(n, lambda: herald('eml'), lambda: gpg('-a')), EML)]
    for path in data, ours, peers:
        os.unlink(path)
    return kept


def measure_memory(b, vault, report, form):
    peaks = []
    for size in SMALL, LARGE:
        data, out = b.path('sparse.bin'), b.path('envelope')
        with open(data, 'wb') as file:
            file.truncate(size * bench.MIB)
        case = vault.add(report, data)
        os.unlink(data)
        peaks.append(bench_memory.peaks(b, vault.seal(case, form, out))[0])
        os.unlink(out)
        b.run(vault.command('case', 'delete', case))
    small, large = peaks
    return bench.hold(f'memory for {form} of {LARGE // 1024} GiB out of the vault', large - small <= MEMORY,
                      f'{large - small:+.1f} MiB (limit {MEMORY}); {large:.1f} MiB against '
                      f'{small:.1f} MiB for {SMALL} MiB')


def main():
    bench.adopt_orphans()
    driver = sys.argv.pop()
    with bench.scratch() as b:
        vault = Vault(b, driver)
        report = b.new_report('report.herald.json')
        bench.end([*measure_time(b, vault, report),
                   *(measure_memory(b, vault, report, form) for form in ('bundle', 'eml'))])


if __name__ == '__main__':
    sys.exit(main())
