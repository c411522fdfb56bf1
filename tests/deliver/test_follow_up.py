# test_follow_up.py: answers for a reporter whom nobody knows, from the secret to the words
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import hashlib
import json
import os
import re
import subprocess

import deliver
import drop
import herald
import socks
from deliver import ACCEPTED

PASSPHRASE = b'a long passphrase for answers\n'


class FollowUp(deliver.Case):
    def setUp(self):
        super().setUp()
        self.open_drop()
        self.proxy = socks.Proxy(self, self.server.port)
        self.secret = self.start('follow-up', 'new').stdout.decode().strip()
        self.assertRegex(self.secret, '^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$')
        self.prepare(anonymous=True)

    def with_passphrase(self, *arguments, status=0):
        """Runs the program with a passphrase at a descriptor, as a script would."""
        ours, theirs = os.pipe()
        os.write(theirs, PASSPHRASE)
        os.close(theirs)
        try:
            done = subprocess.run([herald.cli(), '--passphrase-fd', str(ours), *map(str, arguments)], capture_output=True,
                                  stdin=subprocess.DEVNULL, pass_fds=(ours,), cwd=self.work, env=self.env, check=False,
                                  timeout=drop.TIMEOUT)
        finally:
            os.close(ours)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout

    def deliver(self, *options):
        self.assert_ends(self.submit('--proxy', self.proxy.address, '--follow-up', *options, data=self.secret), ACCEPTED)
        return self.server.rows[-1]

    def check(self, secret=None, status=0):
        done = self.start('follow-up', 'check', 'practice', '--proxy', self.proxy.address, '--json',
                          data=secret or self.secret)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done.stdout.decode()

    def test_only_a_hash_goes_along(self):
        row = self.deliver()
        header, = (value for name, value in self.server.seen[0].headers if name == 'Report-Follow-Up')
        self.assertEqual(base64.b64decode(header.removeprefix('sha-256=:').removesuffix(':')).hex(), row['follow_up'])
        self.assertEqual(self.journal()['follow-up'], row['follow_up'])
        everything = self.server.seen[0].data + str(self.files()).encode()
        for secret in (self.secret, self.secret.replace('-', '')):
            self.assertNotIn(secret.encode(), everything)

    def test_answers_come_to_who_has_the_secret(self):
        public = self.work / 'reply.asc'
        public.write_bytes(self.with_passphrase('follow-up', 'key', self.report, '-o', self.work / 'reply-secret.asc'))
        row = self.deliver('--reply-key', public)
        self.assertEqual(json.loads(self.check()), [])

        # The vendor's side: what they open holds a key, to which they write.
        self.herald('open', self.server.files[0], '--key', herald.PRACTICE / 'practice-secret.asc', '-o', self.work / 'opened')
        block = re.search(r'-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----',
                          '\n'.join(path.read_text() for path in sorted((self.work / 'opened').rglob('*'))
                                    if path.suffix in ('.txt', '.asc')), re.S)
        (self.work / 'from-report.asc').write_text(block[0] + '\n')
        words = 'We could reproduce it. What firmware was it?'
        answer = self.gpg('--armor', '--trust-model', 'always', '-e', '-f', self.work / 'from-report.asc', data=words.encode())
        folder = self.server.folder / 'answers' / row['receipt']
        folder.mkdir()
        (folder / '1.asc').write_bytes(answer)

        message, = json.loads(self.check())
        self.assertEqual(message.strip(), answer.decode().strip())
        (self.work / 'answer.asc').write_text(message)
        said = self.with_passphrase('follow-up', 'read', self.work / 'answer.asc', '--key', self.work / 'reply-secret.asc')
        self.assertIn(words, said.decode())

    def test_asks_as_it_delivers(self):
        """Over the same kind of way, with new credentials, and with nothing but the contract's headers."""
        self.deliver()
        self.check()
        report, question = self.proxy.asked
        self.assertEqual(len({report.user, report.password, question.user, question.password}), 4)
        seen = self.server.seen[1]
        self.assertEqual(seen.head.split('\r\n')[0], 'GET /reports/followup HTTP/1.1')
        headers = dict(seen.headers)
        self.assertEqual(sorted(headers), ['Authorization', 'Connection', 'Host'], seen.head)
        key = headers['Authorization'].removeprefix('Report-Follow-Up ')
        self.assertEqual(hashlib.sha256(key.encode()).hexdigest(), self.server.rows[0]['follow_up'])
        self.assertNotIn(self.secret.replace('-', ''), key)
        self.assertEqual(seen.body_size, 0)

    def test_no_way_was_chosen(self):
        self.deliver()
        done = self.start('follow-up', 'check', 'practice', data=self.secret)
        self.assertEqual(done.returncode, herald.USAGE, done)
        self.assert_one_request()

    def test_a_secret_that_nobody_knows(self):
        other = self.start('follow-up', 'new').stdout.decode().strip()
        done = self.start('follow-up', 'check', 'practice', '--proxy', self.proxy.address, data=other)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn(other, done.stdout.decode() + done.stderr.decode())
        self.assertNotEqual(done.stderr, b'')


if __name__ == '__main__':
    deliver.main()
