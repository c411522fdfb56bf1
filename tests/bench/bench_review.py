# bench_review.py: the processor's time for a review
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import statistics
import sys

import bench

LIMIT = 20
PROSE = 'The pump takes any packet on port 4000 as a command, and no one has to sign in. '


def answer(field):
    """What fills a field, or None for one that the sample has filled."""
    kind = field['kind']
    if kind in ('prose', 'code'):
        return (PROSE * 300)[:field['max'] - 1]
    if kind == 'choice':
        return field['choices'][-1]['id']
    return {'line': 'Herald', 'version': '4.2.1', 'date': '2026-01-02', 'time': '12:30+01:00',
            'links': 'https://practice.example/a\nhttps://practice.example/b', 'flag': 'yes'}.get(kind)


def make_report(b, name, *options):
    """A report with every field of the form answered, its prose as long as it may be."""
    hidden = ('contact.', 'credit.') if '--anonymous' in options else ()
    report = b.new_report(name, *options, wanted=lambda field: not field.startswith(hidden))
    sample = {path.stem for path in (bench.PRACTICE / 'sample').glob('*.txt')}
    vendor = json.loads(b.run(b.herald('vendor', 'practice', '--json')))
    for field in vendor['fields']:
        text = answer(field)
        if (text is None or field['strictness'] == 'forbidden' or field['id'].startswith(hidden) or
                (field['id'] in sample and field['kind'] not in ('prose', 'code')) or
                field['id'] == 'discovery.date'):
            continue
        b.run(b.herald('set', report, field['id']), text.encode())
    for file in ('poc.py', 'device.log'):
        b.run(b.herald('attach', report, str(bench.PRACTICE / 'sample' / file)))
    return report


def processor_time(b, command):
    """Milliseconds, user and system, of a command and all that it started."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.posix_spawn(command[0], command, b.env, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    os.close(null)
    spent = 0
    while True:
        try:
            _, status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return spent
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit('The review failed')
        spent += (usage.ru_utime + usage.ru_stime) * 1000


def main():
    bench.adopt_orphans()
    with bench.scratch() as b:
        kept = []
        for name, options in (('named', ()), ('anonymous', ('--anonymous',))):
            report = make_report(b, name, *options)
            times = [processor_time(b, b.herald('review', report)) for _ in range(bench.rounds(31))]
            spent = statistics.median(times)
            kept.append(bench.hold(f'review of a full report, {name}', spent <= LIMIT,
                                   f'{spent:.1f} ms of the processor (limit {LIMIT}); '
                                   f'{os.path.getsize(report) // 1024} KiB, {len(times)} rounds'))
        bench.end(kept)


if __name__ == '__main__':
    sys.exit(main())
