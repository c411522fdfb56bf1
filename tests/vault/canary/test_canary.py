# test_canary.py: what is typed survives a sudden end, and lies nowhere in clear
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test_canary.py CANARY-DRIVER

import base64
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'cli'))
import herald  # noqa: E402
from herald import PRACTICE  # noqa: E402
from test_quiet import LINE, can_trace, spellings  # noqa: E402

DRIVER = str(pathlib.Path(sys.argv.pop(1)).resolve())
PASSPHRASE = 'seven herons cross the estuary'
CANARY = 'A yellow canary whistles under the third floorboard at dusk'
FIELD = 'vuln.description'
CALLS = 'write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,mmap,memfd_create,openat'
MIB = 1 << 20


class Driver:
    """A program that answers each line with a line."""

    def __init__(self, case, *before):
        self.case = case
        self.process = subprocess.Popen([*before, DRIVER, str(case.state)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env=case.env, cwd=case.work, text=True, bufsize=1)
        case.addCleanup(self.end)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(herald.TIMEOUT)
        self.process.stdin.close()
        self.process.stdout.close()

    def send(self, *words):
        self.process.stdin.write(' '.join(map(str, words)) + '\n')

    def ask(self, *words):
        self.send(*words)
        line = self.process.stdout.readline()
        self.case.assertTrue(line.endswith('\n'), f'{words[0]}: it has ended')
        return line[:-1]

    def do(self, *words):
        self.case.assertEqual(self.ask(*words), 'ok', words[0])

    def die(self):
        """Two seconds after the last change, without a chance to do anything about it."""
        self.send('die')
        self.case.assertIn(self.process.wait(herald.TIMEOUT), (-signal.SIGKILL, 128 + signal.SIGKILL))


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        self.shared = set(os.listdir('/dev/shm'))
        outside = tempfile.TemporaryDirectory(prefix='herald-outside-')
        self.addCleanup(outside.cleanup)
        self.outside = pathlib.Path(outside.name)

    def start_driver(self, *before):
        driver = Driver(self, *before)
        driver.do('passphrase', PASSPHRASE)
        return driver

    def contents(self, process=None):
        """What lies on this machine's disk and in its shared memory."""
        yield from self.files().items()
        for name in set(os.listdir('/dev/shm')) - self.shared:
            path = pathlib.Path('/dev/shm', name)
            if path.is_file() and os.access(path, os.R_OK):
                yield str(path), path.read_bytes()
        # Files without a name, too.
        for path in pathlib.Path(f'/proc/{process.pid}/fd').iterdir() if process else []:
            try:
                if path.is_file():
                    yield f'{path} {os.readlink(path)}', path.read_bytes()
            except OSError:
                continue

    def assert_on_no_disk(self, process=None, but=()):
        for path, data in self.contents(process):
            if data == 'special' or path.startswith(tuple(map(str, but))):
                continue
            for secret in (CANARY, PASSPHRASE):
                for spelling in spellings(secret):
                    self.assertNotIn(spelling, data, path)

    def vault(self, *arguments):
        read, write = os.pipe()
        os.write(write, PASSPHRASE.encode() + b'\n')
        os.close(write)
        try:
            return self.herald(*arguments, '--passphrase-fd', read, pass_fds=[read])
        finally:
            os.close(read)

    def trace(self, log):
        if not can_trace():
            self.skipTest('strace is missing or may not trace here')
        if 'ASAN_OPTIONS' in self.env:
            # The search for leaks traces, too, and there can be only one.
            self.env['ASAN_OPTIONS'] += ':detect_leaks=0'
        return ['strace', '-f', '-y', '-qq', '-s', '10000000', '-e', 'signal=none', '-e', f'trace={CALLS}',
                '-o', str(log)]

    def calls_with_canary(self, log):
        calls = [LINE.match(line) for line in log.read_text(encoding='utf-8', errors='replace').splitlines()]
        self.assertTrue(any(match and match[1].startswith(('write', 'pwrite')) for match in calls))
        return [match[2] for match in calls if match and CANARY[:20] in match[2]]

    def reopened(self):
        driver = self.start_driver()
        driver.do('open')
        return driver


class Typed(Case):
    def pieces(self):
        return re.findall(r'.{1,7}', CANARY)

    def test_survives_and_is_nowhere(self):
        driver = self.start_driver()
        driver.do('begin', 'practice')
        self.assertEqual(driver.ask('state'), 'memory')
        driver.do('keep')
        for piece in self.pieces():
            driver.do('type', FIELD, piece)
            self.assert_on_no_disk(driver.process)
        self.assertEqual(driver.ask('show', FIELD), CANARY)
        driver.die()
        self.assert_on_no_disk()

        driver = self.reopened()
        self.assertEqual(driver.ask('show', FIELD), CANARY)
        self.assertEqual(driver.ask('state'), 'saved')
        self.assert_on_no_disk(driver.process)

    def test_would_be_found(self):
        """Else the tests here prove nothing."""
        for path in (self.home / 'a', self.tmp / 'b', self.run_dir / 'c', pathlib.Path('/dev/shm', f'herald-{os.getpid()}')):
            path.write_bytes(b'x' + base64.b64encode(b'xx' + CANARY.encode()))
            try:
                with self.assertRaises(AssertionError):
                    self.assert_on_no_disk()
            finally:
                path.unlink()
        self.assert_on_no_disk()

    def test_leaves_no_core(self):
        process = self.start_driver().process
        limits = pathlib.Path(f'/proc/{process.pid}/limits').read_text()
        self.assertRegex(limits, r'(?m)^Max core file size +0 +0 ')
        # A program that the kernel would hand a dump to gets one without memory.
        self.assertEqual(pathlib.Path(f'/proc/{process.pid}/coredump_filter').read_text(), '00000000\n')

    def test_lives_in_memory_until_it_is_kept(self):
        driver = self.start_driver()
        before = self.files()
        driver.do('begin', 'practice')
        for piece in self.pieces():
            driver.do('type', FIELD, piece)
        self.assertEqual(driver.ask('state'), 'memory')
        driver.die()
        self.assertEqual(self.files(), before)
        self.assertEqual(json.loads(self.vault('cases', '--json')), [])

    def test_waits_for_room_on_the_disk(self):
        driver = self.start_driver()
        driver.do('begin', 'practice')
        driver.do('keep')
        driver.do('limit', 1)
        for piece in self.pieces():
            driver.do('type', FIELD, piece)
        driver.do('wait', 'failing')
        self.assertRegex(driver.ask('problem'), '^The disk is full')
        driver.do('type', FIELD, ' and dawn')
        self.assertEqual(driver.ask('state'), 'failing')
        driver.do('limit', -1)
        driver.do('wait', 'saved')
        self.assertEqual(driver.ask('problem'), '')
        driver.process.kill()

        driver = self.reopened()
        self.assertEqual(driver.ask('show', FIELD), CANARY + ' and dawn')
        self.assert_on_no_disk(driver.process)

    def test_is_written_nowhere_at_any_time(self):
        log = self.outside / 'trace'
        driver = self.start_driver(*self.trace(log))
        driver.do('begin', 'practice')
        driver.do('keep')
        for piece in self.pieces():
            driver.do('type', FIELD, piece)
        driver.die()
        self.assertEqual(self.calls_with_canary(log), [])


class Attached(Case):
    """A file with the canary in it, over and over."""

    def setUp(self):
        super().setUp()
        self.source = self.outside / 'poc.log'
        self.source.write_text(f'{CANARY}\n' * (16 * MIB // len(CANARY)), encoding='utf-8')
        self.wrong = []

    def watched(self, work, but=()):
        """Does something while the disk is looked at, over and over."""
        done = threading.Event()

        def watch():
            while not done.is_set():
                try:
                    self.assert_on_no_disk(but=but)
                except OSError:
                    continue  # a file that went away meanwhile
                except AssertionError as error:
                    self.wrong.append(str(error)[-200:])
                    return

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            return work()
        finally:
            done.set()
            watcher.join()
            self.assertEqual(self.wrong, [])

    def test_survives_and_is_nowhere(self):
        driver = self.start_driver()
        driver.do('begin', 'practice')
        driver.do('keep')
        self.watched(lambda: driver.do('attach', self.source))
        driver.die()
        self.assert_on_no_disk()

        out = self.outside / 'out.json'
        case, = json.loads(self.vault('cases', '--json'))
        done = self.start('case', 'check', case['id'], '--passphrase-fd', '0', data=PASSPHRASE)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'', b''))
        done = self.start('case', 'export', case['id'], '-o', out, '--passphrase-fd', '0', data=PASSPHRASE)
        self.assertEqual(done.returncode, 0, done.stderr)
        exported = out.with_name('out.json.attachments') / 'poc.log'
        self.assertEqual(exported.read_bytes(), self.source.read_bytes())

    def import_report(self):
        self.vault('vault', 'create', '--keep', 'passphrase')
        self.make_report()
        self.herald('attach', self.report, self.source)
        case = self.vault('case', 'import', self.report).strip()
        self.report.unlink()
        return case

    def check_envelope(self, envelope):
        opened = self.outside / 'opened'
        self.herald('open', envelope, '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
        self.assertEqual((opened / 'attachments/poc.log').read_bytes(), self.source.read_bytes())

    def test_is_sealed_out_of_the_vault(self):
        case, envelope = self.import_report(), self.work / 'sealed'
        self.watched(lambda: self.vault('case', 'seal', case, '--as', 'bundle', '-o', envelope))
        self.assert_on_no_disk()
        self.check_envelope(envelope)

    def test_is_written_nowhere_at_any_time(self):
        case, envelope, log = self.import_report(), self.work / 'sealed', self.outside / 'trace'
        done = subprocess.run([*self.trace(log), herald.cli(), 'case', 'seal', case, '--as', 'eml', '-o', envelope,
                               '--passphrase-fd', '0'], input=PASSPHRASE.encode(), capture_output=True, check=False,
                              cwd=self.work, env=self.env, timeout=herald.TIMEOUT)
        self.assertEqual(done.returncode, 0, done.stderr)
        calls = self.calls_with_canary(log)
        self.assertNotEqual(calls, [])
        for rest in calls:
            self.assertRegex(rest[:100], r'^\d+<(pipe|socket|UNIX)', 'in clear only to gpg, or within the program')
        self.check_envelope(envelope)


if __name__ == '__main__':
    herald.main()
