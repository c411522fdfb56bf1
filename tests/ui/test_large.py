# test_large.py: sealing something large, and changing one's mind meanwhile
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os

import herald_ui
import person

# It takes no room on the disk, but as long to be sealed as anything else.
SIZE = 1 << 30


class Cancel(person.Person):
    def test_leaves_no_file(self):
        report = self.make_report(attach=False)
        with open(self.work / 'capture.bin', 'wb') as file:
            file.truncate(SIZE)
        self.cli('attach', report, self.work / 'capture.bin', '--role', 'capture')
        program = self.start()
        self.keep_in_memory(program)
        self.open_file(program, report)
        before = set(self.work.iterdir())

        self.seal(program, 'Sealed Bundle', self.work / 'out.zip.pgp')
        program.find('progress bar')
        # The window stays awake meanwhile: the button has the focus, and takes the key.
        program.push('^Cancel')
        program.find_text('^Cancelled. No file was left.')
        self.assertEqual(set(self.work.iterdir()), before)
        self.assertEqual(list(self.tmp.iterdir()), [])

        if 'HERALD_LONG' not in os.environ:
            return
        # And again, to the end.
        self.seal(program, 'Sealed Bundle', self.work / 'out.zip.pgp')
        program.find('heading', '^What Others Can See')
        self.assertGreater((self.work / 'out.zip.pgp').stat().st_size, SIZE)

    def open_file(self, program, report):
        """Opens a report's file with the dialog for that."""
        program.press('ctrl+o')
        program.wait(lambda: (node := program.shows('^Open a Report File')) and node, 'the dialog for opening')
        program.press('ctrl+l')
        program.wait(lambda: (focused := program.focused()) and focused.role == 'text', 'the entry for a path')
        entry = program.focused()
        program.press('ctrl+a')
        program.type(str(report))
        program.wait(lambda: entry.text() == str(report), 'the path')
        program.press('Return')
        program.find('label', '^Step 1 of')
        self.settle(program)


if __name__ == '__main__':
    herald_ui.main()
