# test_reply.py: a key for answers to an anonymous report, and reading them
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import hashlib
import json
import os
import pathlib
import pty
import re
import select
import subprocess

import deliver
import herald

PASSPHRASE = 'words for a key'
SHOWN = re.compile(r'[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}')


class Reply(deliver.Case):
    def with_passphrase(self, *arguments, passphrase=PASSPHRASE, status=herald.DONE, data=b''):
        """Runs the program with a passphrase on a descriptor of its own; returns what it printed."""
        read, write = os.pipe()
        os.write(write, passphrase.encode() + b'\n')
        os.close(write)
        try:
            done = self.start(*arguments, '--passphrase-fd', read, data=data, pass_fds=[read])
        finally:
            os.close(read)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.said = done.stderr.decode()
        return done.stdout.decode()

    def make_secret(self):
        done = self.start('follow-up', 'new')
        self.assertEqual(done.returncode, herald.DONE, done.stderr)
        self.assertIn('shown once', done.stderr.decode())
        secret = done.stdout.decode().removesuffix('\n')
        self.assertRegex(secret, f'^{SHOWN.pattern}$')
        return secret

    def make_key(self):
        """A key for answers: the file of its secret part, and its public one."""
        secret, public = self.work / 'secret.asc', self.work / 'public.asc'
        public.write_text(self.with_passphrase('follow-up', 'key', self.report, '-o', secret), encoding='ascii')
        self.assertEqual(secret.stat().st_mode & 0o777, 0o600)
        self.assertIn('BEGIN PGP PRIVATE', secret.read_text(encoding='ascii'))
        return secret, public

    def answer(self, words, key=None):
        """The vendor opens the report, and seals an answer to the key that lies in it."""
        if key is None:
            opened = self.folder / 'opened'
            self.herald('open', self.envelope, '--key', herald.PRACTICE / 'practice-secret.asc', '-o', opened)
            key = opened / 'reply-key.asc'
        return self.gpg('--no-autostart', '--armor', '--encrypt', '--recipient-file', key, data=words.encode())

    def put(self, name, message):
        folder = self.server.folder / 'answers' / self.journal()['receipt']['id']
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(message)

    def check(self, secret, *options, **how):
        return self.start('follow-up', 'check', 'practice', '--direct', *options, data=secret, **how)

    def test_whole_way(self):
        self.prepare(anonymous=True)
        secret = self.make_secret()
        secret_key, public = self.make_key()
        self.open_drop()
        self.submit('--direct', '--follow-up', '--reply-key', public, data=secret)
        self.assertEqual(self.journal()['state'], deliver.ACCEPTED)

        done = self.check(secret)
        self.assertEqual((done.returncode, done.stdout.decode()), (herald.DONE, 'There is no answer yet.\n'), done.stderr)
        self.put('1.asc', self.answer('Thank you.\nIt is fixed in 3.1.'))
        self.put('2.asc', self.answer('One more question', key=public))
        sealed = json.loads(self.check(secret.lower().replace('-', ' '), '--json').stdout)
        self.assertEqual([message.splitlines()[0] for message in sealed], ['-----BEGIN PGP MESSAGE-----'] * 2)

        text = self.with_passphrase('follow-up', 'check', 'practice', '--direct', '--key', secret_key, data=secret)
        self.assertEqual(text, 'Answer 1 of 2\n\nThank you.\nIt is fixed in 3.1.\n\nAnswer 2 of 2\n\nOne more question\n')

    def test_shows_nobody_the_secret(self):
        """What goes out is a hash first, and then what is hashed; never what the person wrote down."""
        self.prepare(anonymous=True)
        secret = self.make_secret()
        self.open_drop()
        self.submit('--direct', '--follow-up', data=secret)
        self.check(secret)
        plain = secret.replace('-', '')
        for seen in self.server.seen:
            self.assertNotIn(plain.lower(), seen.head.lower())
            self.assertNotIn(secret.lower(), seen.head.lower())
        key = hashlib.sha256(f'herald-follow-up/1:{plain}'.encode()).hexdigest()
        self.assertEqual(dict(self.server.seen[-1].headers)['Authorization'], f'Report-Follow-Up {key}')
        self.assertEqual([row['follow_up'] for row in self.server.rows], [hashlib.sha256(key.encode()).hexdigest()])
        for path in self.folder.rglob('*'):
            if path.is_file():
                self.assertNotIn(plain.encode(), path.read_bytes().replace(b'-', b''), path)

    def test_says_that_nobody_knows_the_secret(self):
        self.open_drop()
        done = self.check(self.make_secret())
        self.assertEqual(done.returncode, herald.INPUT)
        self.assertIn('knows no report', done.stderr.decode())

    def test_asks_no_way_that_was_not_chosen(self):
        self.open_drop()
        done = self.start('follow-up', 'check', 'practice', data=self.make_secret())
        self.assertEqual(done.returncode, herald.USAGE)
        self.assertEqual(self.server.n_connections, 0)
        done = self.start('follow-up', 'check', 'practice', '--proxy', f'socks5://{self.address}:{self.free_port()}',
                          data=self.make_secret())
        self.assertEqual(done.returncode, herald.INPUT)
        self.assertEqual(self.server.n_connections, 0)

    def test_keeps_sealed_what_it_cannot_open(self):
        self.prepare(anonymous=True)
        secret = self.make_secret()
        secret_key, public = self.make_key()
        self.open_drop()
        self.submit('--direct', '--follow-up', '--reply-key', public, data=secret)
        self.put('1.asc', self.answer('For somebody else', key=herald.PRACTICE / 'practice.asc'))
        self.put('2.asc', self.answer('For you'))
        text = self.with_passphrase('follow-up', 'check', 'practice', '--direct', '--key', secret_key, data=secret,
                                    status=herald.NOT_READY)
        self.assertIn('BEGIN PGP MESSAGE', text)
        self.assertIn('Answer 2 of 2\n\nFor you\n', text)
        self.assertIn('not sealed to this key', self.said)

    def test_reads_one_answer(self):
        self.prepare(anonymous=True)
        secret_key, public = self.make_key()
        message = self.work / 'answer.asc'
        message.write_bytes(self.answer('Hello\x1b[2J', key=public))
        read = ('follow-up', 'read', message, '--key', secret_key)
        self.assertEqual(self.with_passphrase(*read), 'Hello<U+001B>[2J\n')
        self.with_passphrase(*read, passphrase='another', status=herald.INPUT)
        self.assertIn('does not open this key', self.said)
        message.write_bytes(b'no message')
        self.with_passphrase(*read, status=herald.INPUT)
        self.with_passphrase(*read[:3], '--key', public, status=herald.INPUT)

    def test_takes_no_wrong_secret(self):
        self.open_drop()
        for text in ('', 'ABCDE', 'UUUUU-UUUUU-UUUUU-UUUUU', 'A' * 1000):
            done = self.check(text)
            self.assertEqual(done.returncode, herald.INPUT, text)
        self.assertEqual(self.server.n_connections, 0)

    def test_asks_on_a_terminal_whether_it_is_saved(self):
        for right in (True, False):
            pid, terminal = pty.fork()
            if pid == 0:
                os.execve(herald.cli(), [herald.cli(), 'follow-up', 'new'], self.env)
            shown = b''
            while not shown.endswith(b'here: '):
                shown += os.read(terminal, 1024)
            group = SHOWN.search(shown.decode())[0][-5:]
            typed = group.lower() if right else 'WRONG'
            os.write(terminal, f'{typed}\n'.encode() * (1 if right else 3))
            with open(terminal, 'rb', buffering=0) as rest:
                try:
                    while rest.read(1024):
                        pass
                except OSError:
                    pass
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            self.assertEqual(status, herald.DONE if right else herald.NOT_READY)

    def start_to_make_key(self):
        """A program that is making a key, with a gpg in its way that does nothing but wait."""
        shims, fifo = self.folder / 'shims', self.folder / 'fifo'
        shims.mkdir(exist_ok=True)
        os.mkfifo(fifo)
        (shims / 'gpg').write_text(f'#!/bin/sh\nread line <{fifo}\n', encoding='ascii')
        (shims / 'gpg').chmod(0o700)
        read, write = os.pipe()
        os.write(write, PASSPHRASE.encode() + b'\n')
        os.close(write)
        process = subprocess.Popen([herald.cli(), 'follow-up', 'key', self.report, '-o', self.work / 'secret.asc',
                                    '--passphrase-fd', str(read)], pass_fds=[read],
                                   env={**self.env, 'PATH': f'{shims}:{self.env["PATH"]}'})
        os.close(read)
        return process, open(fifo, 'w', encoding='ascii')  # once it is read

    def find_agents(self):
        """Descriptors of the agents that run for us."""
        agents = []
        for path in pathlib.Path('/proc').glob('[0-9]*/cmdline'):
            with contextlib.suppress(OSError):
                if b'gpg-agent' in path.read_bytes() and str(self.run_dir).encode() in path.read_bytes():
                    agents.append(os.pidfd_open(int(path.parent.name)))
        for agent in agents:
            self.addCleanup(os.close, agent)
        return agents

    def test_leaves_nothing_when_killed(self):
        """What a kill leaves behind, the next program removes, and its agent ends with it."""
        self.make_report(attach=False)
        process, waiting = self.start_to_make_key()
        process.kill()
        process.wait()
        waiting.close()
        left = list(self.run_dir.glob('herald-passing-*'))
        agents = self.find_agents()
        self.assertEqual((len(left), len(agents)), (1, 1))
        self.assertEqual(left[0].stat().st_mode & 0o777, 0o700)

        self.make_key()
        self.assertEqual(list(self.run_dir.glob('herald-passing-*')), [])
        self.assertEqual(select.select(agents, [], [], herald.TIMEOUT)[0], agents)

    def test_manner(self):
        for arguments in ([], ['old'], ['new', 'more'], ['check'], ['key', self.report], ['read', 'x']):
            self.assertEqual(self.start('follow-up', *arguments).returncode, herald.USAGE, arguments)
        self.make_report()
        self.refused(herald.USAGE, 'seal', self.report, '--as', 'bundle', '-o', 'x', '--reply-key',
                     herald.PRACTICE / 'practice-secret.asc', says='one public key')


if __name__ == '__main__':
    deliver.main()
