# test_answers.py: receipts that are cut off, endless, packed or forged, and answers that lead elsewhere
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report is stored each time, so whatever is not a receipt leaves it open
whether it was, and a repetition finds it there.
"""

import contextlib
import gzip

import deliver
import drop
import receiver
from deliver import ACCEPTED, LARGE, MIB, REFUSED, UNKNOWN

LENGTH = b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n'
CHUNKED = b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
UNTIL_CLOSE = b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n'


class Truncated(deliver.Case):
    """A receipt that is cut off is none, in whichever way its end is told."""

    def truncate(self, head, part, end=lambda request: None):
        def fault(request):
            receipt = request.store()
            request.send(head % len(receipt) if b'%d' in head else head)
            request.send(part(receipt))
            end(request)
        return fault

    def test_with_a_length(self):
        self.check_fault(self.truncate(LENGTH, lambda receipt: receipt[:-9]), UNKNOWN, replayed=True)

    def test_with_a_length_without_an_end_of_tls(self):
        self.check_fault(self.truncate(LENGTH, lambda receipt: receipt[:-9], drop.Request.cut), UNKNOWN, replayed=True)

    def test_with_a_shorter_length(self):
        self.check_fault(self.truncate(LENGTH % 20, lambda receipt: receipt), UNKNOWN, replayed=True)

    def test_in_chunks(self):
        self.check_fault(self.truncate(CHUNKED, lambda receipt: b'%x\r\n' % len(receipt) + receipt[:-9], drop.Request.cut),
                   UNKNOWN, replayed=True)

    def test_in_chunks_that_do_not_end(self):
        self.check_fault(self.truncate(CHUNKED, lambda receipt: b'%x\r\n' % (len(receipt) - 9) + receipt[:-9] + b'\r\n'),
                   UNKNOWN, replayed=True)

    def test_until_close(self):
        self.check_fault(self.truncate(UNTIL_CLOSE, lambda receipt: receipt[:-9]), UNKNOWN, replayed=True)

    def test_until_close_without_an_end_of_tls(self):
        self.check_fault(self.truncate(UNTIL_CLOSE, lambda receipt: receipt[:-9], drop.Request.cut), UNKNOWN, replayed=True)

    def test_until_a_reset(self):
        self.check_fault(self.truncate(UNTIL_CLOSE, lambda receipt: receipt[:-9], drop.Request.reset), UNKNOWN, replayed=True)

    def test_the_status_alone(self):
        self.check_fault(self.truncate(b'HTTP/1.1 201', lambda receipt: b'', drop.Request.cut), UNKNOWN, replayed=True)

    def test_the_whole_in_chunks(self):
        """The other side of it: one that is not cut off counts."""
        self.open_drop(self.truncate(CHUNKED, lambda receipt: b''.join(
            b'1\r\n%c\r\n' % byte for byte in receipt) + b'0\r\n\r\n'))
        self.assert_ends(self.submit(), ACCEPTED)


class Floods(deliver.Case):
    def setUp(self):
        super().setUp()
        self.flooded = 0

    def flood(self, head, block, times, tail=lambda receipt: b''):
        def fault(request):
            receipt = request.store()
            request.send(head)
            with contextlib.suppress(OSError):
                for _ in range(times):
                    request.send(block)
                    self.flooded += len(block)
                request.send(tail(receipt))
        return fault

    def check_flood(self, *arguments, most=32 * MIB):
        self.check_fault(self.flood(*arguments), UNKNOWN, replayed=True)
        self.assertLess(self.flooded, most)

    def test_a_huge_receipt(self):
        self.check_flood(UNTIL_CLOSE, b' ' * MIB, 2048, lambda receipt: receipt)

    def test_a_huge_receipt_in_chunks(self):
        self.check_flood(CHUNKED, b'100000\r\n' + b' ' * MIB + b'\r\n', 2048)

    def test_a_huge_length(self):
        self.check_flood(LENGTH % (1 << 40), b' ' * MIB, 2048)

    def test_a_gzip_bomb(self):
        """It is not unpacked: nobody had asked for that."""
        def fault(request):
            packed = gzip.compress(request.store() + b' ' * (64 * MIB))
            request.reply(201, 'Content-Type: application/json', 'Content-Encoding: gzip', body=packed)
        self.check_fault(fault, UNKNOWN, replayed=True)

    def test_a_packed_receipt(self):
        def fault(request):
            packed = gzip.compress(request.store())
            request.reply(201, 'Content-Type: application/json', 'Content-Encoding: gzip', body=packed)
        self.check_fault(fault, UNKNOWN, replayed=True)

    def test_huge_headers(self):
        self.check_flood(b'HTTP/1.1 201 X\r\n', b'X-Header: ' + b'x' * 1000 + b'\r\n', 1 << 20)

    def test_one_huge_header(self):
        self.check_flood(b'HTTP/1.1 201 X\r\nX: ', b'x' * MIB, 2048)

    def test_hints_without_end(self):
        self.check_flood(b'', b'HTTP/1.1 103 Early Hints\r\n\r\n', 100000,
                         lambda receipt: LENGTH % len(receipt) + receipt)

    def test_continues_without_end(self):
        self.check_flood(b'', b'HTTP/1.1 100 Continue\r\n\r\n', 100000,
                         lambda receipt: LENGTH % len(receipt) + receipt)


class Lies(deliver.Case):
    def answer(self, head):
        def fault(request):
            receipt = request.store()
            request.send(head(receipt))
        return fault

    def test_two_lengths(self):
        for first, last in ((0, 20), (20, 0)):
            with self.subTest(first=first):
                self.setUp()
                self.check_fault(self.answer(lambda receipt: LENGTH.replace(b'\r\n\r\n', b'\r\nContent-Length: %d\r\n\r\n') %
                                       (len(receipt) - first, len(receipt) - last) + receipt[:-20]), UNKNOWN, replayed=True)

    def test_nul(self):
        for where in (b'Created', b'json'):
            with self.subTest(where):
                self.setUp()
                self.check_fault(self.answer(lambda receipt: (LENGTH % len(receipt)).replace(where, where + b'\0x') +
                                       receipt[:-1]), UNKNOWN, replayed=True)

    def test_no_http(self):
        for answer in (b'220 mail.example ESMTP\r\n', b'\0' * 100, b'HTTP/9.9 201 X\r\n\r\n', b'HTTP/0.9', b'\r\n\r\n',
                       b'HTTP/1.1 -1 X\r\n\r\n', b'HTTP/1.1 2011 X\r\n\r\n', b'ICY 200 OK\r\n\r\n{}'):
            with self.subTest(answer[:12]):
                self.setUp()
                self.check_fault(self.answer(lambda receipt: answer), UNKNOWN, replayed=True)

    def test_switching_protocols(self):
        self.check_fault(self.answer(lambda receipt: b'HTTP/1.1 101 X\r\nUpgrade: h2\r\nConnection: upgrade\r\n\r\n' + receipt),
                   UNKNOWN, replayed=True)

    def test_http2(self):
        """A server that offers HTTP/2 is not taken up on it."""
        tls = receiver.tls_context(self.certificate, self.key)
        tls.set_alpn_protocols(['h2', 'http/1.1'])
        self.open_drop(tls=tls)
        self.assert_ends(self.submit(), ACCEPTED)
        self.assertTrue(self.server.seen[0].head.startswith('POST /reports HTTP/1.1\r\n'))

    def test_what_a_browser_would_keep(self):
        """Cookies, prompts and advice come to nothing, in this attempt and the next."""
        def fault(request):
            request.store()
            request.reply(503, 'Set-Cookie: canary=1; Path=/', 'WWW-Authenticate: Basic realm="canary"', 'ETag: "canary"',
                          'Alt-Svc: h2="canary.example:443"', 'Strict-Transport-Security: max-age=99999', 'Retry-After: 1',
                          'Content-Type: text/html', 'Refresh: 0; url=https://canary.example/')
        self.check_fault(fault, UNKNOWN, replayed=True)
        first, second = self.server.seen
        self.assertEqual(first.head, second.head)
        self.assertNotIn('canary', str({path: data for path, data in self.files(self.home).items()}))


class Redirects(deliver.Case):
    """None is followed, wherever it leads; where it leads is shown."""

    def test_all(self):
        elsewhere = self.listen(lambda listener, connection: drop.wait_for_end(connection))
        self.open_drop()
        port = elsewhere.port
        targets = [f'http://{self.address}:{port}/', f'https://{self.address}:{port}/reports', f'//{self.address}:{port}/',
                   'https://elsewhere.invalid/reports', 'file:///etc/passwd', '/reports2', self.server.endpoint,
                   'http://[::1', 'data:text/plain,x', '\x1b[31m\u202e', None]
        for status in (300, 301, 302, 303, 304, 305, 307, 308):
            # All of them with those that are followed most, and a few with the others.
            for target in targets if status in (302, 307) else targets[:1] + targets[-1:]:
                with self.subTest(status=status, target=target):
                    n = self.server.n_connections
                    location = [] if target is None else [f'Location: {target}'.encode().decode('latin-1')]

                    def fault(request):
                        request.store()
                        request.reply(status, *location)
                    self.server.faults[:] = [fault]
                    self.envelope = self.work / f'{n}.zip.pgp'
                    end = self.submit()
                    self.assert_ends(end, REFUSED, 'redirect')
                    self.assert_one_request(n=n + 1)
                    self.assertEqual(elsewhere.n_connections, 0)
                    self.assertNotRegex(end.said + end.problem, '[\x00-\x09\x0b-\x1f\u202e]')
                    if target and target.startswith('http') and '[' not in target:
                        self.assertIn(target, end.said + end.problem)

    def test_before_the_body(self):
        def fault(request):
            request.reply(302, 'Location: https://elsewhere.invalid/')
        self.check_fault(fault, REFUSED, 'redirect', size=LARGE)
        self.assertEqual(self.server.seen[0].body_size, 0)


if __name__ == '__main__':
    deliver.main()
