# test_receiver.py: the receiver keeps its own contract, asked with curl
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock

import receiver

TIMEOUT = 60
KEY = '0123456789abcdef0123456789abcdef'
# A version 3 session key packet, and enough after it that curl asks first.
REPORT = b'\x85\x01\x0c\x03' + bytes(range(256)) * 512
SMALL = REPORT[:1000]


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which('curl') is None or shutil.which('openssl') is None:
            raise unittest.SkipTest('curl or openssl is not installed')
        cls.tls = tempfile.TemporaryDirectory(prefix='h-')
        cls.addClassCleanup(cls.tls.cleanup)
        cls.authority, cls.certificate, cls.key = receiver.make_certificate(pathlib.Path(cls.tls.name), '127.0.0.1')

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix='h-')
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.serve()

    def serve(self, ack_days=7, **options):
        """Starts a receiver on what is there already; the endpoint of the last one counts."""
        self.log = open(self.folder / 'log', 'a', encoding='utf-8')
        self.addCleanup(self.log.close)
        self.server = receiver.Receiver(receiver.Store(self.folder, ack_days),
                                        receiver.tls_context(self.certificate, self.key), log=self.log, **options)
        thread = threading.Thread(target=self.server.serve_forever, kwargs={'poll_interval': 0.05})
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.endpoint = f'https://127.0.0.1:{self.server.server_address[1]}/reports'

    def curl(self, *options, data=b'', url=None):
        """Runs curl; returns the status, the answer's bytes and how much of the body it sent."""
        done = subprocess.run(['curl', '-sS', '--http1.1', '--cacert', self.authority, '-o', self.folder / 'answer',
                               '-w', '%{http_code} %{size_upload}', *options, url or self.endpoint],
                              input=data, capture_output=True, check=False, timeout=TIMEOUT)
        self.error = done.stderr.decode()
        status, sent = map(int, done.stdout.split())
        answer = self.folder / 'answer'
        body = answer.read_bytes() if answer.exists() else b''
        answer.unlink(missing_ok=True)
        return status, body, sent

    def post(self, data=REPORT, key=KEY, of=None, kind='application/pgp-encrypted', more=(), ask=True):
        digest = base64.b64encode(hashlib.sha256(data if of is None else of).digest()).decode()
        headers = {'Content-Type': kind, 'Idempotency-Key': f'"{key}"', 'Content-Digest': f'sha-256=:{digest}:'}
        if ask and len(data) > 65536:
            headers['Expect'] = '100-continue'
        status, body, sent = self.curl(*(part for name, value in headers.items() for part in ('-H', f'{name}: {value}')),
                                       *([] if 'Expect' in headers else ['-H', 'Expect:']),
                                       '--expect100-timeout', '30', *more, '--data-binary', '@-', data=data)
        return status, json.loads(body) if body else None, sent

    def stored(self):
        """The reports that lie there, and how many rows speak of them."""
        rows = self.server.store.query('SELECT * FROM reports')
        return len(rows), sorted(path.read_bytes() for path in (self.folder / 'reports').iterdir())

    def refused(self, status, says, *arguments, sent=0, **options):
        got, answer, n_sent = self.post(*arguments, **options)
        self.assertEqual(got, status, (answer, self.error))
        self.assertRegex(answer['message'], says)
        self.assertLessEqual(len(answer['message']), 200)
        if sent is not None:
            self.assertEqual(n_sent, sent)
        return answer


class Stored(Case):
    def test_stores_and_gives_a_receipt(self):
        for data in (SMALL, REPORT):
            status, receipt, sent = self.post(data, key=KEY + str(len(data)))
            self.assertEqual((status, sent), (201, len(data)))
            self.assertEqual(receipt['sha256'], hashlib.sha256(data).hexdigest())
            self.assertEqual(receipt['size'], len(data))
            self.assertIs(receipt['replayed'], False)
            self.assertRegex(receipt['receipt'], r'^([0-9A-F]{4}-){3}[0-9A-F]{4}$')
            for date in (receipt['received_on'], receipt['ack_by']):
                self.assertRegex(date, r'^\d{4}-\d\d-\d\d$')
        self.assertEqual(self.stored(), (2, sorted([SMALL, REPORT])))

    def test_the_same_again_gets_the_same_receipt_without_its_body(self):
        first = self.post()[1]
        for _ in range(2):
            status, receipt, sent = self.post()
            self.assertEqual((status, sent), (200, 0))
            self.assertEqual(receipt, {**first, 'replayed': True})
        # Without asking first, too: then the body is read and forgotten.
        small = self.post(SMALL, key='f' * 32)[1]
        self.assertEqual(self.post(SMALL, key='f' * 32)[:2], (200, {**small, 'replayed': True}))
        self.assertEqual(self.stored(), (2, sorted([SMALL, REPORT])))

    def test_knows_the_receipt_after_a_restart(self):
        first = self.post()[1]
        self.serve()
        self.assertEqual(self.post(), (200, {**first, 'replayed': True}, 0))
        self.assertEqual(self.stored()[0], 1)

    def test_promises_nothing_where_nothing_was_promised(self):
        self.serve(ack_days=0)
        self.assertNotIn('ack_by', self.post()[1])

    def test_tells_neither_address_nor_program(self):
        self.post(more=['-H', 'User-Agent: canary', '-H', 'X-Forwarded-For: 198.51.100.7'])
        self.server.shutdown()
        for path in self.folder.rglob('*'):
            if path.is_file():
                data = path.read_bytes()
                for word in (b'canary', b'127.0.0.1', b'198.51.100.7'):
                    self.assertNotIn(word, data, path)
        self.assertRegex((self.folder / 'log').read_text(), r'^\d{4}-\d\d-\d\d 201 [0-9A-F-]+ \n$')

    def test_armor_is_an_openpgp_message_too(self):
        data = b'-----BEGIN PGP MESSAGE-----\n\nhQEMA0=\n-----END PGP MESSAGE-----\n'
        self.assertEqual(self.post(data)[0], 201)


class Refused(Case):
    def tearDown(self):
        self.assertEqual(self.stored(), (0, []))

    def test_411(self):
        self.refused(411, 'Content-Length', more=['-H', 'Transfer-Encoding: chunked'])

    def test_413_before_the_body(self):
        self.serve(max_bytes=65536)
        self.assertEqual(self.refused(413, 'too large')['max_bytes'], 65536)

    def test_413_is_heard_by_who_did_not_ask(self):
        self.serve(max_bytes=65536)
        self.refused(413, 'too large', ask=False, sent=None)

    def test_415(self):
        self.refused(415, 'application/pgp-encrypted', kind='text/html')
        self.refused(415, 'application/pgp-encrypted', more=['-H', 'Content-Encoding: gzip'])
        for data in (b'Our password is hunter2', b'PK\x03\x04', b'', b'\xff\xff', b'\x99\x01\x0d\x04'):
            self.refused(415, 'not an OpenPGP message', data, sent=len(data))

    def test_400(self):
        for header in ('Idempotency-Key', 'Content-Digest'):
            self.refused(400, header, more=['-H', f'{header}:', '-H', f'{header}: nonsense'])
        self.refused(400, 'Idempotency-Key', key='short')
        self.refused(400, 'more than one', more=['-H', f'Idempotency-Key: "{KEY}"'])
        self.refused(400, 'Follow-Up', more=['-H', 'Report-Follow-Up: secret'])

    def test_400_for_bytes_that_differ_from_their_digest(self):
        self.refused(400, 'differ', of=b'another', sent=len(REPORT))

    def test_another_address(self):
        self.endpoint += '/elsewhere'
        self.refused(404, 'no report drop')

    def test_old_tls(self):
        for version in ('1.0', '1.1'):
            self.curl(f'--tlsv{version}', '--tls-max', version, '--ciphers', 'DEFAULT@SECLEVEL=0')
            self.assertRegex(self.error, 'protocol version|unsupported')

    def test_what_breaks_off_is_forgotten(self):
        noticed, end = threading.Event(), self.server.store.end
        with unittest.mock.patch.object(self.server.store, 'end', lambda key: (end(key), noticed.set())):
            Broken(self).close()
            self.assertTrue(noticed.wait(TIMEOUT))
        self.assertEqual(self.server.store.busy, set())

    def test_what_a_kill_left_behind_is_cleared_away(self):
        (self.folder / 'reports/.half').write_bytes(REPORT[:10])
        self.serve()


class Later(Case):
    def test_422_for_a_key_that_is_taken(self):
        self.post()
        self.refused(422, 'another report', REPORT + b'x')
        self.assertEqual(self.stored()[0], 1)

    def test_409_while_the_first_is_in_progress(self):
        first = Broken(self)
        self.refused(409, 'in progress')
        status, receipt = first.finish()
        self.assertEqual(status, 201)
        self.assertEqual(self.post(), (200, {**receipt, 'replayed': True}, 0))

    def test_on_demand(self):
        self.serve(rehearse=['429', '503', '507', '409'])
        for status in (429, 503, 507, 409):
            self.refused(status, r'^[A-Z].*\.$')
        self.assertEqual(self.stored(), (0, []))
        self.assertEqual(self.post()[0], 201)

    def test_a_lost_receipt_is_given_again(self):
        for word in ('lost', 'truncated'):
            self.serve(rehearse=[word])
            key = KEY + word
            with self.subTest(word):
                self.curl('-H', 'Content-Type: application/pgp-encrypted', '-H', f'Idempotency-Key: "{key}"', '-H',
                          f'Content-Digest: sha-256=:{base64.b64encode(hashlib.sha256(REPORT).digest()).decode()}:',
                          '--data-binary', '@-', data=REPORT)
                self.assertRegex(self.error, 'Empty reply|remaining|missing|SSL_read')
                status, receipt, sent = self.post(key=key)
                self.assertEqual((status, sent, receipt['replayed']), (200, 0, True))
        self.assertEqual(self.stored(), (2, [REPORT]))

    def test_507_when_the_disk_is_full(self):
        with unittest.mock.patch('shutil.disk_usage', lambda path: unittest.mock.Mock(free=1024)):
            self.refused(507, 'no room')
        self.assertEqual(self.post()[0], 201)


class FollowUp(Case):
    def ask(self, secret):
        options = [] if secret is None else ['-H', f'Authorization: Report-Follow-Up {secret}']
        status, body, _ = self.curl(*options, url=self.endpoint + '/followup')
        return status, json.loads(body)

    def test_answers_for_whoever_has_the_secret(self):
        secret = 'ABCDE-FGHIJ-KLMNO-PQRST'
        hashed = base64.b64encode(hashlib.sha256(secret.encode()).digest()).decode()
        receipt = self.post(more=['-H', f'Report-Follow-Up: sha-256=:{hashed}:'])[1]
        self.post(SMALL, key='e' * 32)
        self.assertEqual(self.ask(secret), (200, {'messages': []}))
        answers = self.folder / 'answers' / receipt['receipt']
        answers.mkdir()
        for name in ('2', '1'):
            (answers / f'{name}.asc').write_text(f'-----BEGIN PGP MESSAGE-----\n{name}\n')
        status, answer = self.ask(secret)
        self.assertEqual(status, 200)
        self.assertEqual([text.split('\n')[1] for text in answer['messages']], ['1', '2'])
        self.assertEqual(self.ask(secret + 'U')[0], 404)
        self.assertEqual(self.ask(None)[0], 401)


class Program(Case):
    def test_prints_how_to_rehearse(self):
        program = subprocess.Popen([sys.executable, receiver.__file__, self.folder / 'drop'], text=True,
                                   stdout=subprocess.PIPE)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.wait)
        self.addCleanup(program.terminate)
        line = next(line for line in program.stdout if line.strip().startswith('herald-cli'))
        found = re.fullmatch(r' +herald-cli confirm practice --endpoint (https://127\.0\.0\.1:\d+/reports) '
                             r'--ca (/.+)\n', line)
        self.endpoint, self.authority = found[1], found[2]
        self.assertEqual(self.post()[0], 201)
        self.assertEqual(os.listdir(self.folder / 'drop/tls').count('authority-key.pem'), 0)

    def test_other_hosts_and_wrong_words(self):
        for options in (['--rehearse', 'nonsense'], ['--key', 'alone.pem']):
            done = subprocess.run([sys.executable, receiver.__file__, self.folder / 'drop', *options],
                                  capture_output=True, text=True, check=False, timeout=TIMEOUT)
            self.assertEqual(done.returncode, 2, done.stderr)


class Broken:
    """A report of which one half is under way, and the other is not."""

    def __init__(self, case, key=KEY):
        context = ssl.create_default_context(cafile=case.authority)
        self.socket = context.wrap_socket(socket.create_connection(case.server.server_address, TIMEOUT),
                                          server_hostname='127.0.0.1')
        digest = base64.b64encode(hashlib.sha256(REPORT).digest()).decode()
        self.socket.sendall(f'POST /reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/pgp-encrypted\r\n'
                            f'Content-Length: {len(REPORT)}\r\nContent-Digest: sha-256=:{digest}:\r\n'
                            f'Idempotency-Key: "{key}"\r\nExpect: 100-continue\r\n\r\n'.encode())
        case.assertTrue(self.socket.recv(1024).startswith(b'HTTP/1.1 100 '))
        self.socket.sendall(REPORT[:1000])

    def finish(self):
        self.socket.sendall(REPORT[1000:])
        answer = b''
        while block := self.socket.recv(4096):
            answer += block
        self.socket.close()
        head, body = answer.split(b'\r\n\r\n', 1)
        return int(head.split()[1]), json.loads(body)

    def close(self):
        self.socket.close()


if __name__ == '__main__':
    unittest.main()
