# test_outcomes.py: every answer of the contract ends as it should, and a repetition sends the same again
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json

import deliver
import herald
from deliver import ACCEPTED, KIB, LARGE, NOT_DELIVERED, REFUSED, UNKNOWN


class Accepted(deliver.Case):
    def test_small_and_large(self):
        for size in (0, 200 * KIB, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                self.envelope = self.work / f'{size}.zip.pgp'
                server = self.open_drop(folder=f'drop-{size}')
                end = self.assert_ends(self.submit(size=size), ACCEPTED)
                self.assert_one_request()
                self.assertIs(end.delivery['receipt']['replayed'], False)
                self.assertEqual(end.delivery['status'], 201)
                self.assertEqual('Expect' in dict(server.seen[0].headers), size > 0)
                # What the vendor has, the vendor can open.
                self.herald('open', server.files[0], '--key', herald.PRACTICE / 'practice-secret.asc',
                            '-o', self.work / f'opened-{size}')

    def test_the_text_alone(self):
        self.open_drop()
        self.envelope = self.work / 'envelope.asc'
        self.assert_ends(self.submit('--as', 'asc'), ACCEPTED)

    def test_a_second_report_is_another_one(self):
        self.open_drop()
        self.submit()
        first = self.journal()
        self.envelope = self.work / 'second.zip.pgp'
        self.assert_ends(self.submit(), ACCEPTED)
        second = self.journal()
        for name in ('key', 'sha256', 'id'):
            self.assertNotEqual(first[name], second[name])
        self.assertEqual(len(self.server.rows), 2)

    def test_what_was_accepted_is_not_sent_again(self):
        self.open_drop()
        first = self.submit()
        again = self.assert_ends(self.retry(), ACCEPTED)
        self.assertEqual(again.delivery, first.delivery)
        self.assert_one_request()

    def test_says_what_it_is_about_to_do(self):
        """The person sees where it goes, and that this machine's address is seen there."""
        self.open_drop()
        end = self.submit()
        self.assertIn(self.address, end.problem)
        self.assertIn('learns the IP address', end.problem)
        self.assertIn(end.delivery['receipt']['id'], end.said)


class LostReceipts(deliver.Case):
    def check(self, word):
        self.open_drop(rehearse=[word])
        end = self.assert_ends(self.submit(), UNKNOWN)
        self.assertIn('may have been accepted', end.said + end.problem)
        self.assert_one_request()
        self.assertEqual(len(self.server.rows), 1)
        self.assert_recovers(replayed=True)
        self.assert_one_request(n=2)

    def test_lost(self):
        self.check('lost')

    def test_truncated(self):
        self.check('truncated')

    def test_a_large_one_is_not_sent_twice(self):
        """Who asks first does not carry it all there again."""
        self.open_drop(rehearse=['lost'])
        self.assert_ends(self.submit(size=LARGE), UNKNOWN)
        self.assert_recovers(replayed=True)
        self.assertGreater(self.server.seen[0].body_size, LARGE)
        self.assertEqual(self.server.seen[1].body_size, 0)


class Refused(deliver.Case):
    def check(self, status, fault=None, size=0, **options):
        self.open_drop(*([fault] if fault else []), **options)
        end = self.assert_ends(self.submit(size=size), REFUSED, 'status')
        self.assertEqual(end.delivery['status'], status)
        self.assert_one_request()
        self.assertEqual(self.server.rows, [])
        return end

    def test_413_before_the_body(self):
        end = self.check(413, size=LARGE, max_bytes=1024 * KIB)
        self.assertEqual(end.delivery['max-bytes'], 1024 * KIB)
        self.assertEqual(self.server.seen[0].body_size, 0)
        self.assertIn('too large', end.said + end.problem)

    def test_413_after_it(self):
        self.check(413, max_bytes=KIB)

    def test_422_for_a_key_that_is_taken(self):
        self.open_drop(rehearse=['503'])
        self.submit()
        key = self.journal()['key']
        self.server.store.query('INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?)',
                                key, 'f' * 64, 1, 'AAAA', '2026-01-01', None, None)
        end = self.assert_ends(self.retry(), REFUSED, 'status')
        self.assertEqual(end.delivery['status'], 422)
        self.assertEqual(end.delivery['words'], 'This Idempotency-Key belongs to another report.')

    def test_the_others(self):
        """Each with the vendor's words, which are text and nothing else."""
        said = '\u202eNo\u202c \x1b[31mred <b>words</b>\r\nmuch ' + 'longer ' * 100

        bodies = [json.dumps({'message': said}).encode(), json.dumps({'message': '\0' + said}).encode(), b'',
                  b'<html>No</html>', b'\xff\xfe', b'{']
        self.open_drop()
        for status in (400, 411, 413, 415, 422):
            for size in (0, 200 * KIB):
                # All of them for one, and what the contract says for each.
                for body in bodies if (status, size) == (400, 0) else bodies[:1]:
                    with self.subTest(status=status, size=size, body=body[:10]):
                        self.answer_with(status, size, body)

    def answer_with(self, status, size, body):
        def fault(request):
            request.go_on()
            request.read()
            request.reply(status, 'Content-Type: application/json', body=body)
        self.server.faults[:] = [fault]
        self.report.unlink(missing_ok=True)
        end = self.assert_ends(self.submit(size=size), REFUSED, 'status')
        self.assertEqual(end.delivery['status'], status)
        for shown in (end.said, end.problem, end.delivery['words']):
            self.assertNotRegex(shown, '[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]')
        self.assertLessEqual(len(end.delivery['words']), 200)
        if b'red' in body and b'u0000' not in body:
            self.assertIn('red', end.delivery['words'])


class NotDelivered(deliver.Case):
    def test_later(self):
        self.open_drop(rehearse=['409', '429', '503', '507', 'well'])
        for n, status in enumerate((409, 429, 503, 507), 1):
            with self.subTest(status):
                end = self.assert_ends(self.retry() if n > 1 else self.submit(), NOT_DELIVERED, 'status')
                self.assertEqual(end.delivery['status'], status)
                self.assertEqual(end.delivery['retry-after'], 60)
                self.assertEqual(end.delivery['attempts'], n)
                self.assert_one_request(n=n)
        self.assertEqual(self.server.rows, [])
        self.assert_recovers(replayed=False)

    def test_409_while_the_first_is_still_in_progress(self):
        """Send pressed twice, in two programs: one carries it, the other is told to wait."""
        self.open_drop(rehearse=['503'])
        self.submit(size=LARGE)
        key = self.journal()['key']
        self.server.store.busy.add(key)
        end = self.assert_ends(self.retry(), NOT_DELIVERED, 'status')
        self.assertEqual(end.delivery['status'], 409)
        self.server.store.end(key)
        self.assert_recovers(replayed=False)

    def test_nobody_listens(self):
        self.open_drop()
        self.server.close()
        self.assert_ends(self.submit(), NOT_DELIVERED, 'no-network')
        self.open_drop(port=self.server.port, confirm=False)
        self.assert_recovers(replayed=False)


class OtherAnswers(deliver.Case):
    """Nothing else is a receipt, whatever it looks like."""

    def forge(self, change=lambda receipt: receipt, status=201, kind='application/json', write=json.dumps):
        """An answer that stores the report, and is a receipt but for one thing."""
        def fault(request):
            receipt = change(json.loads(request.store()))
            body = write(receipt)
            request.reply(status, f'Content-Type: {kind}', body=body if isinstance(body, bytes) else body.encode())
        return fault

    def receipts(self):
        for name, value in {'sha256': 'f' * 64, 'size': 1, 'receipt': '', 'received_on': 'today'}.items():
            yield f'{name} of another', self.forge(lambda receipt, n=name, v=value: {**receipt, n: v})
            yield f'{name} twice', self.forge(write=lambda receipt, n=name, v=value:
                                              json.dumps(receipt)[:-1] + f', {json.dumps(n)}: {json.dumps(v)}}}')
            yield f'no {name}', self.forge(lambda receipt, n=name: {k: v for k, v in receipt.items() if k != n})
            yield f'{name} of no type', self.forge(lambda receipt, n=name: {**receipt, n: [receipt[n]]})
        yield 'size as text', self.forge(lambda receipt: {**receipt, 'size': str(receipt['size'])})
        yield 'size with a fraction', self.forge(write=lambda receipt: json.dumps(receipt).replace(
            f'"size": {receipt["size"]}', f'"size": {receipt["size"]}.5'))
        yield 'a list', self.forge(lambda receipt: [receipt])
        yield 'something behind it', self.forge(write=lambda receipt: json.dumps(receipt) + 'x')
        yield 'two of them', self.forge(write=lambda receipt: json.dumps(receipt) * 2)
        yield 'half', self.forge(write=lambda receipt: json.dumps(receipt)[:-1])
        yield 'nothing', self.forge(write=lambda receipt: b'')
        yield 'UTF-16', self.forge(write=lambda receipt: json.dumps(receipt).encode('utf-16'))
        yield 'no UTF-8', self.forge(write=lambda receipt: json.dumps({**receipt, 'x': '?'}).encode().replace(b'?', b'\xff'))
        yield 'NUL', self.forge(write=lambda receipt: json.dumps(receipt).encode() + b'\0')
        yield 'too long', self.forge(write=lambda receipt: json.dumps(receipt) + ' ' * (64 * KIB))
        yield 'too deep', self.forge(write=lambda receipt: json.dumps(receipt)[:-1] + ', "x": ' + '[' * 99 + ']' * 99 + '}')
        yield 'a page', self.forge(kind='text/html')
        yield 'no kind', self.forge(kind='')
        yield 'octets', self.forge(kind='application/octet-stream')
        for status in (202, 203, 205, 206, 226, 299, 401, 403, 404, 407, 408, 418, 421, 451, 500, 501, 502, 504, 505,
                       511, 599, 999):
            yield f'status {status}', self.forge(status=status)

    def test_all(self):
        self.open_drop()
        for name, fault in self.receipts():
            with self.subTest(name):
                n = self.server.n_connections
                self.server.faults[:] = [fault]
                end = self.retry() if self.envelope.exists() else self.submit()
                self.assert_ends(end, UNKNOWN)
                self.assertIn('may have been accepted', end.said + end.problem)
                self.assert_one_request(n=n + 1)
        # Each of them had been stored, as one.
        self.assertEqual(len(self.server.rows), 1)
        self.assert_recovers(replayed=True)

    def test_later_without_the_contract(self):
        """Some box in between has its own idea of 503."""
        self.open_drop()
        for status in (409, 429, 503, 507):
            with self.subTest(status):
                def fault(request):
                    request.store()
                    request.reply(status, 'Content-Type: text/html', body=b'<html>Busy</html>')
                self.server.faults[:] = [fault]
                end = self.retry() if self.envelope.exists() else self.submit()
                self.assert_ends(end, UNKNOWN)
        self.assert_recovers(replayed=True)

    def test_before_the_body(self):
        """Whoever did not let the report come has not got it."""
        self.open_drop()
        for status in (200, 201, 401, 403, 404, 500, 502, 503):
            with self.subTest(status):
                def fault(request):
                    request.reply(status, 'Content-Type: text/html', body=b'<html>Log in</html>')
                self.server.faults[:] = [fault]
                end = self.retry() if self.envelope.exists() else self.submit(size=LARGE)
                self.assert_ends(end, NOT_DELIVERED)
                self.assertEqual(self.server.seen[-1].body_size, 0)
        self.assert_recovers(replayed=False)

    def test_a_word_for_more_is_no_harm(self):
        """A receipt may say what this version does not know."""
        self.open_drop(self.forge(lambda receipt: {**receipt, 'signature': 'x', 'note': {'more': [1, None]}}))
        self.assert_ends(self.submit(), ACCEPTED)


if __name__ == '__main__':
    deliver.main()
