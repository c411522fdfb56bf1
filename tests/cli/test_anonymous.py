# test_anonymous.py: nothing of an anonymous report is written but where it was asked for
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os

import herald
from herald import FORMS, NOT_READY, PRACTICE, PRACTICE_FPR, SAMPLE

# What may change in a home while an anonymous report is made: nothing. A cache
# of another program that cannot be helped would be named here.
CACHES = ()


class Anonymous(herald.Case):
    def setUp(self):
        super().setUp()
        # A home that is lived in.
        for path in ('.cache/fontconfig/x', '.config/user-dirs.dirs', '.gnupg/gpg.conf',
                     '.local/share/recently-used.xbel', '.local/share/herald/vendors/README'):
            (self.home / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / path).write_text('# as it was')

    def snapshot(self):
        """Every file and folder of the home: kind, rights, size, content and times of change."""
        found = {}
        for path in [self.home, *self.home.rglob('*')]:
            name = str(path.relative_to(self.home))
            if not name.startswith(CACHES or ('\0',)):
                status = path.lstat()
                found[name] = (status.st_mode, status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns,
                               path.read_bytes() if path.is_file() else None)
        return found

    def test_leaves_a_home_as_it_was(self):
        before = self.snapshot()
        self.fill(anonymous=True)
        for name in herald.ATTACHED:
            (self.work / name).write_bytes((SAMPLE / name).read_bytes())
            self.herald('attach', self.report, self.work / name)
        self.herald('substitute', self.report, data='qqqq\nanother')
        self.herald('environment', '--anonymous')
        self.herald('environment', self.report, 'os', 'os-version')
        self.herald('vendors')
        self.herald('vendor', 'practice', '--json')
        self.herald('key', PRACTICE / 'practice.asc')
        self.herald('review', self.report)
        self.herald('render', self.report)
        self.herald('render', self.report, '--as', 'markdown', '-o', self.work / 'document')
        for form in FORMS:
            if form == 'asc':
                for name in herald.ATTACHED:
                    self.herald('detach', self.report, name)
            self.seal(form)
            self.herald('inspect', self.work / f'sealed.{form}')
        self.herald('open', self.work / 'sealed.bundle', '--key', PRACTICE / 'practice-secret.asc',
                    '-o', self.work / 'opened')

        self.assertEqual(self.snapshot(), before)
        self.assertEqual(list(self.tmp.iterdir()), [])
        # What gpg is told, the same for everybody, goes when the session ends.
        self.assertEqual([str(path.relative_to(self.run_dir)) for path in self.run_dir.rglob('*') if path.is_file()],
                         ['herald/gnupg/gpg.conf'])
        self.assertEqual(self.processes(), {})

    def test_leaves_a_home_as_it_was_when_something_is_wrong(self):
        before = self.snapshot()
        self.herald('new', 'practice', '--anonymous', '-o', self.report)
        self.set('contact.name', 'Ada Example')
        self.herald('review', self.report, status=NOT_READY)
        self.herald('seal', self.report, '--as', 'eml', '-o', self.work / 'sealed', status=NOT_READY)
        self.refused(herald.INPUT, 'review', self.work / 'nothing')
        self.assertEqual(self.snapshot(), before)

    def test_writes_what_is_asked_for_by_name(self):
        """A command is a run of the program: what it confirms would be gone otherwise."""
        before = set(self.snapshot())
        self.herald('confirm', 'baxter', '--key', PRACTICE / 'practice.asc', '--fingerprint', PRACTICE_FPR)
        made = {path for path in set(self.snapshot()) - before if (self.home / path).is_file()}
        self.assertTrue(made)
        for path in made:
            self.assertTrue(path.startswith('.local/share/herald/confirmed/'), path)

    def test_is_kept_in_the_vault_for_who_chose_it(self):
        read, write = os.pipe()
        os.write(write, b'a passphrase\n')
        self.herald('vault', 'create', '--keep', 'passphrase', '--passphrase-fd', read, pass_fds=[read])
        before = set(self.snapshot())
        os.write(write, b'a passphrase\n')
        case = self.herald('case', 'new', 'practice', '--anonymous', '--passphrase-fd', read, pass_fds=[read]).strip()
        made = set(self.snapshot()) - before
        self.assertTrue(made)
        for path in made:
            self.assertTrue(path.startswith('.local/share/herald/vault/'), path)
        os.write(write, b'a passphrase\n')
        os.close(write)
        log = self.herald('case', 'log', case, '--passphrase-fd', read, pass_fds=[read])
        os.close(read)
        self.assertRegex(log, r'(?m)^\d{4}-\d\d-\d\d  Kept in the vault')
        self.assertNotRegex(log, r'\d:\d')


if __name__ == '__main__':
    herald.main()
