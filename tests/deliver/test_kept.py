# test_kept.py: what is on the disk before a byte goes, and when the disk is full, read-only or slow
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
import threading

import deliver
import drop
import herald
import inside
import socks
from deliver import ACCEPTED, KIB, LARGE, MIB, NOT_DELIVERED
from herald import INPUT, NOT_READY

SYNCS = 'fsync,fdatasync,syncfs'
MOVES = 'rename,renameat,renameat2,link,linkat'


class Before(deliver.Case):
    def strace(self, *options):
        if shutil.which('strace') is None or herald.SANITIZED:
            self.skipTest('strace is not installed, or goes with no sanitizer')
        log = self.folder / 'trace'
        done = subprocess.run(['strace', '-f', '-y', '-qq', '-o', log, *options, herald.cli(), 'submit', self.report,
                               '-o', self.envelope], capture_output=True, check=False, stdin=subprocess.DEVNULL,
                              cwd=self.work, env=self.env, timeout=drop.TIMEOUT)
        return done, log.read_text(errors='replace').splitlines()

    def test_the_server_finds_it_kept(self):
        """When the first byte is there, envelope and journal are, too."""
        found = []
        self.open_drop(lambda request: (found.append((self.journal(), self.envelope.stat().st_size)), request.cut()))
        self.submit(size=200 * KIB)
        (journal, size), = found
        self.assertEqual((journal['state'], journal['size']), ('sending', size))
        self.assertEqual(journal['sha256'], herald.sha256(self.envelope.read_bytes()))

    def test_synced_in_order(self):
        """Both files and their folder, before anybody is connected to."""
        self.open_drop()
        self.prepare()
        done, calls = self.strace('-e', f'trace={SYNCS},{MOVES},connect')
        self.assertEqual(done.returncode, 0, done.stderr)
        first = next(n for n, call in enumerate(calls) if 'connect(' in call and 'AF_INET' in call)
        work = str(self.work)
        placed = {name: max(n for n, call in enumerate(calls[:first])
                            if re.search(rf'(rename|link)\w*\(.*{re.escape(name)}"', call))
                  for name in ('envelope.zip.pgp', 'envelope.zip.pgp.delivery')}
        files = [n for n, call in enumerate(calls[:first]) if 'sync(' in call and f'<{work}/' in call]
        folders = [n for n, call in enumerate(calls[:first]) if 'sync(' in call and f'<{work}>' in call]
        for name, at in placed.items():
            self.assertTrue(any(n < at for n in files), (name, calls[:first]))
            self.assertTrue(any(n > at for n in folders), (name, calls[:first]))

    def test_killed_at_every_step(self):
        """Whatever is left is whole; what may have gone out can be sent again, and is there once."""
        self.open_drop()
        self.prepare()
        for when in range(1, 40):
            self.envelope = self.work / f'{when}.zip.pgp'
            n = self.server.n_connections
            done, _ = self.strace('-e', f'trace={SYNCS},{MOVES}', '-e', f'inject={SYNCS},{MOVES}:signal=KILL:when={when}')
            if done.returncode == 0:
                break
            self.wait_until_all_is_over()
            with self.subTest(when):
                self.assertEqual(done.returncode, -9, done)
                delivery = self.journal()
                if delivery is None:
                    self.assertEqual(self.server.n_connections, n)
                else:
                    self.assertEqual(delivery['sha256'], herald.sha256(self.envelope.read_bytes()))
                    self.assert_ends(self.retry(), ACCEPTED)
        self.assertGreater(when, 3)
        self.assertEqual(len(self.server.rows), len(self.server.files))
        self.assertEqual(len({row['sha256'] for row in self.server.rows}), len(self.server.rows))


class Disk(deliver.Case):
    def make_disk(self, *options, size=MIB):
        self.disk = self.folder / 'disk'
        self.disk.mkdir(mode=0o700)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', *options, 'tmpfs', self.disk], check=True)
        self.addCleanup(subprocess.run, ['umount', self.disk], check=True)
        self.envelope = self.disk / 'envelope.zip.pgp'

    def fill(self, leave=0):
        """Fills the disk but for so many bytes."""
        free = os.statvfs(self.disk).f_bavail * os.statvfs(self.disk).f_frsize
        (self.disk / 'filler').write_bytes(bytes(free - leave))

    def test_full_before(self):
        """There is no room for one or both of them: nothing goes, and nothing half is left."""
        self.open_drop()
        self.make_disk()
        self.prepare()
        for leave in (0, 8 * KIB, 20 * KIB):
            with self.subTest(leave):
                self.fill(leave)
                done = self.start('submit', self.report, '-o', self.envelope)
                self.assertEqual(done.returncode, INPUT, done)
                self.assertIn('No space left', done.stderr.decode())
                self.assert_one_request(n=0)
                self.assertEqual([path.name for path in self.disk.iterdir()], ['filler'])
                (self.disk / 'filler').unlink()
        self.assert_ends(self.submit(), ACCEPTED)

    def test_full_meanwhile(self):
        """It was accepted, and that could not be written down: it is said, and nothing is lost."""
        self.open_drop()
        self.make_disk()
        take = self.server.store.commit

        def fill_and_take(*arguments):
            self.fill()
            return take(*arguments)
        self.server.store.commit = fill_and_take
        self.prepare()
        done = self.start('submit', self.report, '-o', self.envelope)
        self.assertIn(self.server.rows[0]['receipt'], done.stdout.decode())
        self.assertEqual(done.returncode, 0, done)
        self.assertIn('could not be written down', done.stderr.decode())
        self.assertEqual(self.journal()['state'], 'sending')
        (self.disk / 'filler').unlink()
        self.server.store.commit = take
        self.assert_recovers(replayed=True)

    def test_read_only(self):
        self.open_drop()
        self.make_disk()
        self.prepare()
        subprocess.run(['mount', '-o', 'remount,ro', self.disk], check=True)
        done = self.start('submit', self.report, '-o', self.envelope)
        self.assertEqual(done.returncode, INPUT, done)
        self.assert_one_request(n=0)

    def test_read_only_meanwhile(self):
        """What cannot be noted down before it goes again does not go."""
        self.open_drop(rehearse=['503'])
        self.make_disk()
        self.assert_ends(self.submit(), NOT_DELIVERED)
        subprocess.run(['mount', '-o', 'remount,ro', self.disk], check=True)
        done = self.start('submit', '--retry', self.envelope)
        self.assertEqual(done.returncode, INPUT, done)
        self.assert_one_request()
        subprocess.run(['mount', '-o', 'remount,rw', self.disk], check=True)
        self.assert_recovers(replayed=False)


class Twice(deliver.Case):
    def test_send_pressed_twice(self):
        """While one carries it, another one does not; in the end there is one receipt."""
        self.open_drop(rehearse=['503'])
        self.assert_ends(self.submit(size=LARGE), NOT_DELIVERED)
        reached = threading.Event()
        with socks.Slow(self, self.server.port, after=4 * MIB, reached=reached) as proxy:
            with subprocess.Popen([herald.cli(), 'submit', '--retry', self.envelope, '--proxy', proxy.address], env=self.env,
                                  cwd=self.work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as first:
                self.assertTrue(reached.wait(drop.TIMEOUT))
                second = self.start('submit', '--retry', self.envelope, '--direct')
                self.assertIn(second.returncode, (NOT_READY, INPUT, 6), second)
                proxy.go_on.set()
                said, problem = first.communicate(timeout=drop.TIMEOUT)
        self.assert_ends(self.judge(first.returncode, said.decode(), problem.decode()), ACCEPTED)
        self.assertEqual(len(self.server.rows), 1)


if __name__ == '__main__':
    inside.enter()
    deliver.main()
