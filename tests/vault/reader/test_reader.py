# test_reader.py: another program reads what Herald wrote, and notices every change to it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import vault_reader
except ModuleNotFoundError as missing:
    print(f'{missing.name} is not installed')
    sys.exit(77)

DRIVER = os.environ['HERALD_VAULT_DRIVER']
PASSPHRASE = 'Stra\u00dfe \u00e9'
SECRET = bytes([7, 7, 7]) + bytes(29)


def driver(*arguments):
    done = subprocess.run([DRIVER, *arguments], capture_output=True, check=False, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


class Reader(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix='herald-reader-')
        cls.folder = pathlib.Path(cls.scratch.name) / 'vault'
        cls.expected = json.loads(driver('write', str(cls.folder)))

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def test_opens_both_ways(self):
        one = vault_reader.Vault(self.folder, passphrase=PASSPHRASE)
        two = vault_reader.Vault(self.folder, secret=SECRET)
        self.assertEqual(one.key, two.key)
        with self.assertRaises(vault_reader.Unreadable):
            vault_reader.Vault(self.folder, passphrase='another passphrase')

    def test_reads_every_case(self):
        vault = vault_reader.Vault(self.folder, secret=SECRET)
        self.assertEqual(set(vault.cases()), set(self.expected))
        for name, expected in self.expected.items():
            case, blobs = vault.read_case(name)
            self.assertEqual(case.report, json.loads(expected['report']))
            self.assertEqual(list(case.report), list(json.loads(expected['report'])))
            self.assertEqual(list(case.versions.values()), [json.loads(text) for text in expected['versions']])
            self.assertEqual(case.log, expected['log'])
            self.assertEqual([hashlib.sha256(content).hexdigest() for content in blobs.values()], expected['blobs'])

    def test_cases_have_a_past(self):
        """What was written holds all that there is to read."""
        vault = vault_reader.Vault(self.folder, secret=SECRET)
        counts = sorted(len(vault.read_case(name)[0].versions) for name in vault.cases())
        self.assertEqual(counts, [1, 5, 5])
        sizes = sorted(len(content) for name in vault.cases() for content in vault.read_case(name)[1].values())
        self.assertEqual(sizes, [0, 0, 0, 3, 3, 200000, 200000, 200000])

    def test_reads_the_index(self):
        vault = vault_reader.Vault(self.folder, secret=SECRET)
        index = vault.index()
        self.assertEqual(set(index), set(self.expected))
        for name, entry in index.items():
            case, _ = vault.read_case(name)
            journal = self.folder / 'cases' / name / f'journal-{entry["number"]}'
            self.assertEqual(entry['title'], case.report['answers']['vuln.title'])
            self.assertEqual(entry['state'], case.state)
            self.assertEqual(entry['size'], journal.stat().st_size)

    def test_states_differ(self):
        """The comparison of states holds those of both kinds of records."""
        states = {entry['state'] for entry in vault_reader.Vault(self.folder, secret=SECRET).index().values()}
        self.assertEqual(states, {'sealed', 'unknown', 'acknowledged'})

    def test_nothing_stands_in_clear(self):
        words = [b'Fifth', b'vuln.title', b'practice', b'sealed', b'created', b'answer.eml', b'They wrote']
        for path in self.folder.rglob('*'):
            self.assertFalse(path.is_file() and any(word in path.read_bytes() for word in words), path)

    def test_nonces_are_used_once(self):
        nonces = []
        for path in self.folder.glob('cases/*/journal-*'):
            data = vault_reader.Bytes(path.read_bytes())
            data.take(32)
            while data.at < len(data.data):
                length = data.number(4)
                nonces.append(data.take(24))
                data.take(length - 24)
        self.assertGreater(len(nonces), 20)
        self.assertEqual(len(nonces), len(set(nonces)))

    def test_herald_reads_a_copy(self):
        """A vault is what lies in its folder, wherever that is, and without its index."""
        with tempfile.TemporaryDirectory(prefix='herald-reader-') as scratch:
            copy = pathlib.Path(scratch) / 'elsewhere'
            shutil.copytree(self.folder, copy)
            (copy / 'index').unlink()
            self.assertEqual(sorted(driver('show', str(copy)).split('\n')),
                             sorted(driver('show', str(self.folder)).split('\n')))


if __name__ == '__main__':
    unittest.main()
