# test-mail.py: Herald's mails, opened by the programs that people have
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import interop  # noqa: E402

MAKE_MAIL = sys.argv.pop(1)
CERTIFICATE = interop.ROOT / 'data/practice/practice.asc'
TEXT = 'Die Pumpe läuft weiter.\n'.encode()
EVIDENCE = bytes(range(256)) * 300 + b'From \n.\n--\r\n\r'


class MailTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def make(self, form, subject='Lücke im Protokoll', sender='', name='poc.bin'):
        (self.folder / name).write_bytes(EVIDENCE)
        path = self.folder / 'mail.eml'
        path.unlink(missing_ok=True)
        subprocess.run([MAKE_MAIL, form, path, 'psirt@practice.example', sender, subject,
                        CERTIFICATE, self.folder / name],
                       env={'HOME': str(self.folder), 'PATH': '/usr/bin:/bin'}, check=True)
        return path

    def change(self, path, old, new):
        data = path.read_bytes()
        self.assertIn(old, data)
        path.write_bytes(data.replace(old, new, 1))

    def check_opened(self, opened, subject='Lücke im Protokoll'):
        self.assertEqual(opened.subject, subject)
        self.assertEqual(opened.parts, [(None, TEXT), ('poc.bin', EVIDENCE)])
        self.assertEqual(opened.get('poc.bin'), EVIDENCE)

    def test_every_program_opens_an_anonymous_mail(self):
        path = self.make('eml')
        self.check_opened(interop.check_python_email(path))
        self.check_opened(interop.check_notmuch(path))
        self.check_opened(interop.check_neomutt(path))

    def test_every_program_opens_a_mail_with_a_sender(self):
        path = self.make('eml', sender='me@reporter.example')
        self.check_opened(interop.check_python_email(path))
        self.check_opened(interop.check_notmuch(path))
        self.check_opened(interop.check_neomutt(path))

    def test_every_program_opens_the_message(self):
        path = self.make('eml')
        plain = interop.check_gpg(path)
        self.assertIn(b'\r\nHP-Outer: Subject: [...]\r\n', plain)
        self.assertEqual(interop.check_sq(path), plain)
        self.assertEqual(interop.check_rnp(path), plain)

    def test_every_program_shows_a_long_subject(self):
        for subject in ('注射ポンプの通信プロトコルに脆弱性があり認証なしで投与量を書き換えることができます',
                        'Überlänge: ' + 'a é 針 ' * 20 + 'Ende'):
            with self.subTest(subject=subject):
                path = self.make('eml', subject)
                self.check_opened(interop.check_notmuch(path), subject)
                self.check_opened(interop.check_neomutt(path), subject)

    def test_every_program_opens_a_draft(self):
        for name, start in (('report.asc', b'-----BEGIN PGP MESSAGE-----\r\n'), ('report.zip.pgp', b'\x84')):
            with self.subTest(name=name):
                path = self.make('draft', name=name)
                attached, message = interop.check_draft(path)
                self.assertEqual(attached, name)
                self.assertTrue(message.startswith(start))
                for check in (interop.check_gpg, interop.check_sq, interop.check_rnp):
                    self.assertEqual(check(path), EVIDENCE)

    def test_finds_what_herald_never_writes(self):
        interop.check_python_email(self.make('eml'))
        for old, new in ((b'Subject: [...]', b'Subject: other'),
                         (b'MIME-Version', b'X-Unsent: 1\r\nMIME-Version'),
                         (b'MIME-Version', b'User-Agent: x\r\nMIME-Version'),
                         (b'+0000', b'+0100'),
                         (b' 00:00:00 ', b' 00:00:01 '),
                         (b'@random.invalid', b'@laptop.example'),
                         (b'\r\nVersion: 1\r\n', b'\r\nVersion: 1\n'),
                         (b'\r\nVersion: 1\r\n', b'\r\nVersion: 2\r\n'),
                         (b'name="encrypted.asc"', b'name="encrypted.asc'),
                         (b'inline', b'attachment')):
            with self.subTest(new=new):
                path = self.make('eml')
                self.change(path, old, new)
                with self.assertRaises(AssertionError):
                    interop.check_python_email(path)

    def test_finds_a_message_that_does_not_open(self):
        path = self.make('eml')
        interop.check_notmuch(path)
        # Two lines of the armor change places.
        lines = path.read_bytes().split(b'\r\n')
        middle = len(lines) // 2
        lines[middle:middle + 2] = lines[middle + 1], lines[middle]
        path.write_bytes(b'\r\n'.join(lines))
        for check in (interop.check_gpg, interop.check_sq, interop.check_rnp, interop.check_notmuch,
                      interop.check_neomutt):
            with self.subTest(check=check.__name__), self.assertRaises(AssertionError):
                check(path)


if __name__ == '__main__':
    unittest.main()
