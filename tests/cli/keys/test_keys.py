#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""herald-cli key, over the whole zoo.

usage: test_keys.py HERALD-CLI ZOO
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

CLI, ZOO = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
SECOND = 1.0
MEMBERS = {'usable': bool, 'fingerprint': str, 'reason': str, 'subkey': str, 'created': str,
           'expires': (str, type(None)), 'user_ids': list, 'warnings': list}
SENTENCE = re.compile(r'herald-cli: .+\n\Z')


class Keys(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='hk-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.home = self.folder / 'home'
        self.home.mkdir(0o700)
        self.environment = {'PATH': os.environ['PATH'], 'HOME': str(self.home), 'LC_ALL': 'C.UTF-8',
                            'XDG_RUNTIME_DIR': str(self.folder), 'TMPDIR': str(self.folder)}
        for name in 'ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS':
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def key(self, *arguments, before=(), data=None):
        start = time.monotonic()
        done = subprocess.run([*before, CLI, 'key', *arguments], env=self.environment, input=data,
                              capture_output=True, timeout=60, check=False)
        done.took = time.monotonic() - start
        return done

    def check_refused(self, done):
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stdout, b'')
        self.assertRegex(done.stderr.decode(), SENTENCE)

    def check_keys(self, keys, verdicts):
        self.assertEqual([key['usable'] for key in keys], [verdict == 'usable' for verdict in verdicts])
        for key in keys:
            self.assertEqual(set(key), set(MEMBERS))
            for member, kind in MEMBERS.items():
                self.assertIsInstance(key[member], kind)
            self.assertEqual(key['reason'] == '', key['usable'])
            if key['usable']:
                self.assertRegex(key['fingerprint'], r'\A[0-9A-F]{40}\Z')
                self.assertRegex(key['subkey'], r'\A[0-9A-F]{40}\Z')

    def test_judges_the_zoo(self):
        for entry in json.loads((ZOO / 'zoo.json').read_text())['keys']:
            if 'clock' in entry:
                continue
            with self.subTest(entry['file']):
                done = self.key(ZOO / entry['file'], '--json')
                self.assertLess(done.took, SECOND)
                if entry['error'] is not None:
                    self.check_refused(done)
                    continue
                self.assertEqual(done.returncode, 0 if 'usable' in entry['verdicts'] else 1)
                self.check_keys(json.loads(done.stdout), entry['verdicts'])

    def test_refuses_what_is_cut_off(self):
        for file in 'truncated.pgp', 'truncated-rsa.pgp', 'truncated.asc':
            whole = (ZOO / file).read_bytes()
            for length in range(0, len(whole), 64):
                with self.subTest(file=file, length=length):
                    path = self.folder / 'cut'
                    path.write_bytes(whole[:length])
                    done = self.key(path)
                    self.assertIn(done.returncode, (1, 3))

    def test_reads_from_standard_input(self):
        done = self.key('-', '--json', data=(ZOO / 'ed25519.pgp').read_bytes())
        self.assertEqual(done.returncode, 0)
        self.check_keys(json.loads(done.stdout), ['usable'])

    def test_refuses_what_is_no_file(self):
        fifo = self.folder / 'fifo'
        os.mkfifo(fifo)
        for path in self.folder, fifo, self.folder / 'missing', '/dev/null':
            with self.subTest(path):
                done = self.key(path)
                self.assertLess(done.took, SECOND)
                self.check_refused(done)

    def test_starts_no_daemon_and_opens_no_home(self):
        log = self.folder / 'log'
        done = self.key(ZOO / 'ed25519.pgp', before=['strace', '-f', '-qq', '-o', log, '-e', 'trace=network,execve,openat'])
        self.assertEqual(done.returncode, 0)
        calls = log.read_text()
        self.assertIn('execve(', calls)
        self.assertNotIn('connect(', calls)
        self.assertNotIn('AF_INET', calls)
        self.assertNotIn('.gnupg', calls)
        self.assertNotRegex(calls, r'execve\("[^"]*(gpg-agent|dirmngr|keyboxd)')
        self.assertEqual(list(self.home.glob('.gnupg')), [])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
