# test_vendor.py: a vendor who blocks until everything is said, and reports without a name
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
import tempfile
import zipfile

import herald_ui
import person

sys.path.insert(0, str(herald_ui.ROOT / 'tests/cli'))
import interop  # noqa: E402


class VendorKey:
    """A key pair made by gpg, in a home of its own."""

    def __init__(self, case):
        self.home = tempfile.mkdtemp(prefix='g-', dir=os.environ['HERALD_UI_FOLDER'])
        case.addCleanup(subprocess.run, ['gpgconf', '--homedir', self.home, '--kill', 'all'], check=False)
        self.gpg('--quick-gen-key', 'Security Team <psirt@vendor.example>', 'future-default', 'default', 'never')
        listed = self.gpg('--with-colons', '-k').decode()
        self.fingerprint = re.search(r'^fpr:+([0-9A-F]{40}):', listed, re.M)[1]
        self.public, self.secret = case.work / 'vendor.asc', case.folder / 'secret.asc'
        self.public.write_bytes(self.gpg('--armor', '--export', self.fingerprint))
        self.secret.write_bytes(self.gpg('--armor', '--export-secret-keys', self.fingerprint))

    def gpg(self, *arguments):
        return subprocess.run(['gpg', '--homedir', self.home, '--batch', '--quiet', '--pinentry-mode', 'loopback',
                               '--passphrase', '', *arguments], capture_output=True, check=True,
                              timeout=herald_ui.PATIENCE).stdout


class Vendor(person.Person):
    def assert_blocked(self, program):
        self.go_to_step(program, 'Seal')
        program.find('list item', 'cannot be sealed yet')
        program.find('push button', '^Seal…')
        program.wait(lambda: not program.look('push button', '^Seal…', states=('sensitive',)), 'a Seal that cannot be pushed')

    def test_blocked_and_unblocked(self):
        key, sealed = VendorKey(self), self.work / 'report.zip.pgp'
        program = self.start()
        self.keep_in_memory(program)
        self.begin_for(program, 'Baxter')
        self.assert_blocked(program)

        # The first problem is one key away, and the focus with it.
        self.go_to_step(program, 'Review', key=person.BACK)
        program.push('^Show the First Problem')
        program.wait(lambda: (focused := program.focused()) and focused.role == 'list item', 'the first problem')
        program.press('Return')
        program.wait(lambda: self.step_title(program) == 'Before You Start', 'the page of the first problem')
        self.settle(program)
        self.answer_no_to_all(program)
        self.assert_blocked(program)

        self.confirm_key(program, key)
        self.go_to_step(program, 'Seal')
        program.wait(lambda: not program.look('list item', 'cannot be sealed yet'), 'the end of what stops it')

        # One rule taken back, and nothing can be sealed any more.
        self.go_to_step(program, 'Before You Start', key=person.BACK)
        box = program.go('check box', '^I kept all laws')
        program.press('space')
        program.wait(lambda: not program.look('check box', f'^{box.name}', states=('checked',)), 'no tick')
        self.assert_blocked(program)
        self.go_to_step(program, 'Before You Start', key=person.BACK)
        self.tick(program, '^I kept all laws')

        self.seal(program, 'Sealed Bundle', sealed)
        program.find('heading', '^What Others Can See')
        with tempfile.NamedTemporaryFile() as file:
            file.write(interop.check_gpg(sealed, key.secret))
            file.flush()
            with zipfile.ZipFile(file.name) as archive:
                self.assertIn('report.txt', archive.namelist())

    def confirm_key(self, program, key):
        """Opens the key's file as a file manager does, and confirms it by its fingerprint."""
        subprocess.run([os.environ['HERALD'], key.public], env=self.env, check=True, timeout=herald_ui.PATIENCE)
        program.find(herald_ui.ENTRIES, '^Fingerprint that you have')
        groups = ' '.join(key.fingerprint[i:i + 4] for i in range(0, 40, 4))
        wrong = groups[:-1] + ('0' if groups[-1] != '0' else '1')
        program.enter('^Fingerprint that you have', wrong)
        program.enter('^Where did you get', 'read to me on the telephone')
        self.assertFalse(program.look('push button', '^Confirm', states=('sensitive',)))
        program.enter('^Fingerprint that you have', groups)
        program.push('^Confirm')
        program.find_text('^The key is confirmed')


class Anonymous(person.Person):
    def test_a_report_without_a_name(self):
        sealed = self.work / 'report.zip.pgp'
        program = self.start()
        self.keep_in_memory(program)
        self.begin_for(program, 'Practice vendor', anonymous=True)
        program.find('label', '^Anonymous$')
        title = program.find('frame', states=('active',)).name
        self.assertNotRegex(title, 'Practice')
        self.answer_what_is_required(program)
        self.seal(program, 'Sealed Bundle', sealed)
        program.find('heading', '^What Others Can See')
        data = interop.check_gpg(sealed)
        self.assertNotIn(b'ada@lab.example', data)
        self.assertFalse(list(self.data.rglob('journal*')), 'nothing is kept')

    def test_what_was_said_before_is_purged(self):
        name = 'Ada Cornelia Example'
        program = self.start()
        self.keep_with_passphrase(program)
        self.rehearse(program)
        self.go_to_step(program, 'Contact')
        program.enter('^Name', name)
        program.find('label', '^Saved$')
        program.press('ctrl+h')
        program.press('Escape')
        program.push('^This report can say who you are', key='shift+Tab')
        program.find_text('^Make This Report Anonymous')
        program.push('^Make Anonymous')
        program.find('label', '^Anonymous$')
        program.wait(lambda: not any(name in node.name for node in program.tree()), 'the end of the name')
        program.press('ctrl+z')
        program.find_text('Nothing to undo|[Uu]ndone|Undo')
        self.assertFalse(any(name in node.name for node in program.tree()))
        program.quit()


if __name__ == '__main__':
    herald_ui.main()
