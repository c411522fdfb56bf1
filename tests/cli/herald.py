# herald.py: runs herald-cli in a home of its own, for the tests of the whole program
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A test case whose home, state, runtime and temporary folders are made up and
empty, with what every theme needs: running the program, a filled report for
the practice vendor, and keys.

The program is the first argument of a test, or HERALD_CLI.
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRACTICE = ROOT / 'data/practice'
SAMPLE = PRACTICE / 'sample'
PRACTICE_FPR = '81C10669D14F07F98463C4F1499223D43B4C659D'
FORMS = ('eml', 'bundle', 'asc', 'draft')
ATTACHED = {'poc.py': 'poc', 'device.log': 'log'}

DONE, NOT_READY, USAGE, INPUT = 0, 1, 2, 3
TIMEOUT = 60

# A sanitizer needs more time and memory than any bound that is tested here.
SANITIZED = 'HERALD_SANITIZED' in os.environ

# Every change of a report is synced, and a thousand of them take their time on a disk.
MEMORY = '/dev/shm'

KEPT_VARIABLES = ('PATH', 'G_DEBUG', 'MALLOC_CHECK_', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS',
                  'GCOV_ERROR_FILE')


def cli():
    """The program that is tested."""
    return os.environ['HERALD_CLI']


def fast_folder():
    """Where many small files are written quickly, if there is room."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 1 << 30
    return MEMORY if roomy else None


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def schema(name):
    """A validator for one of the shipped formats; it raises what it finds."""
    import jsonschema
    rules = json.loads((ROOT / f'data/schema/{name}.schema.json').read_text(encoding='utf-8'))
    return jsonschema.Draft202012Validator(rules)


class Case(unittest.TestCase):
    """One test on a fresh machine: nothing was ever confirmed or written."""
    maxDiff = None
    on_disk = False

    def setUp(self):
        # Sockets lie in it, whose paths have to be short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='h-', dir=None if self.on_disk else fast_folder()))
        self.addCleanup(self.remove_folder)
        for name in ('home', 'work', 'tmp', 'run'):
            (self.folder / name).mkdir(mode=0o700)
        self.home, self.work, self.tmp = (self.folder / name for name in ('home', 'work', 'tmp'))
        self.run_dir = self.folder / 'run'
        self.state = self.home / '.local/share/herald'
        self.report = self.work / 'report.herald.json'
        self.env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        self.env.update({
            'HOME': str(self.home), 'TMPDIR': str(self.tmp), 'XDG_RUNTIME_DIR': str(self.run_dir),
            'LC_ALL': 'C.UTF-8', 'LANGUAGE': '', 'TZ': 'UTC', 'GIO_USE_VFS': 'local',
        })

    def remove_folder(self):
        for path in self.folder.rglob('*'):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        # An agent that was told to end takes its sockets away meanwhile.
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.assertFalse(self.folder.exists())

    # Running

    def start(self, *arguments, data=b'', env=None, **options):
        """Runs the program to its end, and returns how it ended."""
        if isinstance(data, str):
            data = data.encode()
        return subprocess.run([cli(), *map(str, arguments)], input=data, capture_output=True, check=False,
                              cwd=self.work, env={**self.env, **(env or {})}, timeout=TIMEOUT, **options)

    def herald(self, *arguments, status=DONE, **options):
        """Runs the program, which must end with a status; returns its output."""
        done = self.start(*arguments, **options)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, status, f'herald-cli {arguments}: {said}')
        if status == DONE:
            self.assertEqual(said, '', arguments)
        return done.stdout.decode()

    def json(self, *arguments, **options):
        return json.loads(self.herald(*arguments, '--json', **options))

    def refused(self, status, *arguments, says='.', lines=1, **options):
        """Runs the program, which must refuse, and say why on standard error alone."""
        done = self.start(*arguments, **options)
        said = done.stderr.decode()
        self.assertEqual(done.returncode, status, f'herald-cli {arguments}: {done.stdout.decode()}{said}')
        self.assertEqual(done.stdout, b'', arguments)
        self.assertTrue(said.startswith('herald-cli: '), said)
        if lines is not None:
            self.assertEqual(said.count('\n'), lines, said)
        self.assertRegex(said, says)
        return said

    # Reports

    def set(self, field, text):
        self.herald('set', self.report, field, data=text)

    def read(self):
        return json.loads(self.report.read_bytes())

    def write(self, report):
        """Puts a report of the test's own making at its place."""
        self.report.write_text(json.dumps(report), encoding='utf-8')

    def change(self, **members):
        self.write({**self.read(), **members})

    def make_report(self, anonymous=False, attach=True):
        """A report for the practice vendor from which nothing is missing."""
        kept = _filled.get(anonymous)
        if kept is None:
            self.fill(anonymous)
            _filled[anonymous] = self.report.read_bytes()
        else:
            self.report.write_bytes(kept)
        if attach:
            for name, role in ATTACHED.items():
                shutil.copyfile(SAMPLE / name, self.work / name)
                self.herald('attach', self.report, self.work / name, '--role', role)
        return self.report

    def fill(self, anonymous):
        self.herald('new', 'practice', '-o', self.report, *(['--anonymous'] if anonymous else []))
        for path in sorted(SAMPLE.glob('*.txt')):
            field = path.name.removesuffix('.txt')
            if not (anonymous and field.startswith(('contact.', 'credit.'))):
                self.set(field, path.read_bytes())
        self.set('discovery.date', '2026-11-01')
        self.set('env.os', 'Debian GNU/Linux')
        self.set('env.os-version', '12')
        self.agree('practice')

    def agree(self, vendor):
        """Answers every question that comes first, and agrees to every rule."""
        profile = self.json('vendor', vendor)
        for diversion in profile['diversions']:
            self.herald('divert', self.report, diversion['id'], 'no')
        self.herald('attest', self.report, *(rule['id'] for rule in profile['prerequisites'] + profile['terms']))

    def make_minimal(self, vendor):
        """A report for any vendor with what review asks for by a stop."""
        self.herald('new', vendor, '-o', self.report)
        self.agree(vendor)
        profile = self.json('vendor', vendor)
        values = {'line': 'A line', 'version': '1', 'prose': 'Some words.', 'code': 'x = 1', 'date': '2026-11-01',
                  'time': '12:00Z', 'links': 'https://device.example/', 'flag': 'no'}
        for field in profile['fields']:
            if field['strictness'] == 'required':
                value = values.get(field['kind']) or field['choices'][0]['id']
                if field['id'] == 'target.kind':
                    value = 'software'
                elif field['id'] == 'contact.email':
                    value = 'ada@lab.example'
                self.set(field['id'], value)

    def seal(self, form, out=None, **options):
        out = out or self.work / f'sealed.{form}'
        self.herald('seal', self.report, '--as', form, '-o', out, **options)
        return out

    # Other programs

    def gpg_home(self):
        """A GnuPG home for a test's own keys, apart from the person's."""
        home = self.folder / 'g'
        if not home.exists():
            home.mkdir(mode=0o700)
            env = {**self.env, 'GNUPGHOME': str(home)}
            self.addCleanup(subprocess.run, ['gpgconf', '--kill', 'all'], env=env, check=False)
        return home

    def gpg(self, *options, data=None):
        done = subprocess.run(['gpg', '--batch', '--quiet', '--no-tty', '--pinentry-mode', 'loopback',
                               '--passphrase', '', *map(str, options)],
                              input=data, capture_output=True, check=False, timeout=TIMEOUT,
                              env={**self.env, 'HOME': str(self.gpg_home()), 'GNUPGHOME': str(self.gpg_home())})
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout

    def make_key(self, name, *, expires='never', options=(), subkey='cv25519'):
        """Makes a key with gpg; returns its fingerprint."""
        mail = f'{name}@vendor.example'
        self.gpg(*options, '--quick-gen-key', f'{name} <{mail}>', 'ed25519', 'cert,sign', expires)
        fingerprint = re.search(rb'^fpr:+([0-9A-F]{40}):', self.gpg('--with-colons', '-k', mail), re.M)[1].decode()
        if subkey:
            self.gpg(*options, '--quick-add-key', fingerprint, subkey, 'encr', expires)
        return fingerprint

    def export(self, *fingerprints):
        path = self.work / 'vendor.asc'
        path.write_bytes(self.gpg('--armor', '--export', *fingerprints))
        return path

    def processes(self):
        """The processes, herald-cli's or its children's, that run in this test's home."""
        found = {}
        for process in pathlib.Path('/proc').glob('[0-9]*'):
            try:
                if f'HOME={self.home}\0'.encode() in (process / 'environ').read_bytes():
                    found[process.name] = (process / 'comm').read_text().strip()
            except OSError:
                continue
        return found

    # What lies on the disk

    def files(self, *folders):
        """Every file below the folders of this machine, and what is in it."""
        found = {}
        for folder in folders or (self.home, self.work, self.tmp, self.run_dir):
            for path in sorted(folder.rglob('*')):
                if path.is_symlink() or not (path.is_file() or path.is_dir()):
                    found[str(path)] = 'special'
                elif path.is_file():
                    found[str(path)] = path.read_bytes()
        return found

    def assert_untouched(self, before):
        self.assertEqual({path: data for path, data in self.files().items() if 'gnupg' not in path},
                         {path: data for path, data in before.items() if 'gnupg' not in path})


_filled = {}


def main():
    if len(sys.argv) > 1 and os.access(sys.argv[1], os.X_OK):
        os.environ['HERALD_CLI'] = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
