# test_signals.py: what is left when the program is stopped in the middle
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import pathlib
import signal
import subprocess
import time

import herald
from herald import PRACTICE

LARGE = 300 << 20
BEGUN = 1 << 20
DEADLINE = 60


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        self.make_report(attach=False)
        with (self.work / 'large').open('wb') as file:
            file.truncate(LARGE)
        self.herald('attach', self.report, self.work / 'large')
        # What a first run sets up for all others stays.
        self.herald('key', PRACTICE / 'practice.asc')
        (self.work / 'small').write_bytes(b'')
        small = self.report.read_bytes()
        self.herald('detach', self.report, 'large')
        self.seal('bundle', self.work / 'first')
        (self.work / 'first').unlink()
        self.report.write_bytes(small)

    def begin(self, *arguments, **options):
        process = subprocess.Popen([herald.cli(), *map(str, arguments)], cwd=self.work, env=self.env,
                                   stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def wait_until(self, condition):
        deadline = time.monotonic() + DEADLINE
        while not condition():
            self.assertLess(time.monotonic(), deadline, condition.__doc__)

    def wait_for_output(self, process, *folders):
        """Waits until much of a file below the folders was written."""
        def is_writing():
            """The program has begun to write."""
            self.assertIsNone(process.poll(), 'it ended before it was stopped')
            folder = pathlib.Path(f'/proc/{process.pid}/fd')
            for descriptor in folder.iterdir():
                try:
                    target, status = os.readlink(descriptor), os.stat(descriptor)
                except OSError:
                    continue
                if target.startswith(tuple(map(str, folders))) and BEGUN < status.st_size < LARGE:
                    return True
            return False

        self.wait_until(is_writing)

    def wait_for_the_end(self):
        def are_gone():
            """No process is left."""
            return not self.processes()

        self.wait_until(are_gone)

    def names(self):
        return sorted(str(path) for path in self.folder.rglob('*'))


class Seal(Case):
    def stop(self, number, form, out):
        before = self.names()
        process = self.begin('seal', self.report, '--as', form, '-o', out, stdout=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.wait_for_output(process, self.work, self.tmp)
        process.send_signal(number)
        written, said = process.communicate(timeout=DEADLINE)
        self.wait_for_the_end()
        self.assertNotEqual(process.returncode, 0)
        self.assertEqual(written, b'')
        return before, process.returncode, said

    def test_interrupted(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for form in ('bundle', 'eml') if number == signal.SIGINT else ('bundle',):
                with self.subTest(number=number, form=form):
                    before, status, said = self.stop(number, form, self.work / 'out')
                    self.assertEqual(self.names(), before)
                    self.assertEqual((status, said.count(b'\n')), (130, 1))

    def test_an_existing_file_stays(self):
        out = self.work / 'out'
        out.write_bytes(b'mine')
        for number in (signal.SIGINT, signal.SIGKILL):
            before, _, _ = self.stop(number, 'bundle', out)
            self.assertEqual(self.names(), before)
            self.assertEqual(out.read_bytes(), b'mine')

    def test_killed(self):
        before, status, _ = self.stop(signal.SIGKILL, 'bundle', self.work / 'out')
        self.assertEqual(status, -signal.SIGKILL)
        self.assertEqual(self.names(), before)

    def test_interrupted_on_the_way_to_standard_output(self):
        before, _, _ = self.stop(signal.SIGINT, 'bundle', '-')
        self.assertEqual(self.names(), before)

    def test_stopped_at_any_moment(self):
        """Before it has begun, too, when nothing listens for signals yet."""
        out = self.work / 'out'
        self.herald('detach', self.report, 'large')
        before = self.names()
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.begin('seal', self.report, '--as', 'bundle', '-o', out)
            process.send_signal(number)
            status = process.wait(DEADLINE)
            self.wait_for_the_end()
            # It may have come too late: then all is there.
            self.assertEqual(out.exists(), status == 0)
            out.unlink(missing_ok=True)
            self.assertEqual(self.names(), before)


class Open(Case):
    def test_interrupted(self):
        path = self.seal('bundle', self.work / 'sealed')
        before = self.names()
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number=number):
                process = self.begin('open', path, '--key', PRACTICE / 'practice-secret.asc',
                                     '-o', self.work / 'opened', stdout=subprocess.DEVNULL)

                def is_unpacking():
                    """The program has begun to write a part."""
                    self.assertIsNone(process.poll(), 'it ended before it was stopped')
                    return any(BEGUN < file.stat().st_size < LARGE for file in self.work.glob('.herald-*/*/*')
                               if file.exists())

                self.wait_until(is_unpacking)
                process.send_signal(number)
                self.assertNotEqual(process.wait(DEADLINE), 0)
                self.wait_for_the_end()
                self.assertEqual(self.names(), before)


if __name__ == '__main__':
    herald.main()
