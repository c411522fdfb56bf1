# test_hostile_report.py: reports whose attachments are not what they say
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import signal
import subprocess
import time

import herald
from herald import INPUT, NOT_READY, PRACTICE

FORMS = ('eml', 'bundle', 'draft')
LARGE = 200 << 20
BEGUN = 1 << 20
SECRET = b'what lies outside of the report is nobody else\'s business'


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        self.make_report(attach=False)
        (self.work / 'sub').mkdir()
        (self.work / 'poc').write_bytes(b'proof')
        self.outside = self.folder / 'outside'
        self.outside.write_bytes(SECRET)

    def put(self, path, data, **members):
        """Writes an attachment into the report, as a hostile program would."""
        self.change(attachments=[{'path': str(path), 'name': 'poc', 'role': 'poc', 'size': len(data),
                                  'sha256': herald.sha256(data), **members}])

    def stopped(self):
        """It is told of by review, and no form can be sealed."""
        stops = [finding for finding in self.json('review', self.report, status=NOT_READY)
                 if finding['severity'] == 'stop']
        self.assertEqual({stop['place'].split('/')[1] for stop in stops}, {'attachments'})
        self.not_sealed()

    def not_sealed(self, says='.'):
        before = self.files()
        for form in FORMS:
            said = self.refused(NOT_READY, 'seal', self.report, '--as', form, '-o', self.work / 'out', lines=None,
                                says=says)
            self.assertNotIn(SECRET.decode(), said)
        self.assertEqual({path for path in self.files() if 'gnupg' not in path},
                         {path for path in before if 'gnupg' not in path})


class Paths(Case):
    def test_leaving_the_folder(self):
        for path in ('../outside', 'sub/../../outside', './../outside', 'sub/../sub/../../outside', '..'):
            with self.subTest(path=path):
                self.put(path, SECRET)
                self.stopped()

    def test_an_absolute_path_is_told_of(self):
        """Only the person can know whether this file was meant."""
        self.put(self.outside, SECRET)
        found = [finding for finding in self.json('review', self.report) if finding['place'].startswith('/attachments')]
        self.assertEqual([finding['severity'] for finding in found], ['warn'])

    def test_links(self):
        (self.work / 'link').symlink_to(self.outside)
        (self.work / 'link-within').symlink_to('poc')
        (self.work / 'sub-link').symlink_to('..')
        (self.work / 'sub-out').symlink_to(self.folder)
        for path, data in (('link', SECRET), ('link-within', b'proof'), ('sub-link/poc', b'proof'),
                           ('sub-out/outside', SECRET)):
            with self.subTest(path=path):
                self.put(path, data)
                self.stopped()

    def test_what_is_no_file(self):
        os.mkfifo(self.work / 'fifo')
        for path in ('fifo', 'sub', 'missing', 'poc/x', '/dev/zero', '/dev/stdin', '.'):
            with self.subTest(path=path):
                self.put(path, b'')
                self.stopped()
        before = self.report.read_bytes()
        for path in (self.work / 'fifo', self.work / 'sub', '/dev/zero'):
            self.refused(INPUT, 'attach', self.report, path)
        self.assertEqual(self.report.read_bytes(), before)


class Contents(Case):
    def test_another_hash(self):
        """Contents are hashed on their way into the envelope, and not twice."""
        self.put('poc', b'proof', sha256='0' * 64)
        self.not_sealed('changed')

    def test_another_size(self):
        for members in ({'size': 4}, {'size': 6}, {'size': 1 << 40}, {'size': 0}):
            with self.subTest(members=members):
                self.put('poc', b'proof', **members)
                self.stopped()
                self.not_sealed('changed')

    def test_changed_since(self):
        self.herald('attach', self.report, self.work / 'poc')
        self.seal('bundle')
        (self.work / 'sealed.bundle').unlink()
        for data in (b'prooF', b'proof+', b'proo', b''):
            with self.subTest(data=data):
                (self.work / 'poc').write_bytes(data)
                self.not_sealed('changed')
        (self.work / 'poc').write_bytes(b'proof')
        self.seal('bundle')

    def test_names_are_names(self):
        for name in ('../x', 'a/b', '/etc/passwd', '..', '.', '', '.hidden', 'a\nb', '\u202egpj.exe', 'a\\b'):
            with self.subTest(name=name):
                self.put('poc', b'proof', name=name)
                self.refused(INPUT, 'review', self.report, says='report.herald.json: /attachments/0')

    def test_more_than_can_be(self):
        entry = {'path': 'poc', 'role': 'poc', 'size': 5, 'sha256': herald.sha256(b'proof')}
        self.change(attachments=[{**entry, 'name': f'poc-{i}'} for i in range(101)])
        self.refused(INPUT, 'review', self.report, says='/attachments')
        self.change(attachments=[{**entry, 'name': f'poc-{i}'} for i in range(100)])
        path = self.seal('bundle')
        self.herald('open', path, '--key', PRACTICE / 'practice-secret.asc', '-o', self.work / 'opened')
        self.assertEqual(len(list((self.work / 'opened/attachments').iterdir())), 100)

    def test_the_report_attached_to_itself(self):
        self.herald('attach', self.report, self.report)
        self.stopped()  # by being listed it has changed

    def test_no_output_over_what_it_is_made_of(self):
        self.herald('attach', self.report, self.work / 'poc')
        os.link(self.work / 'poc', self.work / 'other-name')
        before = self.files()
        for out in (self.report, self.work / 'poc', self.work / 'sub/../poc', self.work / 'other-name'):
            with self.subTest(out=out):
                self.refused(INPUT, 'seal', self.report, '--as', 'bundle', '-o', out)
                self.refused(INPUT, 'render', self.report, '-o', out)
                self.assert_untouched(before)


class Moving(Case):
    """Attachments that change while they are sealed."""

    def seal_while(self, change):
        large = self.work / 'large'
        with large.open('wb') as file:
            file.truncate(LARGE)
        self.herald('attach', self.report, large)
        out = self.work / 'out'
        out.write_bytes(b'mine')
        process = subprocess.Popen([herald.cli(), 'seal', self.report, '--as', 'bundle', '-o', out], env=self.env,
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        self.wait_for_output(process)
        # It holds still, so that the change comes in the middle.
        process.send_signal(signal.SIGSTOP)
        change(large)
        process.send_signal(signal.SIGCONT)
        said = process.communicate(timeout=herald.TIMEOUT)[1].decode()
        return process.returncode, said, out

    def wait_for_output(self, process):
        deadline = time.monotonic() + herald.TIMEOUT
        while time.monotonic() < deadline:
            self.assertIsNone(process.poll(), 'it ended too early')
            for descriptor in pathlib.Path(f'/proc/{process.pid}/fd').iterdir():
                try:
                    target, size = os.readlink(descriptor), os.stat(descriptor).st_size
                except OSError:
                    continue
                if target.startswith(str(self.work)) and BEGUN < size < LARGE // 2:
                    return
        self.fail('it never wrote')

    def test_growing(self):
        def grow(path):
            with path.open('ab') as file:
                file.write(b'x' * 1000)

        status, said, out = self.seal_while(grow)
        # What was reviewed goes, and not a byte more; or nothing does.
        if status == 0:
            opened = self.work / 'opened'
            self.herald('open', out, '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
            self.assertEqual((opened / 'attachments/large').stat().st_size, LARGE)
        else:
            self.assertEqual((status, out.read_bytes()), (NOT_READY, b'mine'), said)

    def test_shrinking(self):
        status, said, out = self.seal_while(lambda path: os.truncate(path, LARGE // 2))
        self.assertEqual((status, out.read_bytes()), (NOT_READY, b'mine'), said)
        self.assertRegex(said, 'large” has changed')

    def test_changing(self):
        def scribble(path):
            with path.open('r+b') as file:
                file.seek(LARGE - 10)
                file.write(b'x')

        status, said, out = self.seal_while(scribble)
        self.assertEqual((status, out.read_bytes()), (NOT_READY, b'mine'), said)
        self.assertRegex(said, 'large” has changed')

    def test_taken_away(self):
        """It is open already, and stays what it was."""
        status, said, out = self.seal_while(lambda path: path.unlink())
        self.assertEqual((status, said), (0, ''))
        self.assertEqual(self.json('inspect', out)['form'], 'bundle')


if __name__ == '__main__':
    herald.main()
