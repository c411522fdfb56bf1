# test_wire.py: what goes over the wire is the contract's, and nothing else
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import hashlib
import json
import os
import re
import subprocess
import threading

import deliver
import drop
import herald
import socks
from deliver import ACCEPTED, KIB, NOT_DELIVERED

# Every header that may go, in whatever order, and what it may say.
CONTRACT = {
    'Host': r'127\.\d+\.\d+\.\d+:\d+',
    'Content-Type': r'application/pgp-encrypted',
    'Content-Length': r'\d+',
    'Content-Digest': r'sha-256=:[A-Za-z0-9+/]{43}=:',
    'Idempotency-Key': r'"[0-9a-f]{32}"',
    'Connection': r'close|Keep-Alive|keep-alive',
}
LARGE_ONLY = {'Expect': '100-continue'}


class Wire(deliver.Case):
    def send_and_read(self, size=0, anonymous=True, **how):
        self.open_drop()
        self.assert_ends(self.submit(size=size, anonymous=anonymous, **self.options(anonymous), **how), ACCEPTED)
        self.assert_one_request()
        return self.server.seen[0]

    def options(self, anonymous):
        return {}

    def submit(self, *options, anonymous=False, **how):
        if anonymous:
            # An anonymous report goes nowhere directly unless that is what the person says.
            proxy = socks.Proxy(self, self.server.port)
            options = (*options, '--proxy', proxy.address)
        return super().submit(*options, anonymous=anonymous, **how)

    def test_the_head(self):
        for anonymous in (True, False):
            for size in (0, 200 * KIB):
                with self.subTest(anonymous=anonymous, size=size):
                    self.setUp()
                    seen = self.send_and_read(size, anonymous, env={
                        'LC_ALL': 'de_DE.UTF-8', 'LANG': 'de_DE.UTF-8', 'LANGUAGE': 'de', 'TZ': 'Asia/Tokyo',
                        'HOSTNAME': 'canary', 'USER': 'canary', 'HTTP_USER_AGENT': 'canary'})
                    path, _, rest = seen.head.partition('\r\n')
                    self.assertEqual(path, 'POST /reports HTTP/1.1')
                    allowed = CONTRACT | (LARGE_ONLY if size else {})
                    self.assertEqual(sorted(name for name, _ in seen.headers), sorted(allowed), seen.head)
                    for name, value in seen.headers:
                        self.assertRegex(value, f'^({allowed[name]})$')
                    # Every byte is one of these headers or of the envelope.
                    data = self.envelope.read_bytes()
                    self.assertEqual(seen.size, len(seen.head) + 4 + len(data))
                    self.assertEqual(bytes(seen.data[len(seen.head) + 4:]), data[:drop.KEPT - len(seen.head) - 4])
                    headers = dict(seen.headers)
                    self.assertEqual(headers['Content-Digest'],
                                     f'sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:')
                    self.assertEqual(headers['Content-Length'], str(len(data)))
                    self.assertEqual(headers['Idempotency-Key'], f'"{self.journal()["key"]}"')

    def test_two_reports_have_nothing_in_common(self):
        """But what every report has: the length is that of a size class, the rest is new."""
        self.open_drop()
        heads = []
        for n in range(2):
            self.envelope = self.work / f'{n}.zip.pgp'
            self.assert_ends(self.submit(anonymous=True), ACCEPTED)
            heads.append(dict(self.server.seen[n].headers))
        for name in ('Content-Digest', 'Idempotency-Key'):
            self.assertNotEqual(heads[0].pop(name), heads[1].pop(name))
        self.assertEqual(*heads)

    def test_the_journal_of_an_anonymous_report_has_dates(self):
        self.open_drop()
        self.assert_ends(self.submit(anonymous=True), ACCEPTED)
        text = json.dumps(self.journal())
        self.assertNotRegex(text, r'\d\d:\d\d:\d\d')
        for name in (os.uname().nodename, str(self.home)):
            self.assertNotIn(name, text)

    def test_the_hello(self):
        """What TLS shows before it is encrypted: no ticket, no other name, no HTTP/2."""
        hello = []

        def act(_, connection):
            hello.append(connection.recv(16384))
        listener = self.listen(act)
        self.confirm(f'https://{self.address}:{listener.port}/reports')
        super().submit()
        self.assertEqual(len(hello), 1)
        extensions = parse_hello(hello[0])
        # A name, if there is any, is that of the server.
        self.assertIn(extensions.get(0, b'')[5:], (b'', self.address.encode()))
        self.assertNotIn(41, extensions, 'pre_shared_key')
        self.assertNotIn(35, extensions, 'session_ticket')
        self.assertNotIn(b'h2', extensions.get(16, b''))
        if 43 in extensions:
            self.assertEqual({extensions[43][i:i + 2] for i in range(1, len(extensions[43]), 2)}, {b'\3\3', b'\3\4'})


def parse_hello(record):
    """The extensions of a ClientHello: RFC 8446, section 4.1.2."""
    assert record[0] == 22 and record[5] == 1
    at = 9 + 2 + 32
    at += 1 + record[at]
    at += 2 + int.from_bytes(record[at:at + 2], 'big')
    at += 1 + record[at]
    end = at + 2 + int.from_bytes(record[at:at + 2], 'big')
    at += 2
    found = {}
    while at < end:
        kind, size = int.from_bytes(record[at:at + 2], 'big'), int.from_bytes(record[at + 2:at + 4], 'big')
        found[kind] = record[at + 4:at + 4 + size]
        at += 4 + size
    return found


class FirstThingsFirst(deliver.Case):
    """What is not safely kept is not sent, and a report that is not ready is neither."""

    def nothing_is_sent(self, status, *arguments, says='.', **options):
        said = self.refused(status, *arguments, says=says, lines=None, **options)
        self.assert_one_request(n=0)
        self.assertFalse(self.envelope.exists())
        self.assertIsNone(self.journal())
        return said

    def setUp(self):
        super().setUp()
        self.open_drop()

    def test_a_report_that_is_not_ready(self):
        self.herald('new', 'practice', '-o', self.report)
        self.nothing_is_sent(herald.NOT_READY, 'submit', self.report, '-o', self.envelope)

    def test_no_place_for_the_envelope(self):
        self.prepare()
        done = self.start('submit', self.report, '-o', self.work / 'nowhere/envelope')
        self.assertEqual(done.returncode, herald.INPUT, done)
        self.assert_one_request(n=0)

    def test_no_envelope_on_standard_output(self):
        self.prepare()
        done = self.start('submit', self.report, '-o', '-')
        self.assertEqual(done.returncode, herald.USAGE, done)
        self.assertEqual(done.stdout, b'')
        self.assert_one_request(n=0)

    def test_an_envelope_that_is_there_already(self):
        """It may be the only copy of what was sent: it is not written over."""
        self.submit()
        before, journal = self.envelope.read_bytes(), self.journal()
        done = self.start('submit', self.report, '-o', self.envelope)
        self.assertEqual(done.returncode, herald.INPUT, done)
        self.assertEqual((self.envelope.read_bytes(), self.journal()), (before, journal))
        self.assert_one_request()

    def test_no_endpoint(self):
        home = self.home
        self.home = self.folder / 'other'
        self.home.mkdir()
        self.env['HOME'] = str(self.home)
        self.prepare()
        done = self.start('submit', self.report, '-o', self.envelope)
        self.assertEqual(done.returncode, herald.NOT_READY, done)
        self.assertFalse(self.envelope.exists())
        self.assert_one_request(n=0)
        self.home = home

    def test_a_vendor_without_a_drop(self):
        self.make_minimal('fresenius')
        done = self.start('submit', self.report, '-o', self.envelope)
        self.assertIn(done.returncode, (herald.NOT_READY, herald.INPUT), done)
        self.assertFalse(self.envelope.exists())

    def test_an_envelope_that_was_changed(self):
        self.server.rehearse = ['503']
        self.assert_ends(self.submit(), NOT_DELIVERED)
        data = self.envelope.read_bytes()
        for changed in (data[:-1], data + b'x', data[:-1] + bytes([data[-1] ^ 1]), b''):
            self.envelope.write_bytes(changed)
            done = self.start('submit', '--retry', self.envelope)
            self.assertIn(done.returncode, (herald.INPUT, 6), done)
            self.assertEqual([seen.body_size for seen in self.server.seen[1:] if seen.body_size >= len(data)], [])
        self.assertEqual(self.server.rows, [])
        self.envelope.write_bytes(data)
        self.assert_recovers(replayed=False)

    def test_a_journal_that_was_changed(self):
        self.server.rehearse = ['503']
        self.submit()
        path = self.envelope.with_name(self.envelope.name + '.delivery')
        good = path.read_bytes()
        other = self.listen(lambda _, connection: drop.wait_for_end(connection))
        for bad in (b'', b'{}', good[:-5], good.replace(b'"version"', b'"versiom"'), good.replace(b'"practice"', b'"another"'),
                    re.sub(rb'"sha256"\s*:\s*"[0-9a-f]{4}', b'"sha256": "0000', good),
                    good.replace(b'https://', b'http://'), b'[' * 100000):
            with self.subTest(bad[:20]):
                self.assertNotEqual(bad, good)
                path.write_bytes(bad)
                done = self.start('submit', '--retry', self.envelope)
                self.assertIn(done.returncode, (herald.INPUT, herald.NOT_READY, 6), done)
        self.assert_one_request()
        self.assertEqual(other.n_connections, 0)
        path.write_bytes(good)
        self.assert_recovers(replayed=False)

    def test_an_endpoint_that_was_changed(self):
        """A journal from somebody else leads nowhere that was not confirmed."""
        self.server.rehearse = ['503']
        self.submit()
        path = self.envelope.with_name(self.envelope.name + '.delivery')
        other = self.listen(lambda _, connection: drop.wait_for_end(connection))
        path.write_text(path.read_text().replace(str(self.server.port), str(other.port)))
        done = self.start('submit', '--retry', self.envelope)
        self.assertNotIn(done.returncode, (0, 5), done)
        self.assertEqual(other.n_connections, 0)


class Crash(deliver.Case):
    """kill -9 between the first byte and the receipt."""

    def check(self, act, replayed, size=deliver.LARGE):
        reached, left = threading.Event(), threading.Event()

        def fault(request):
            act(request)
            reached.set()
            # What did the sending must not live on without whom it did it for.
            if request.hear_out():
                left.set()
            request.cut()
        self.open_drop(fault)
        self.prepare(size)
        with subprocess.Popen([herald.cli(), 'submit', self.report, '-o', self.envelope], cwd=self.work, env=self.env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertTrue(reached.wait(drop.TIMEOUT))
            process.kill()
        self.assertTrue(left.wait(drop.TIMEOUT))
        self.wait_until_all_is_over()

        delivery, before = self.journal(), self.envelope.read_bytes()
        self.assertEqual(delivery['state'], 'sending')
        self.assertRegex(delivery['key'], '^[0-9a-f]{32}$')
        self.assertEqual([path.name for path in self.work.iterdir() if path.name.startswith('.')], [])
        end = self.assert_recovers(replayed=replayed)
        self.assertEqual(end.delivery['key'], delivery['key'])
        self.assertEqual(end.delivery['attempts'], 2)
        self.assertEqual(self.envelope.read_bytes(), before)
        self.assert_one_request(n=2)

    def test_on_the_way(self):
        self.check(lambda request: (request.go_on(), request.read(deliver.MIB)), replayed=False)

    def test_between_the_last_byte_and_the_receipt(self):
        self.check(lambda request: request.store(), replayed=True)

    def test_a_small_one(self):
        self.check(lambda request: request.store(), replayed=True, size=0)

    def test_reads_as_unknown(self):
        """Whoever asks again and gets nowhere is still told that it may have been accepted."""
        self.open_drop(lambda request: (request.store(), self.reached.set(), request.hear_out()))
        self.reached = threading.Event()
        self.prepare()
        with subprocess.Popen([herald.cli(), 'submit', self.report, '-o', self.envelope], cwd=self.work, env=self.env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertTrue(self.reached.wait(drop.TIMEOUT))
            process.kill()
        self.wait_until_all_is_over()
        self.server.close()
        done = self.start('submit', '--retry', self.envelope)
        self.assertIn(done.returncode, (5, 6), done)
        self.assertIn('may have been accepted', done.stdout.decode())


if __name__ == '__main__':
    deliver.main()
