# bench_submit.py: submitting a large envelope against curl, and the memory that it takes
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys

import bench
import bench_memory

SMALL, LARGE = 1, 512  # MiB
TIME, MEMORY = 1.2, 4  # times curl, MiB
RECEIVER = bench.ROOT / 'tests/receiver/receiver.py'


class Vendor:
    """A receiver in a process of its own, which can be made to forget."""

    def __init__(self, b):
        self.b, self.folder = b, pathlib.Path(b.path('drop'))
        # The first attempts only make the envelopes, and are sent away before the body.
        self.process = subprocess.Popen([sys.executable, RECEIVER, self.folder, '--rehearse', '503,503'],
                                        stdout=subprocess.PIPE, text=True)
        lines = dict(line.split(':', 1) for line in (self.process.stdout.readline() for _ in range(3)))
        self.endpoint, self.authority = lines['Endpoint'].strip(), lines['Certificate'].strip()
        b.run(b.herald('confirm', 'practice', '--endpoint', self.endpoint, '--ca', self.authority))

    def forget(self):
        database = sqlite3.connect(self.folder / 'reports.sqlite', timeout=60)
        with database:
            database.execute('DELETE FROM reports')
        database.close()
        for path in (self.folder / 'reports').iterdir():
            path.unlink()

    def has_one(self, size):
        path, = (self.folder / 'reports').glob('*.pgp')
        return path.stat().st_size == size

    def end(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait()


class Envelope:
    """An envelope that was sealed and not delivered, and can be sent again and again."""

    def __init__(self, b, vendor, size):
        self.b, self.vendor = b, vendor
        self.path = b.path(f'{size}.zip.pgp')
        data, name = b.path(f'capture-{size}.bin'), f'{size}.herald.json'
        with open(data, 'wb') as file:
            file.truncate(size * bench.MIB)
        report = b.new_report(name)
        b.run(b.herald('attach', report, data, '--role', 'capture'))
        status = subprocess.run(b.herald('submit', report, '-o', self.path), env=b.env, capture_output=True,
                                stdin=subprocess.DEVNULL, check=False).returncode
        if status != 6:
            sys.exit(f'submit ended with {status}, not with 6')
        self.journal = pathlib.Path(self.path + '.delivery').read_bytes()
        self.size = os.path.getsize(self.path)

    def prepare(self):
        self.vendor.forget()
        pathlib.Path(self.path + '.delivery').write_bytes(self.journal)

    def herald(self):
        return self.b.herald('submit', '--retry', self.path, '--json')

    def curl(self, *body):
        delivery = json.loads(self.journal)
        digest = base64.b64encode(bytes.fromhex(delivery['sha256'])).decode()
        return ['curl', '-sS', '--fail', '--http1.1', '-o', self.b.path('answer'), '--cacert', self.vendor.authority,
                '-H', 'Content-Type: application/pgp-encrypted', '-H', f'Content-Digest: sha-256=:{digest}:',
                '-H', f'Idempotency-Key: "{delivery["key"]}"', '-H', 'Expect: 100-continue', *body, self.vendor.endpoint]

    def time(self, command):
        self.prepare()
        seconds = self.b.time(command, quiet=True)
        if not self.vendor.has_one(self.size):
            sys.exit(f'{command} delivered something else')
        return seconds

    def request(self):
        """What herald-cli tells herald-drop."""
        delivery = json.loads(self.journal)
        return json.dumps({
            'format': 'herald-drop', 'version': 1, 'mode': 'submit', 'route': 'direct', 'pins': [],
            'patience': [60000, 60000, 60000, 60000],
            'authority': pathlib.Path(self.vendor.authority).read_text(encoding='ascii'),
            **{name: delivery[name] for name in ('endpoint', 'key', 'sha256', 'size')}}) + '\n'

    def peak(self, *command):
        """Peak memory of one program, measured by a process that has no other children."""
        self.prepare()
        ours, theirs = os.pipe()
        if os.fork() == 0:
            bench.adopt_orphans()
            os.write(theirs, json.dumps(bench_memory.peaks(self.b, command)[0]).encode())
            os._exit(0)
        os.close(theirs)
        with open(ours, encoding='ascii') as pipe:
            return json.load(pipe)

    def peaks(self):
        """Peak memory of herald-cli with all that it starts, and of herald-drop alone."""
        # Its standard input has to stay open as long as anybody waits for it.
        pipe = self.b.path(f'request-{self.size}')
        os.mkfifo(pipe)
        held = os.open(pipe, os.O_RDWR)
        os.write(held, self.request().encode())
        drop = str(pathlib.Path(self.b.cli).parents[1] / 'deliver/herald-drop')
        try:
            return (self.peak(*self.herald()),
                    self.peak('sh', '-c', '"$0" <"$1" 3<"$2"; exit $?', drop, pipe, self.path))
        finally:
            os.close(held)


def hold_time(envelope):
    """Against curl as people type it, which reads the file first; and, to be told, as it streams it."""
    binary, upload = ['--data-binary', f'@{envelope.path}'], ['-X', 'POST', '-T', envelope.path]
    times = {}
    for name, body in (('--data-binary', binary), ('-T', upload)):
        times[name] = bench.in_turns(bench.rounds(5), lambda: envelope.time(envelope.herald()),
                                     lambda body=body: envelope.time(envelope.curl(*body)))
    ratio = statistics.median(ours / curls for ours, curls in times['-T'])
    print(f'note  submit {LARGE} MiB: {ratio:.3f} x curl -T', flush=True)
    return bench.hold_ratio(f'submit {LARGE} MiB', times['--data-binary'], TIME, peer='curl --data-binary')


def main():
    if shutil.which('curl') is None:
        print('curl is missing')
        return bench.SKIPPED
    with bench.scratch() as b:
        vendor = Vendor(b)
        try:
            small, large = Envelope(b, vendor, SMALL), Envelope(b, vendor, LARGE)
            kept = [hold_time(large)]
            before, after = small.peaks(), large.peaks()
            for who, less, more in zip(('herald-cli', 'herald-drop'), before, after):
                kept.append(bench.hold(f'memory of {who}', more - less <= MEMORY,
                                       f'{more - less:+.1f} MiB (limit {MEMORY}); {more:.1f} MiB for {LARGE} MiB against '
                                       f'{less:.1f} MiB for {SMALL} MiB'))
        finally:
            vendor.end()
    return bench.end(kept)


if __name__ == '__main__':
    sys.exit(main())
