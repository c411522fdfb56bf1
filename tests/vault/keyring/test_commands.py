# test_commands.py: the vault's commands, with a keyring in every state
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test_commands.py HERALD-CLI

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import test_keyring
from test_keyring import TIMEOUT

CLI = pathlib.Path(sys.argv[1]).resolve()
PASSPHRASE, OTHER = 'seven herons cross the estuary', 'eight herons came back'
DONE, INPUT = 0, 3


class Commands:
    """Runs herald-cli on the bus of a test; nobody sits at a terminal."""

    def cli(self, *arguments, status=DONE, passphrases=(), data=''):
        options, fds = [], []
        if passphrases:
            read, write = os.pipe()
            os.write(write, ''.join(p + '\n' for p in passphrases).encode())
            os.close(write)
            options, fds = ['--passphrase-fd', str(read)], [read]
        try:
            done = subprocess.run([CLI, *arguments, *options], env=self.env, input=data, capture_output=True, text=True,
                                  timeout=TIMEOUT, check=False, pass_fds=fds, start_new_session=True)
        finally:
            for fd in fds:
                os.close(fd)
        self.assertEqual(done.returncode, status, f'{arguments}: {done.stderr}')
        self.said = done.stderr
        for passphrase in (PASSPHRASE, OTHER):
            self.assertNotIn(passphrase, done.stdout + done.stderr)
        return done.stdout

    def make(self, keep='keyring', passphrases=()):
        self.cli('vault', 'create', '--keep', keep, passphrases=passphrases)
        return self.cli('case', 'new', 'practice', passphrases=passphrases).strip()

    def opens(self, case, passphrases=()):
        self.assertIn(case, self.cli('cases', passphrases=passphrases))

    def stays_shut(self, says, passphrases=()):
        self.cli('cases', status=INPUT, passphrases=passphrases)
        self.assertRegex(self.said, says)

    def slots(self, passphrases=()):
        return [tuple(line.split(None, 1)) for line in self.cli('vault', 'slots', passphrases=passphrases).splitlines()]


class Daemon(Commands, test_keyring.DaemonCase):
    """A real keyring in every state."""

    def reset(self):
        bus, service = self.service()
        for path in service.SearchItems({'xdg:schema': test_keyring.SCHEMA})[0]:
            bus.get_object('org.freedesktop.secrets', path).Delete(dbus_interface='org.freedesktop.Secret.Item')

    def test_opens_unasked(self):
        case = self.make()
        self.opens(case)
        self.assertEqual(self.said, '')
        self.assertEqual([kind for _, kind in self.slots()], ['keyring'])
        self.assertEqual(len(self.items()), 1)

    def test_is_locked(self):
        case = self.make()
        self.lock()
        self.stays_shut('The keyring stayed locked')
        self.cli('case', 'set', case, 'vuln.title', data='A title', status=INPUT)
        self.cli('vault', 'slots')
        self.stop(self.daemon)
        self.start_daemon()
        self.opens(case)

    def test_is_absent(self):
        case = self.make()
        self.stop(self.daemon)
        self.stays_shut('There is no keyring on this computer')
        self.start_daemon()
        self.opens(case)

    def test_is_refused_or_dismissed(self):
        case = self.make()
        self.stop(self.daemon)
        for mode, says in (('refuses', 'does not let Herald in'), ('dismisses', 'stayed locked'),
                           ('junk', 'is no key'), ('fails', 'The keyring failed')):
            mock = self.mock('secrets', mode)
            self.stays_shut(says)
            self.stop(mock)
        self.start_daemon()
        self.opens(case)

    def test_was_reset(self):
        case = self.make()
        self.reset()
        self.stays_shut('no key for this vault')
        self.assertEqual(self.items(), [])
        self.assertTrue(any(case in str(path) for path in self.home.rglob('*')), 'nothing is thrown away')

    def test_was_reset_but_for_a_passphrase(self):
        case = self.make()
        self.cli('vault', 'passphrase', passphrases=[PASSPHRASE])
        self.opens(case)
        self.opens(case, [PASSPHRASE])
        self.reset()
        # Nobody is there to be asked.
        self.stays_shut('no key for this vault')
        self.opens(case, [PASSPHRASE])

        self.cli('vault', 'keyring', passphrases=[PASSPHRASE])
        self.opens(case)
        self.assertEqual(sorted(kind for _, kind in self.slots()), ['keyring', 'passphrase'])
        self.assertEqual(len(self.items()), 1)

    def test_is_left_and_entered(self):
        case = self.make('passphrase', [PASSPHRASE])
        self.cli('vault', 'keyring', passphrases=[PASSPHRASE])
        self.opens(case)

        slots = {kind: slot for slot, kind in self.slots()}
        self.cli('vault', 'remove', slots['passphrase'])
        self.opens(case)
        self.cli('vault', 'remove', slots['keyring'], status=INPUT)
        self.assertIn('only way into the vault', self.said)

        self.cli('vault', 'passphrase', passphrases=[OTHER])
        self.cli('vault', 'remove', slots['keyring'], passphrases=[OTHER])
        self.assertEqual(self.items(), [])
        self.opens(case, [OTHER])
        self.stays_shut('passphrase', [PASSPHRASE])


class Odd(Commands, test_keyring.Case):
    """Keyrings that behave badly while a vault is made."""

    def test_no_vault_is_left(self):
        for mode, says in (('refuses', 'does not let Herald in'), ('fails', 'The keyring failed'),
                           ('dismisses', 'stayed locked'), ('forgetful', 'no key for this vault')):
            with self.subTest(mode=mode):
                mock = self.mock('secrets', mode)
                self.cli('vault', 'create', '--keep', 'keyring', status=INPUT)
                self.assertRegex(self.said, says)
                self.assertFalse((self.home / 'data/herald/vault/header').exists())
                self.stop(mock)
        self.cli('vault', 'create', '--keep', 'keyring', status=INPUT)
        self.assertIn('There is no keyring', self.said)

    def test_a_passphrase_needs_none(self):
        case = self.make('passphrase', [PASSPHRASE])
        self.mock('secrets', 'refuses')
        self.cli('vault', 'keyring', passphrases=[PASSPHRASE], status=INPUT)
        self.assertIn('does not let Herald in', self.said)
        self.assertEqual([kind for _, kind in self.slots()], ['passphrase'])
        self.opens(case, [PASSPHRASE])


if __name__ == '__main__':
    for program in ('dbus-daemon', 'gdbus'):
        if shutil.which(program) is None:
            print(program, 'is not installed')
            sys.exit(77)
    sys.argv.pop(1)
    unittest.main(verbosity=2)
