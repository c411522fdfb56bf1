# test_keeping.py: nothing that was typed gets lost: a kill, a lock, a damaged case, a full disk
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
import unittest

import herald_ui
import person

INSIDE = 'HERALD_TEST_INSIDE'
TITLE, WORDS = 'The port asks for no password', 'Whoever connects can change the dose limit.'


class Keeping(person.Person):
    def begin(self):
        """A report whose description was typed and is kept."""
        program = self.start()
        self.keep_with_passphrase(program)
        self.rehearse(program)
        self.type_words(program, TITLE)
        return program

    def type_words(self, program, title):
        self.go_to_step(program, 'Vulnerability')
        program.enter('^Title', title)
        program.enter('^Technical description', WORDS)
        self.wait_until_saved(program)

    def wait_until_saved(self, program):
        program.find('label', '^Saved$')

    def reopen(self, title=TITLE):
        """Starts the program again and opens the report from the list."""
        program = self.start()
        self.unlock(program)
        self.open_report(program, title)
        return program

    def open_report(self, program, title):
        program.go('list item', title)
        program.press('Return')
        program.find('label', '^Step 1 of')
        self.settle(program)

    def assert_words(self, program, words=WORDS):
        self.go_to_step(program, 'Vulnerability')
        self.assertEqual(program.find('text', '^Technical description').text(), words)


class Kill(Keeping):
    def test_what_was_typed_survives_a_kill(self):
        program = self.begin()
        program.kill()
        program = self.reopen()
        self.assert_words(program)
        program.quit()

    def test_a_second_window_is_the_first(self):
        program = self.begin()
        second = subprocess.run([os.environ['HERALD']], env=self.env, capture_output=True, check=False,
                                timeout=herald_ui.PATIENCE)
        self.assertEqual((second.returncode, second.stdout, second.stderr), (0, b'', b''))
        self.assertEqual(len(program.look_all('frame')), 1)
        self.assert_words(program)
        program.quit()


class Lock(Keeping):
    def test_lock_and_unlock(self):
        program = self.begin()
        program.press('ctrl+l')
        program.find('push button', '^Unlock$')
        shown = ' '.join(node.name for node in program.tree() if node.has_size())
        self.assertNotIn(TITLE, shown)
        self.assertNotIn(TITLE, subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.', 'getwindowname', '%@'],
                                               capture_output=True, check=False, text=True).stdout)

        program.enter('^Passphrase', 'not the passphrase')
        program.press('Return')
        program.find_text('[Pp]assphrase is wrong|not the passphrase|does not open|wrong')
        self.unlock_again(program)
        self.assert_words(program)
        program.quit()

    def unlock_again(self, program):
        program.enter('^Passphrase', person.PASSPHRASE)
        program.press('Return')
        program.wait(lambda: self.step_title(program) or program.look('label', '^Reports$'), 'what was locked')
        if self.step_title(program) is None:
            self.open_report(program, TITLE)


class Damage(Keeping):
    def test_a_damaged_case_is_said_and_left(self):
        program = self.begin()
        program.press('ctrl+w')
        self.assertEqual(program.process.wait(herald_ui.PATIENCE), 0, program.said())
        first = {path for path in self.data.rglob('*') if path.is_file()}

        program = self.start()
        self.unlock(program)
        self.begin_for(program, 'Practice vendor')
        self.type_words(program, 'A second report')
        program.quit()

        journals = [path for path in first if 'journal' in path.name]
        self.assertEqual(len(journals), 1, first)
        data = bytearray(journals[0].read_bytes())
        for i in range(40, len(data)):
            data[i] ^= 0x55
        journals[0].write_bytes(data)

        program = self.start()
        self.unlock(program)
        program.go('list item', f'^{TITLE}')
        program.press('Return')
        program.find_text('damaged')
        program.quit()

        # The list is made anew from what there is.
        (self.data / 'vault/index').unlink()
        program = self.start()
        self.unlock(program)
        program.go('list item', '^Unreadable')
        program.press('Return')
        program.find_text('This Report Cannot Be Read')
        program.press('Escape')
        program.gone(('frame', 'filler', 'dialog'), 'This Report Cannot Be Read')
        self.open_report(program, 'A second report')
        self.assert_words(program)
        program.quit()
        self.assertEqual(journals[0].read_bytes(), data)


@unittest.skipUnless(INSIDE in os.environ, 'no mount namespace can be made here')
class FullDisk(Keeping):
    def test_a_full_disk_is_said_and_loses_nothing(self):
        self.data.mkdir(parents=True, mode=0o700)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', self.data], check=True)
        self.addCleanup(subprocess.run, ['umount', '-l', self.data], check=False)
        program = self.begin()

        filler = self.data / 'filler'
        with open(filler, 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        program.go(herald_ui.ENTRIES, '^Technical description')
        program.press('ctrl+End')
        # More than what is left of the last block.
        for _ in range(40):
            program.type(' and more words than there is room for')
        expected = WORDS + 40 * ' and more words than there is room for'
        program.find('label', '^Not saved$')
        program.find_text('No space left|Make room')
        filler.unlink()
        program.find('label', '^Saved$')
        program.kill()

        program = self.reopen()
        self.assert_words(program, expected)
        program.quit()


def go_inside():
    """Runs this program again where disks can be mounted, if that is allowed."""
    inside = ['unshare', '--mount', '--propagation', 'private']
    if INSIDE not in os.environ and subprocess.run([*inside, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'],
                                                   capture_output=True, check=False).returncode == 0:
        os.environ[INSIDE] = '1'
        os.execvp('unshare', [*inside, sys.executable, '-B', *sys.argv])


if __name__ == '__main__':
    go_inside()
    herald_ui.main()
