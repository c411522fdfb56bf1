# test_kept_attachments.py: large attachments in the vault, which nobody can read on the disk
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import os
import re
import shutil
import subprocess

import herald
from herald import DONE, NOT_READY, PRACTICE

PASSPHRASE = 'correct horse battery staple'
MIB = 1 << 20

# An attachment is nothing but this. Then whatever is written of it, in clear or
# in base64, shows in the first few bytes, and these are all that has to be traced.
CANARY = b'yellow canary whistles\n'
SHOWN = 1024

WRITES = ('write', 'pwrite64', 'writev', 'pwritev', 'pwritev2')
# What could carry data to a file unseen; splice tells at least out of which pipe.
UNSEEN = ('sendfile', 'vmsplice', 'tee', 'copy_file_range', 'io_submit', 'io_uring_setup')
CALL = re.compile(r'^\d+ +(\w+)\((.*)$', re.S)
TARGET = re.compile(r'\d+<(.*?)>(?:\(deleted\))?, ')
SPLICE = re.compile(r'\d+<(pipe:.*?)>, NULL, \d+<(.*?)>(?:\(deleted\))?, ')
COUNT = re.compile(r', (\d+)(?:\) += .*| <unfinished \.\.\.>)$')


def spellings():
    """The canary as strace and a mail show it."""
    yield CANARY.strip().decode()
    for shift in range(3):
        # Without the ends, which depend on what stands beside it.
        yield base64.b64encode(bytes(shift) + CANARY)[4:-4].decode()


def can_trace():
    if shutil.which('strace') is None:
        return False
    return subprocess.run(['strace', '-f', '-o', '/dev/null', 'true'], capture_output=True, check=False).returncode == 0


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        self.vault('vault', 'create', '--keep', 'passphrase')
        self.make_report(attach=False)
        self.case = self.vault('case', 'import', self.report).stdout.decode().strip()
        self.evidence = self.work / 'evidence.bin'
        self.out = self.work / 'out'

    def vault(self, *arguments, status=DONE, prefix=()):
        """Runs a command with the passphrase on a descriptor of its own; returns how it ended."""
        read, write = os.pipe()
        os.write(write, PASSPHRASE.encode() + b'\n')
        os.close(write)
        command = [*prefix, herald.cli(), *map(str, arguments), '--passphrase-fd', str(read)]
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=self.work,
                                  env=self.env, pass_fds=[read], timeout=3 * herald.TIMEOUT)
        finally:
            os.close(read)
        self.assertEqual(done.returncode, status, f'{arguments}: {done.stderr.decode()}')
        return done

    def make_evidence(self, size):
        with open(self.evidence, 'wb') as file:
            for _ in range(size // MIB):
                file.write((CANARY * (MIB // len(CANARY) + 1))[:MIB])

    def blobs(self):
        return sorted(self.state.glob('vault/cases/*/blob-*'))


class Clear(Case):
    SIZE = 64 * MIB

    def setUp(self):
        super().setUp()
        if not can_trace():
            self.skipTest('strace is missing or may not trace here')
        if 'ASAN_OPTIONS' in self.env:
            # The search for leaks traces, too, and there can be only one.
            self.env['ASAN_OPTIONS'] += ':detect_leaks=0'
        self.make_evidence(self.SIZE)

    def trace(self, *arguments):
        """Runs the program traced; returns the calls that might write."""
        log = self.folder / 'trace'
        calls = ','.join((*WRITES, *UNSEEN, 'splice', 'mmap'))
        self.vault(*arguments, prefix=['strace', '-f', '-y', '-qq', '-s', str(SHOWN), '-e', 'signal=none',
                                       '-e', f'trace={calls}', '-o', str(log)])
        found = [CALL.match(line) for line in log.read_text(encoding='utf-8', errors='replace').splitlines()]
        log.unlink()
        return [match.groups() for match in found if match]

    def check(self, calls, folder, to_pipes):
        """What went to files in a folder and elsewhere was sealed; so much went through pipes in clear."""
        files, clear_pipes, clear = set(), set(), 0
        for name, rest in calls:
            self.assertNotIn(name, UNSEEN)
            if name == 'mmap':
                self.assertFalse('PROT_WRITE' in rest and 'MAP_SHARED' in rest and 'MAP_ANONYMOUS' not in rest, rest)
                continue
            if name == 'splice':
                self.assertRegex(rest, SPLICE)
                source, target = SPLICE.match(rest).groups()
                shows = source in clear_pipes
            else:
                self.assertRegex(rest, TARGET)
                target = TARGET.match(rest)[1]
                shows = any(spelling in rest for spelling in spellings())
            if not target.startswith('pipe:'):
                self.assertFalse(shows, f'{name}({target}: the canary')
                files.add(target)
            elif shows:
                clear_pipes.add(target)
                clear += int(COUNT.search(rest)[1]) if name == 'write' else 0
        # Else the trace was blind.
        self.assertTrue(any(target.startswith(str(folder)) for target in files))
        self.assertGreaterEqual(clear, to_pipes)

    def check_disk(self):
        """Whatever was written and how: it lies nowhere now."""
        for path in self.folder.rglob('*'):
            if path.is_file() and path != self.evidence:
                data = path.read_bytes()
                for spelling in spellings():
                    self.assertNotIn(spelling.encode(), data, path)

    def test_never_on_the_disk(self):
        self.check(self.trace('case', 'attach', self.case, self.evidence), self.state / 'vault/cases', 0)
        self.check_disk()
        self.evidence.unlink()
        for form in ('bundle', 'eml'):
            with self.subTest(form=form):
                self.check(self.trace('case', 'seal', self.case, '--as', form, '-o', self.out), self.work, self.SIZE)
                self.check_disk()
                self.out.unlink()

    def test_would_be_seen_on_the_disk(self):
        """Else the test above proves nothing."""
        self.vault('case', 'attach', self.case, self.evidence)
        calls = self.trace('case', 'export', self.case, '-o', self.out)
        with self.assertRaisesRegex(AssertionError, 'the canary'):
            self.check(calls, self.work, 0)
        with self.assertRaisesRegex(AssertionError, 'unexpectedly found'):
            self.check_disk()


class Logged(Case):
    def test_has_the_hash_of_every_envelope(self):
        """It is taken on the way out: of a mail's head and end, too."""
        self.make_evidence(3 * MIB)
        hashes = []
        for form in ('asc', 'draft', 'attach', 'bundle', 'eml', 'draft'):
            if form == 'attach':
                self.vault('case', 'attach', self.case, self.evidence)
                continue
            self.vault('case', 'seal', self.case, '--as', form, '-o', self.out)
            hashes.append(herald.sha256(self.out.read_bytes()))
        log = self.vault('case', 'log', self.case).stdout.decode()
        self.assertEqual(re.findall(r'\b[0-9a-f]{64}\b', log), hashes)


class Damaged(Case):
    """Half an envelope is none."""

    def setUp(self):
        super().setUp()
        self.make_evidence(3 * MIB)
        self.vault('case', 'attach', self.case, self.evidence)
        self.evidence.unlink()
        [self.blob] = self.blobs()
        self.good = self.blob.read_bytes()

    def refuse(self, data):
        """Sealing what is damaged stops, says so, and leaves what was there."""
        self.blob.write_bytes(data)
        for form, existing in ('bundle', None), ('eml', b'mine'), ('draft', b'mine'):
            if existing is not None:
                self.out.write_bytes(existing)
            before = self.files(self.home, self.work, self.tmp)
            for out in self.out, '-':
                done = self.vault('case', 'seal', self.case, '--as', form, '-o', out, status=NOT_READY)
                self.assertRegex(done.stderr.decode(), r'^herald-cli: .*evidence\.bin.*\n$')
                self.assertEqual(done.stdout, b'')
            self.assertEqual(self.files(self.home, self.work, self.tmp), before)
        self.out.unlink()

    def test_flipped(self):
        for at in 40, len(self.good) // 2, len(self.good) - 1:
            with self.subTest(at=at):
                self.refuse(self.good[:at] + bytes([self.good[at] ^ 1]) + self.good[at + 1:])

    def test_cut(self):
        for length in 0, len(self.good) // 2, len(self.good) - 1:
            with self.subTest(length=length):
                self.refuse(self.good[:length])

    def test_longer(self):
        self.refuse(self.good + b'\n')

    def test_gone(self):
        self.blob.unlink()
        self.vault('case', 'seal', self.case, '--as', 'bundle', '-o', self.out, status=NOT_READY)
        self.assertFalse(self.out.exists())

    def test_another(self):
        """A blob of the same size, which the vault knows, at its place."""
        self.evidence.write_bytes(bytes(3 * MIB))
        self.vault('case', 'attach', self.case, self.evidence, '--name', 'other.bin')
        [other] = set(self.blobs()) - {self.blob}
        self.refuse(other.read_bytes())

    def test_mended(self):
        """Else the tests above prove nothing."""
        self.refuse(b'')
        self.blob.write_bytes(self.good)
        self.vault('case', 'seal', self.case, '--as', 'bundle', '-o', self.out)
        opened = self.work / 'opened'
        self.herald('open', self.out, '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
        self.assertEqual(herald.sha256((opened / 'attachments/evidence.bin').read_bytes()),
                         herald.sha256((CANARY * (MIB // len(CANARY) + 1))[:MIB] * 3))


if __name__ == '__main__':
    herald.main()
