# test_practice.py: the practice report, from an empty home to a sealed envelope, with the keyboard alone
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import sys

import herald_ui
import person

sys.path.insert(0, str(herald_ui.ROOT / 'tests/cli'))
import interop  # noqa: E402

CANARY = 'A yellow canary whistles under the third floorboard at dusk'


def spellings(text):
    """A text as it could lie somewhere: plain, in UTF-16, in hexadecimal, in base64."""
    data = text.encode()
    yield from (data, data.lower(), text.encode('utf-16-le'), data.hex().encode(), data.hex().upper().encode())
    for shift in range(3):
        # Without the ends, which depend on what stands beside it.
        yield base64.b64encode(bytes(shift) + data)[4:-4]


class Practice(person.Person):
    def assert_on_no_disk(self, text):
        """The words lie in no file of this machine, whatever it is called."""
        for path in self.folder.rglob('*'):
            self.assertNotIn('canary', path.name.lower())
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                for spelling in spellings(text):
                    self.assertNotIn(spelling, data, path)

    def test_from_empty_to_sealed(self):
        sealed = self.work / 'report.eml'
        program = self.start()
        self.keep_with_passphrase(program)
        self.rehearse(program)
        self.answer_what_is_required(program)
        program.enter('^Technical description', CANARY)
        self.go_to_step(program, 'Contact')
        program.enter('^Name', 'Ada Example')
        program.enter('^E-mail address', 'ada@lab.example')

        self.go_to_step(program, 'Review')
        program.find('heading', 'Nothing Was Found That Stops It')
        preview = self.preview(program)
        program.wait(lambda: CANARY in preview.text(), 'the answer in the preview')

        self.seal(program, 'Sealed E-Mail', sealed)
        program.find('heading', '^What Others Can See')
        program.find('list item', r'^Subject\. \[\.\.\.\]')
        self.assert_on_no_disk(CANARY)

        program.push('See It as the Vendor Does')
        program.find_text('What Came Out')
        program.press('Escape')
        program.quit()
        self.assert_on_no_disk(CANARY)

        opened = interop.check_python_email(sealed)
        text = opened.parts[0][1].decode()
        for words in (CANARY, 'Rehearsal Pump 3', '3.2.1', 'Ada Example', 'ada@lab.example'):
            self.assertIn(words, text)

    def test_that_the_search_finds(self):
        """What finds nothing anywhere would find the words if they were there."""
        (self.work / 'note').write_bytes(b'x' + base64.b64encode(CANARY.encode()) + b'x')
        with self.assertRaises(AssertionError):
            self.assert_on_no_disk(CANARY)


if __name__ == '__main__':
    herald_ui.main()
