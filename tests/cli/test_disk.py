# test_disk.py: a disk that is full or cannot be written to
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs itself in a mount namespace of its own, where that is allowed, so that a
small disk can be made; elsewhere what needs one is skipped with the reason.
"""

import os
import subprocess
import sys

import herald
from herald import INPUT, PRACTICE, PRACTICE_FPR

INSIDE = 'HERALD_TEST_INSIDE'
SMALL = 256 << 10


def mount(*arguments):
    subprocess.run(['mount', *map(str, arguments)], check=True, capture_output=True)


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        if INSIDE not in os.environ:
            self.skipTest('no mount namespace can be made here')
        self.disk = self.folder / 'disk'
        self.disk.mkdir(mode=0o700)

    def make_disk(self):
        mount('-t', 'tmpfs', '-o', f'size={SMALL}', 'tmpfs', self.disk)
        self.addCleanup(subprocess.run, ['umount', self.disk], check=True)

    def fill_disk(self):
        with open(self.disk / 'filler', 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def refuse(self, *arguments, says, **options):
        before = self.files(self.folder)
        self.refused(INPUT, *arguments, says=says, **options)
        after = self.files(self.folder)
        for found in before, after:
            for path in [path for path in found if '/run/herald/gnupg' in path]:
                del found[path]
        self.assertEqual(after, before)


class FullDisk(Case):
    says = 'No space left'

    def setUp(self):
        super().setUp()
        self.make_disk()

    def test_seal(self):
        self.make_report(attach=False)
        existing = self.disk / 'existing'
        existing.write_bytes(b'mine')
        self.fill_disk()
        for form in herald.FORMS:
            for out in (existing, self.disk / 'new'):
                with self.subTest(form=form, out=out.name):
                    self.refuse('seal', self.report, '--as', form, '-o', out, says=self.says)

    def test_full_on_the_way(self):
        self.make_report()
        (self.work / 'large').write_bytes(os.urandom(SMALL))
        self.herald('attach', self.report, self.work / 'large')
        (self.disk / 'existing').write_bytes(b'mine')
        for form in ('eml', 'bundle', 'draft'):
            for out in ('existing', 'new'):
                with self.subTest(form=form, out=out):
                    self.refuse('seal', self.report, '--as', form, '-o', self.disk / out, says=self.says)

    def test_no_word_of_a_report_is_lost(self):
        self.make_report()
        moved = self.disk / 'r.herald.json'
        moved.write_bytes(self.report.read_bytes())
        self.fill_disk()
        for command in (['set', moved, 'product.name'], ['divert', moved, 'harm', 'yes'], ['attest', moved, 'quiet'],
                        ['detach', moved, 'poc.py'], ['environment', moved, '--all'], ['substitute', moved],
                        ['attach', moved, '/etc/hostname']):
            with self.subTest(command=command[0]):
                before = self.files(self.folder)
                done = self.start(*command, data='one\ntwo' if command[0] == 'substitute' else 'x')
                self.assertEqual(done.returncode, INPUT)
                self.assertIn(self.says, done.stderr.decode())
                self.assertEqual(self.files(self.folder), before)

    def test_new_and_render(self):
        self.make_report()
        self.fill_disk()
        self.refuse('new', 'practice', '-o', self.disk / 'new', says=self.says)
        self.refuse('render', self.report, '-o', self.disk / 'new', says=self.says)

    def test_no_space_for_temporary_files(self):
        """Standard output gets nothing, since nothing was complete."""
        self.make_report()
        path = self.seal('bundle')
        self.fill_disk()
        small = {'TMPDIR': str(self.disk)}
        self.refuse('seal', self.report, '--as', 'bundle', '-o', '-', says=self.says, env=small)
        self.refuse('inspect', '-', data=path.read_bytes(), says=self.says, env=small)

    def test_open(self):
        self.make_report()
        (self.work / 'large').write_bytes(os.urandom(SMALL))
        self.herald('attach', self.report, self.work / 'large')
        for form in ('eml', 'bundle'):
            with self.subTest(form=form):
                self.refuse('open', self.seal(form), '--key', PRACTICE / 'practice-secret.asc',
                            '-o', self.disk / 'opened', says=self.says)

    def test_confirm(self):
        self.fill_disk()
        self.refuse('confirm', 'baxter', '--address', 'psirt@vendor.example', '--state', self.disk, says='.')
        self.refuse('confirm', 'baxter', '--key', PRACTICE / 'practice.asc', '--fingerprint', PRACTICE_FPR,
                    '--state', self.disk, says='.')


class ReadOnly(Case):
    says = 'Read-only file system'

    def setUp(self):
        super().setUp()
        self.make_report()
        self.make_disk()
        (self.disk / 'existing').write_bytes(b'mine')
        (self.disk / 'r.herald.json').write_bytes(self.report.read_bytes())
        mount('-o', 'remount,bind,ro', self.disk)

    def test_seal(self):
        for form in ('eml', 'bundle', 'draft'):
            for out in ('existing', 'new'):
                self.refuse('seal', self.report, '--as', form, '-o', self.disk / out, says=self.says)

    def test_others(self):
        path = self.seal('bundle')
        for command in (['new', 'practice', '-o', self.disk / 'new'], ['render', self.report, '-o', self.disk / 'new'],
                        ['set', self.disk / 'r.herald.json', 'product.name'],
                        ['open', path, '--key', PRACTICE / 'practice-secret.asc', '-o', self.disk / 'opened'],
                        ['confirm', 'baxter', '--address', 'psirt@vendor.example', '--state', self.disk / 'state']):
            with self.subTest(command=command[0]):
                self.refuse(*command, says=self.says, data='x')

    def test_what_only_reads_goes_on(self):
        report = self.disk / 'r.herald.json'
        self.herald('vendors', '--state', self.disk)
        self.start('review', report)
        self.herald('render', report)
        self.herald('key', PRACTICE / 'practice.asc', env={'TMPDIR': '/tmp'})


class NoFolder(herald.Case):
    def test_seal(self):
        self.make_report()
        (self.work / 'file').write_bytes(b'')
        for out in (self.work / 'no/where', self.work / 'file/x', self.work):
            before = self.files()
            self.refused(INPUT, 'seal', self.report, '--as', 'bundle', '-o', out)
            self.assert_untouched(before)

    def test_a_special_file_is_not_replaced(self):
        self.make_report()
        os.mkfifo(self.work / 'fifo')
        (self.work / 'link').symlink_to('poc.py')
        before = self.files()
        for name in ('fifo', 'link'):
            self.refused(INPUT, 'seal', self.report, '--as', 'bundle', '-o', self.work / name)
        self.assert_untouched(before)


def enter():
    """Begins anew in a mount namespace, if there can be one."""
    spaces = ['unshare', '--mount'] if os.geteuid() == 0 else ['unshare', '--mount', '--user', '--map-root-user']
    try:
        tried = subprocess.run([*spaces, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], capture_output=True, check=False)
    except FileNotFoundError:
        return
    if tried.returncode == 0:
        os.execvpe(spaces[0], [*spaces, sys.executable, *sys.argv], {**os.environ, INSIDE: '1'})


if __name__ == '__main__':
    if INSIDE not in os.environ:
        enter()
    herald.main()
