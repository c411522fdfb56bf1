# deliver.py: a reporter and a vendor on one machine, for the tests of delivery
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each test process has a loopback address of its own, so that ports that the
kernel gave away are free until a program takes them, and a certificate for it.
"""

import contextlib
import json
import os
import pathlib
import random
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'cli'))
import authority
import drop
import herald
import receiver

ACCEPTED, REFUSED, UNKNOWN, NOT_DELIVERED = 'accepted', 'refused', 'unknown', 'not-delivered'
EXIT = {ACCEPTED: 0, REFUSED: 4, UNKNOWN: 5, NOT_DELIVERED: 6}

KIB, MIB = 1 << 10, 1 << 20
# More than a socket's buffers hold, and than goes without asking first.
LARGE = 16 * MIB
# Deadlines in milliseconds: the one that a test is about is short, and no other is ever reached.
PATIENT, IMPATIENT = 100000, 1000
STAGES = ('connect', 'proceed', 'stall', 'answer')


class End:
    """How one submission ended."""

    def __init__(self, status, said, problem, delivery):
        self.status, self.said, self.problem, self.delivery = status, said, problem, delivery

    @property
    def state(self):
        return self.delivery and self.delivery['state']

    @property
    def reason(self):
        return self.delivery and self.delivery['reason']

    def __repr__(self):
        return f'{self.status} {self.delivery} {self.said} {self.problem}'


class Case(herald.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if shutil.which('openssl') is None:
            raise unittest.SkipTest('openssl is not installed')
        cls.address = own_address()
        folder = tempfile.TemporaryDirectory(prefix='h-', dir=herald.fast_folder())
        cls.addClassCleanup(folder.cleanup)
        cls.signer = authority.Authority(pathlib.Path(folder.name))
        cls.authority = cls.signer.path
        cls.certificate, cls.key = cls.signer.sign(cls.address, 'localhost', kind='rsa')
        cls.tls = receiver.tls_context(cls.certificate, cls.key)

    def setUp(self):
        super().setUp()
        self.envelope = self.work / 'envelope.zip.pgp'
        self.server = None

    # The vendor

    def open_drop(self, *faults, confirm=True, tls=None, folder='drop', **options):
        """Opens the vendor's report drop, at which the first requests get a fault each."""
        self.server = drop.Drop(self.folder / folder, tls or self.tls, *faults,
                                **{'address': self.address, **options})
        self.addCleanup(self.server.close)
        if confirm:
            self.confirm(self.server.endpoint)
        return self.server

    def confirm(self, endpoint, trusted=None):
        self.herald('confirm', 'practice', '--endpoint', endpoint, '--ca', trusted or self.authority)

    def listen(self, act, **options):
        listener = drop.Listener(act, **{'address': self.address, **options})
        self.addCleanup(listener.close)
        return listener

    def free_port(self):
        """A port that nobody has, nor will get: the address is ours."""
        with socket.socket() as one:
            one.bind((self.address, 0))
            return one.getsockname()[1]

    def run_server(self, *command, port=None, env=None, **options):
        """Starts a server of another project, and waits until it listens at a port of our address."""
        if shutil.which(command[0], path=SERVER_PATH) is None:
            self.skipTest(f'{command[0]} is not installed')
        log = open(self.folder / 'server.log', 'ab')
        self.addCleanup(log.close)
        process = subprocess.Popen([shutil.which(command[0], path=SERVER_PATH), *map(str, command[1:])],
                                   stdin=subprocess.PIPE, stdout=log, stderr=log,
                                   env={**self.env, 'PATH': SERVER_PATH, **(env or {})}, **options)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.terminate)
        if port is not None:
            wait_for_port(self.address, port, process, self.folder / 'server.log')
        return process

    # The reporter

    def prepare(self, size=0, anonymous=False):
        """A report that is ready to go, as large as need be."""
        self.make_report(anonymous=anonymous, attach=False)
        if size:
            with open(self.work / 'capture.bin', 'wb') as file:
                file.write(random.Random(size).randbytes(min(size, MIB)))
                file.truncate(size)
            self.herald('attach', self.report, self.work / 'capture.bin', '--role', 'capture')

    def submit(self, *options, size=0, anonymous=False, **how):
        """Seals a report and sends it, once, as a new envelope; returns how that ended."""
        if not self.report.exists():
            self.prepare(size, anonymous)
        if self.envelope.exists():
            self.envelope = self.work / f'envelope-{len(list(self.work.iterdir()))}.zip.pgp'
        return self.send('submit', self.report, '-o', self.envelope, *options, **how)

    def retry(self, *options, **how):
        return self.send('submit', '--retry', self.envelope, *options, **how)

    def send(self, *arguments, patience=None, **how):
        done = self.start(*arguments, *(patience_options(patience)), **how)
        return self.judge(done.returncode, done.stdout.decode(), done.stderr.decode())

    def judge(self, status, said, problem):
        """Holds what the program said, wrote down and ended with against each other."""
        self.assertNotRegex(problem, 'CRITICAL|WARNING|ERROR:|runtime error')
        end = End(status, said, problem, self.journal())
        if end.delivery is None:
            return end
        self.assertEqual(status, EXIT[end.state], end)
        if end.state == ACCEPTED:
            self.assert_receipt_is_true(end)
        else:
            self.assertIsNone(end.delivery['receipt'], end)
            self.assertNotRegex(said, '(?i)was accepted')
        return end

    def assert_receipt_is_true(self, end):
        """Whoever reads “accepted” can rely on it: the bytes lie at the vendor's, once."""
        row = next(row for row in self.server.rows if row['key'] == end.delivery['key'])
        self.assertEqual(end.delivery['receipt']['id'], row['receipt'])
        data = self.envelope.read_bytes()
        self.assertEqual((self.server.folder / 'reports' / f'{row["sha256"]}.pgp').read_bytes(), data)
        self.assertEqual(row['sha256'], herald.sha256(data))
        self.assertIn(row['receipt'], end.said)

    def journal(self):
        """What lies beside the envelope, which is always whole and valid."""
        path = self.envelope.with_name(self.envelope.name + '.delivery')
        if not path.exists():
            return None
        delivery = json.loads(path.read_bytes())
        herald.schema('delivery').validate(delivery)
        if delivery['state'] != 'ready' and self.envelope.exists():
            self.assertEqual(delivery['sha256'], herald.sha256(self.envelope.read_bytes()))
        return delivery

    def check_fault(self, fault, states, reasons=None, size=0, patience=None, replayed=None):
        """A submission that meets a fault, and a repetition that does not."""
        self.open_drop(fault)
        end = self.assert_ends(self.submit(size=size, patience=patience), states, reasons)
        self.assert_one_request()
        self.assertEqual(self.server.faults, [])
        if replayed:
            # The client may have been quicker to give up than the disk to sync.
            self.assertTrue(self.server.stored.wait(drop.TIMEOUT))
        if end.state != REFUSED:
            self.assert_recovers(replayed=replayed)
            self.assert_one_request(n=2)
        return end

    def wait_until_all_is_over(self):
        """Waits for what a program that was killed had started, which goes by itself."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                process = os.pidfd_open(int(pid))
                try:
                    self.assertTrue(select.select([process], [], [], drop.TIMEOUT)[0])
                finally:
                    os.close(process)

    # What has to be so

    def assert_ends(self, end, states, reasons=None):
        states = (states,) if isinstance(states, str) else states
        self.assertIn(end.state, states, end)
        if reasons is not None:
            self.assertIn(end.reason, (reasons,) if isinstance(reasons, str) else reasons, end)
        # One clear sentence or two for a person, never a library's words alone.
        self.assertNotEqual((end.said + end.problem).strip(), '')
        return end

    def assert_one_request(self, server=None, n=1):
        """Nothing asked a second time by itself."""
        server = server or self.server
        self.assertEqual(server.n_connections, n, [seen.head for seen in getattr(server, 'seen', [])])

    def assert_recovers(self, *options, replayed=None):
        """A person tries again: the same bytes and key, one receipt, and one copy at the vendor's."""
        before, key = self.envelope.read_bytes(), self.journal()['key']
        end = self.assert_ends(self.retry(*options), ACCEPTED)
        self.assertEqual(end.delivery['key'], key)
        self.assertEqual(self.envelope.read_bytes(), before)
        self.assertEqual([row['key'] for row in self.server.rows], [key])
        self.assertEqual([path.read_bytes() for path in self.server.files], [before])
        if replayed is not None:
            self.assertIs(end.delivery['receipt']['replayed'], replayed)
        sent = {name: value for seen in self.server.seen for name, value in seen.headers if name in FIXED}
        for seen in self.server.seen:
            for name, value in seen.headers:
                if name in FIXED:
                    self.assertEqual(value, sent[name])
        return end


# What a repetition has to have in common with the first attempt.
FIXED = ('Content-Type', 'Content-Length', 'Content-Digest', 'Idempotency-Key')
SERVER_PATH = os.environ.get('PATH', '') + ':/usr/sbin:/sbin:/usr/local/sbin'


def patience_options(stage):
    """Little patience at one stage."""
    if stage is None:
        return []
    return ['--patience', ','.join(str(IMPATIENT if stage == other else PATIENT) for other in STAGES)]


def own_address():
    """An address of this machine's loopback that no other test is likely to have."""
    address = '127.{}.{}.{}'.format(*(random.SystemRandom().randint(1, 254) for _ in range(3)))
    with contextlib.closing(socket.socket()) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return '127.0.0.1'
    return address


def wait_for_port(address, port, process, log):
    """Waits until a program listens, which it does not tell."""
    while True:
        if process.poll() is not None:
            raise AssertionError(f'It ended: {log.read_text(errors="replace")}')
        with contextlib.suppress(ConnectionRefusedError):
            socket.create_connection((address, port), 10).close()
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.02)


main = herald.main
