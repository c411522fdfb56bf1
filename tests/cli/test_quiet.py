# test_quiet.py: no network, no trace of the person's GnuPG, no word on the disk but in the report
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import os
import re
import shutil
import subprocess

import herald
from herald import PRACTICE

COVERAGE = 'HERALD_COVERAGE' in os.environ
CANARY = 'A yellow canary whistles under the third floorboard at dusk'

# The calls that could carry something out, and all that names a file.
CALLS = ('%file,%network,write,pwrite64,writev,pwritev,pwritev2,sendfile,splice,vmsplice,copy_file_range,'
         'memfd_create,ioctl')

TRAP = 'no-such-option-in-any-gnupg\nkeyserver hkp://keys.invalid\nlog-file socket:///tmp/x\n'

LINE = re.compile(r'^\d+ +(\w+)\((.*)$', re.S)
CREATES = re.compile(r'O_(WRONLY|RDWR|CREAT)')


def spellings(text):
    """A text as it could lie somewhere: plain, in UTF-16, in hexadecimal, in base64."""
    data = text.encode()
    yield from (data, data.lower(), text.encode('utf-16-le'), data.hex().encode(), data.hex().upper().encode())
    for shift in range(3):
        # Without the ends, which depend on what stands beside it.
        yield base64.b64encode(bytes(shift) + data)[4:-4]


def can_trace():
    if shutil.which('strace') is None:
        return False
    return subprocess.run(['strace', '-f', '-o', '/dev/null', 'true'], capture_output=True, check=False).returncode == 0


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        trapped = self.home / '.gnupg'
        trapped.mkdir(mode=0o700)
        for name in ('gpg.conf', 'gpg-agent.conf', 'dirmngr.conf', 'common.conf'):
            (trapped / name).write_text(TRAP, encoding='utf-8')
        self.trapped = self.hashes()

    def tearDown(self):
        self.assertEqual(self.hashes(), self.trapped)
        super().tearDown()

    def hashes(self):
        return {path: herald.sha256(data) for path, data in self.files(self.home / '.gnupg').items()
                if data != 'special'}

    def plant(self, **options):
        self.make_report(**options)
        for field in ('vuln.description', 'vuln.title', 'product.name', 'contact.organization'):
            if not (options.get('anonymous') and field.startswith('contact')):
                self.set(field, CANARY)

    def assert_on_no_disk(self):
        """The canary lies in the report's file, and nowhere else; nor does a program run on."""
        for path in self.folder.rglob('*'):
            self.assertNotIn('canary', path.name)
            if path.is_file() and path != self.report and path.name != 'trace':
                data = path.read_bytes()
                for spelling in spellings(CANARY):
                    self.assertNotIn(spelling, data, path)
        self.assertEqual(self.processes(), {})


class Disk(Case):
    def test_no_canary_and_no_daemon(self):
        self.plant()
        self.assertIn(CANARY.encode(), self.report.read_bytes())
        for command in (['vendors'], ['vendor', 'practice'], ['attest', self.report, 'laws'],
                        ['divert', self.report, 'harm', 'no'], ['environment', self.report, '--all'],
                        ['detach', self.report, 'device.log'], ['review', self.report], ['render', self.report],
                        ['key', PRACTICE / 'practice.asc'],
                        ['seal', self.report, '--as', 'eml', '-o', self.work / 'sealed'],
                        ['seal', self.report, '--as', 'bundle', '-o', '-'],
                        ['inspect', self.work / 'sealed']):
            with self.subTest(command=command[0]):
                done = self.start(*command)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assert_on_no_disk()

    def test_no_canary_in_an_error(self):
        self.plant()
        text = self.report.read_text()
        for name, data in {'truncated': text[:text.index(CANARY) + 20],
                           'unknown choice': text.replace('"target.kind" : "firmware"', f'"target.kind" : "{CANARY}"'),
                           'bad date': text.replace('"2026-11-01"', f'"{CANARY}"', 1)}.items():
            with self.subTest(name=name):
                self.assertNotEqual(data, text)
                self.report.write_text(data)
                said = self.refused(herald.INPUT, 'review', self.report)
                self.assertNotIn('canary', said)
        for field, text in (('target.kind', CANARY), ('discovery.date', CANARY), ('credit.people', f'["{CANARY}"]'),
                            ('contact.keep-confidential', CANARY), ('web.time', CANARY)):
            self.herald('new', 'practice', '-o', self.work / field)
            self.assertNotIn('canary', self.refused(herald.INPUT, 'set', self.work / field, field, data=text))


class Trace(Case):
    def setUp(self):
        super().setUp()
        if not can_trace():
            self.skipTest('strace is missing or may not trace here')
        if 'ASAN_OPTIONS' in self.env:
            # The search for leaks traces, too, and there can be only one.
            self.env['ASAN_OPTIONS'] += ':detect_leaks=0'

    def trace(self, *arguments, data=b''):
        """Runs the program traced; returns its calls, as pairs of name and the rest."""
        log = self.folder / 'trace'
        done = subprocess.run(['strace', '-f', '-y', '-qq', '-s', '10000000', '-e', 'signal=none',
                               '-e', f'trace={CALLS}', '-e', 'abbrev=!execve', '-o', log,
                               herald.cli(), *map(str, arguments)],
                              input=data, capture_output=True, check=False, cwd=self.work, env=self.env,
                              timeout=herald.TIMEOUT)
        self.assertEqual(done.returncode, 0, done.stderr)
        calls = [LINE.match(line) for line in log.read_text(encoding='utf-8', errors='replace').splitlines()]
        log.unlink()
        return [match.groups() for match in calls if match]

    def check(self, *arguments, unix=False, **options):
        calls = self.trace(*arguments, **options)
        self.assertTrue(any(name == 'execve' for name, _ in calls))
        for name, rest in calls:
            self.check_call(name, rest, unix)
        self.assert_on_no_disk()
        return calls

    def check_call(self, name, rest, unix):
        if name in ('socket', 'socketpair'):
            self.assertTrue(unix and rest.startswith('AF_UNIX'), f'{name}({rest}')
        elif name in ('connect', 'bind', 'sendto', 'sendmsg', 'sendmmsg'):
            self.assertTrue(unix, f'{name}({rest}')
        self.assertNotIn('.gnupg', rest, name)
        if name in ('open', 'openat', 'creat', 'mkdir', 'rename', 'renameat2', 'link', 'linkat', 'symlink'):
            self.check_place(name, rest)
        if CANARY in rest:
            self.assertIn(name, ('write', 'writev'), rest[:100])
            target = re.match(r'\d+<([^>]*)>', rest)[1]
            self.assertTrue(target.startswith((str(self.work), 'pipe:', 'socket:', 'UNIX')) , f'{name}({target}')
            if target.startswith(str(self.work)):
                self.assertIn('"format" : "herald-report', rest.replace('\\"', '"'))

    def check_place(self, name, rest):
        """Nothing is made outside the folders of this test."""
        if name in ('open', 'openat') and not CREATES.search(rest):
            return
        for path in re.findall(r'"(/[^"]*)"', rest):
            # A program that counts its lines writes beside its objects at the end.
            if COVERAGE and path.endswith('.gcda'):
                continue
            self.assertTrue(path.startswith((str(self.folder), '/dev/null', '/dev/tty', '/proc/self/')),
                            f'{name}({rest}')

    def test_every_command(self):
        self.check('vendors')
        self.check('vendor', 'practice', '--json')
        self.check('new', 'practice', '-o', self.work / 'new.json')
        self.plant()
        for field in ('vuln.impact', 'product.name'):
            calls = self.check('set', self.report, field, data=CANARY.encode())
            # Else what is asked of a write was never asked.
            self.assertIn('write', [name for name, rest in calls if CANARY in rest])
        self.check('attest', self.report, 'laws', 'no-payment')
        self.check('substitute', self.report, data=b'qqqq\nanother')
        self.check('attach', self.report, '/etc/hostname')
        self.check('detach', self.report, 'hostname')
        self.check('review', self.report)
        self.check('key', PRACTICE / 'practice.asc')
        self.check('confirm', 'baxter', '--key', PRACTICE / 'practice.asc', '--fingerprint', herald.PRACTICE_FPR)

    def test_seal(self):
        self.plant()
        for form in ('eml', 'bundle', 'draft'):
            with self.subTest(form=form):
                self.check('seal', self.report, '--as', form, '-o', self.work / form)
                self.check('inspect', self.work / form)
        self.check('seal', self.report, '--as', 'eml', '-o', '-')

    def test_seal_text_alone(self):
        self.plant(attach=False)
        self.check('seal', self.report, '--as', 'asc', '-o', self.work / 'asc')
        self.check('inspect', self.work / 'asc')

    def test_seal_anonymously(self):
        """Then the person's own names are looked for, and still nothing is told."""
        self.plant(anonymous=True)
        self.check('review', self.report)
        self.check('seal', self.report, '--as', 'eml', '-o', self.work / 'eml')

    def test_without_a_runtime_folder(self):
        self.plant()
        del self.env['XDG_RUNTIME_DIR']
        self.check('seal', self.report, '--as', 'bundle', '-o', self.work / 'bundle')
        self.assertEqual(list(self.tmp.iterdir()), [])
        # Where not even the home can be written to, a passing folder does.
        self.env['XDG_CACHE_HOME'] = '/dev/null/cache'
        self.check('seal', self.report, '--as', 'bundle', '-o', self.work / 'bundle')
        self.assertEqual(list(self.tmp.iterdir()), [])

    def test_open(self):
        """The vendor's agent runs in a home of its own, and is gone at the end."""
        self.make_report()
        path = self.seal('eml')
        before = sorted(os.listdir(self.run_dir))
        for name, rest in self.trace('open', path, '--key', PRACTICE / 'practice-secret.asc',
                                     '-o', self.work / 'opened'):
            self.check_call(name, rest, unix=True)
        self.assertEqual(self.processes(), {})
        self.assertEqual(sorted(os.listdir(self.run_dir)), before)
        self.assertEqual(list(self.tmp.iterdir()), [])

    def test_the_trap_would_spring(self):
        """Else the tests above prove nothing."""
        done = subprocess.run(['gpg', '--batch', '--list-keys'], env=self.env, capture_output=True, check=False)
        self.assertIn(b'.gnupg/gpg.conf:1: invalid option', done.stderr)
        self.trapped = self.hashes()


if __name__ == '__main__':
    herald.main()
