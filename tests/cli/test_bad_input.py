# test_bad_input.py: profiles, reports and keys that nobody should have to read
#
# SPDX-License-Identifier: GPL-3.0-or-later

import copy
import json
import os
import pwd
import re
import resource
import time
import unittest

import herald
from bad_files import DEEP, files_of, mutations
from herald import DONE, INPUT, NOT_READY, PRACTICE, PRACTICE_FPR, SANITIZED

MEMORY = 512 << 20
# Of work; how long that takes on a machine that has much else to do is another matter.
SECONDS = 10 if SANITIZED else 1
PATIENCE = 20
LARGE = 100_000_000


def limit_memory():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Clock:
    """Holds what runs in it to the bounds of time."""

    def work(self):
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def __enter__(self):
        self.began = time.monotonic(), self.work()

    def __exit__(self, *failure):
        assert self.work() - self.began[1] < SECONDS, 'it worked too long'
        assert time.monotonic() - self.began[0] < PATIENCE, 'it waited for something'


class Case(herald.Case):
    def refuse(self, *arguments, says, **options):
        """Refused within a second and a bound of memory, in one sentence, with nothing written."""
        before = self.names()
        with Clock():
            said = self.refused(INPUT, *arguments, says=says, preexec_fn=limit_memory, **options)
        self.assertLess(len(said), 400, said)
        self.assertEqual(self.names(), before)
        return said

    def names(self):
        return sorted((str(path), path.lstat().st_size, path.lstat().st_mtime_ns) for path in self.folder.rglob('*')
                      if 'run/herald' not in str(path) and not path.is_dir())

    def no_files(self):
        """Paths with no ordinary readable file, by what is there instead."""
        made = {'missing': self.work / 'missing', 'a folder': self.work / 'folder', 'a FIFO': self.work / 'fifo',
                'a device': '/dev/zero', 'a dead link': self.work / 'link', 'below a file': '/dev/null/x'}
        made['a folder'].mkdir()
        os.mkfifo(made['a FIFO'])
        made['a dead link'].symlink_to('nowhere')
        return made


class Report(Case):
    commands = (['review'], ['render', '-o', 'out'], ['seal', '--as', 'bundle', '-o', 'out'], ['set', 'product.name'],
                ['attest', 'laws'], ['divert', 'harm', 'no'], ['substitute'], ['detach', 'x'],
                ['environment', '--all'], ['decide', 'x'], ['attach', '/etc/hostname'])

    def check(self, path, says):
        """One command for each file, each command for one file."""
        for command in self.commands if says == 'missing' else self.commands[:1]:
            self.refuse(command[0], path, *command[1:], says=says)
        self.assertFalse((self.work / 'out').exists())

    def test_bad_files(self):
        good = self.make_report().read_bytes()
        for name, data in files_of(good).items():
            with self.subTest(name=name):
                self.report.write_bytes(data)
                self.check(self.report, 'report.herald.json: ')
                self.assertEqual(self.report.read_bytes(), data)

    def test_every_command(self):
        self.report.write_bytes(b'{')
        for command in self.commands:
            with self.subTest(command=command):
                self.refuse(command[0], self.report, *command[1:], says='report.herald.json: ')
        self.assertEqual(self.report.read_bytes(), b'{')

    def test_no_files(self):
        for name, path in self.no_files().items():
            with self.subTest(name=name):
                self.check(path, re.escape(f'{path}: '))

    def test_a_large_file(self):
        with self.report.open('wb') as file:
            file.truncate(LARGE)
        self.check(self.report, 'report.herald.json: .*larger')
        self.refuse('review', '-', data=b' ' * LARGE, says='standard input: ')

    def test_wrong_types_anywhere(self):
        """Each member of a full report, with a value of each other type."""
        self.make_report()
        self.herald('substitute', self.report, data='one\ntwo')
        self.set('web.urls', 'https://device.example/')
        self.change(decisions=[{'finding': 'x', 'choice': 'keep', 'reason': 'y'}])
        report = self.read()
        self.json('review', self.report)
        accepted = []
        for i, (place, name, wrong, holder) in enumerate(mutations(report)):
            if SANITIZED and i % 61:
                continue
            kept = holder[name]
            holder[name] = wrong
            self.write(report)
            done = self.start('review', self.report)
            if done.returncode == INPUT:
                said = done.stderr.decode()
                self.assertRegex(said, r'^herald-cli: \S*report\.herald\.json: /.*\n$')
                # What is missing in a thing stands below it, and what does not fit to it beside.
                self.assertIn(place.split('/')[1], said, (place, wrong))
            else:
                self.assertIn(done.returncode, (DONE, NOT_READY), (place, wrong, done.stderr))
                accepted.append((place, wrong))
            holder[name] = kept
        # Another type is right for an answer alone that is yes, no or not given.
        flags = [field['id'] for field in self.json('vendor', 'practice')['fields'] if field['kind'] == 'flag']
        for place, wrong in accepted:
            self.assertIn(wrong, (None, True, False))
            self.assertIn(place.split('/', 2)[1:], [*(['answers', field] for field in flags),
                                                    *(['diversions', name] for name in report['diversions'])])

    def test_what_does_not_fit_together(self):
        self.make_report()
        report = self.read()
        twice = copy.deepcopy(report)
        twice['attestations'].append(twice['attestations'][0])
        named = copy.deepcopy(report)
        named['attachments'].append({**named['attachments'][0], 'name': 'POC.PY'})
        for name, wrong in {
                'an unknown vendor': {**report, 'vendor': 'nobody'},
                'a vendor that is a path': {**report, 'vendor': '../x'},
                'an unknown field': {**report, 'answers': {**report['answers'], 'x.y': ''}},
                'an unknown diversion': {**report, 'diversions': {'x': True}},
                'a name twice': named, 'a rule twice': twice,
                'a time in an anonymous report': {**report, 'anonymous': True},
                'a bad date': {**report, 'created': '2026-13-01T00:00:00Z'},
                'a negative size': {**report, 'attachments': [{**report['attachments'][0], 'size': -1}]},
                'a short hash': {**report, 'attachments': [{**report['attachments'][0], 'sha256': 'ab'}]},
                'an unknown role': {**report, 'attachments': [{**report['attachments'][0], 'role': 'x'}]},
                'an unknown choice': {**report, 'answers': {**report['answers'], 'target.kind': 'toaster'}}}.items():
            with self.subTest(name=name):
                self.write(wrong)
                self.refuse('review', self.report, says='report.herald.json: /')

    @unittest.skipIf('HERALD_COVERAGE' in os.environ, 'counting lines, the program speaks when it cannot write beside its objects')
    def test_unreadable(self):
        self.make_report()
        self.report.chmod(0)
        if os.geteuid() == 0:
            # Root reads everything: somebody else has to try.
            user = pwd.getpwnam('nobody')
            self.folder.chmod(0o755)
            self.work.chmod(0o755)
            tried = {'user': user.pw_uid, 'group': user.pw_gid, 'extra_groups': []}
            try:
                self.start('--version', **tried)
            except PermissionError:
                self.skipTest('nobody else may run the program here')
        else:
            tried = {}
        self.refuse('review', self.report, says='Permission denied', **tried)


class Profile(Case):
    def setUp(self):
        super().setUp()
        (self.state / 'vendors').mkdir(parents=True)
        self.own = self.state / 'vendors/own.json'
        profile = json.loads((herald.ROOT / 'data/vendors/practice.json').read_bytes())
        profile.update(id='own', name='Own', keys=[])
        self.good = json.dumps(profile, indent=1).encode()

    def check(self, says='own.json'):
        """It is told of, and every other vendor can be used."""
        with Clock():
            done = self.start('vendors', '--json', preexec_fn=limit_memory)
        self.assertEqual(done.returncode, INPUT, done.stderr)
        self.assertEqual([vendor['id'] for vendor in json.loads(done.stdout)], ['baxter', 'fresenius', 'practice'])
        self.assertRegex(done.stderr.decode(), f'^herald-cli: [^\n]*{says}[^\n]*\n$')
        self.assertLess(len(done.stderr), 400)
        self.herald('new', 'practice', '-o', '-')

    def test_good(self):
        self.own.write_bytes(self.good)
        self.assertIn('own', [vendor['id'] for vendor in self.json('vendors')])
        self.herald('new', 'own', '-o', self.report)

    def test_bad_files(self):
        for name, data in files_of(self.good).items():
            with self.subTest(name=name):
                self.own.write_bytes(data)
                self.check(r'own\.json: ')

    def test_no_files(self):
        os.mkfifo(self.own)
        self.check()
        self.own.unlink()
        self.own.mkdir()
        self.check()
        self.own.rmdir()
        self.own.symlink_to('/dev/zero')
        self.check()

    def test_a_large_file(self):
        with self.own.open('wb') as file:
            file.truncate(LARGE)
        self.check('own.json: .*larger')

    def test_no_shipped_name_is_taken(self):
        for name in ('practice', 'own'):
            own = self.state / f'vendors/{name}.json'
            own.write_bytes(self.good.replace(b'"own"', b'"practice"'))
            self.check(f'{name}.json')
            self.assertEqual(self.json('vendor', 'practice')['name'], 'Practice vendor')
            own.unlink()

    def test_wrong_types_anywhere(self):
        """A sample of them, across the file; the reader's own tests have all."""
        profile = json.loads(self.good)
        for i, (place, name, wrong, holder) in enumerate(list(mutations(profile))):
            if i % (311 if SANITIZED else 37):
                continue
            with self.subTest(place=place, wrong=wrong):
                kept = holder[name]
                holder[name] = wrong
                self.own.write_text(json.dumps(profile), encoding='utf-8')
                holder[name] = kept
                done = self.start('vendor', 'own')
                if done.returncode != DONE:
                    self.check(r'own\.json: /' + place.split('/')[1])


class Key(Case):
    def check(self, path, says):
        self.refuse('key', path, says=says)
        self.refuse('key', path, '--json', says=says)
        self.refuse('confirm', 'baxter', '--key', path, '--fingerprint', PRACTICE_FPR, says=says)

    def test_bad_files(self):
        good = (PRACTICE / 'practice.asc').read_bytes()
        self.gpg('--import', data=good)
        binary = self.gpg('--export', PRACTICE_FPR)
        path = self.work / 'k.asc'
        for name, data in {
                'empty': b'', 'half an armor': good[:len(good) // 2], 'no end': good.rstrip()[:-10],
                'damaged': good.replace(b'=\n', b'A\n').replace(b'\n=', b'\n=A', 1), 'half': binary[:len(binary) // 2],
                'text': b'hello\n', 'NULs': bytes(4096), 'ones': b'\xff' * 4096, 'JSON': b'[' * DEEP,
                'a message': b'-----BEGIN PGP MESSAGE-----\n\nhF4D\n-----END PGP MESSAGE-----\n',
                'endless lengths': b'\x99\xff\xff' * 1000, 'many packets': b'\xb4\x00' * 400_000}.items():
            with self.subTest(name=name):
                path.write_bytes(data)
                self.check(path, 'k.asc: ')

    def test_no_files(self):
        for name, path in self.no_files().items():
            with self.subTest(name=name):
                self.check(path, re.escape(f'{path}: '))

    def test_a_large_file(self):
        path = self.work / 'k.asc'
        path.write_bytes(b'-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n')
        with path.open('ab') as file:
            file.truncate(LARGE)
        self.check(path, 'k.asc: .*larger')


if __name__ == '__main__':
    herald.main()
