# test_forms.py: the four forms of an envelope, opened by the programs that a vendor has
#
# SPDX-License-Identifier: GPL-3.0-or-later

import email
import io
import json
import re
import subprocess
import zipfile

import herald
import interop
from herald import ATTACHED, NOT_READY, PRACTICE, SAMPLE

SEALED = ['report.txt', 'report.json', 'manifest.json', 'attachments/poc.py', 'attachments/device.log', 'padding']


class Forms(herald.Case):
    def check_same_everywhere(self, path):
        """The message by gpg, sq and rnp; they agree on the bytes."""
        plain = interop.check_gpg(path)
        self.assertEqual(interop.check_sq(path), plain)
        self.assertEqual(interop.check_rnp(path), plain)
        return plain

    def check_parts(self, parts):
        """The named parts of a container: formats, hashes, attachments byte for byte."""
        self.assertEqual(parts['report.txt'].decode(), self.herald('render', self.report))
        self.assertEqual(parts['report.json'].decode(), self.herald('render', self.report, '--as', 'json'))
        herald.schema('document').validate(json.loads(parts['report.json']))
        manifest = json.loads(parts['manifest.json'])
        herald.schema('manifest').validate(manifest)
        for name in ATTACHED:
            self.assertEqual(parts[f'attachments/{name}'], (SAMPLE / name).read_bytes())
        self.assertEqual(manifest['parts'],
                         [{'name': name, 'size': len(parts[name]), 'sha256': herald.sha256(parts[name])}
                          for name in SEALED if name not in ('manifest.json', 'padding')])

    def check_bundle(self, plain):
        with zipfile.ZipFile(io.BytesIO(plain)) as bundle:
            self.assertIsNone(bundle.testzip())
            self.assertEqual(bundle.namelist(), SEALED)
            for entry in bundle.infolist():
                self.assertEqual(entry.compress_type, zipfile.ZIP_STORED)
            self.check_parts({name: bundle.read(name) for name in SEALED})

    def test_eml(self):
        self.make_report()
        path = self.seal('eml')
        self.check_same_everywhere(path)
        opened = interop.check_python_email(path)
        self.assertIn('Rehearsal Pump 3', opened.subject)
        # In a mail the text is what a person reads, and folders have no place in names.
        self.assertEqual([name for name, _ in opened.parts], [None, *(name.split('/')[-1] for name in SEALED[1:])])
        self.check_parts(dict(zip(SEALED, (data for _, data in opened.parts))))
        interop.check_notmuch(path)
        interop.check_neomutt(path)

    def test_bundle(self):
        self.make_report()
        path = self.seal('bundle')
        self.assertTrue(path.read_bytes()[0] & 0x80)
        self.check_bundle(self.check_same_everywhere(path))

    def test_asc(self):
        self.make_report(attach=False)
        path = self.seal('asc')
        self.assertTrue(path.read_bytes().startswith(b'-----BEGIN PGP MESSAGE-----'))
        plain = self.check_same_everywhere(path).decode()
        text = self.herald('render', self.report)
        self.assertTrue(plain.startswith(text))
        self.assertEqual(plain[len(text):].strip('\r\n'), '')

    def test_asc_takes_no_attachments(self):
        self.make_report()
        said = self.refused(NOT_READY, 'seal', self.report, '--as', 'asc', '-o', self.work / 'x')
        self.assertIn('attachments', said)
        self.assertFalse((self.work / 'x').exists())

    def test_draft_with_attachments(self):
        self.make_report()
        path = self.seal('draft')
        name, _ = interop.check_draft(path)
        self.assertEqual(name, 'report.zip.pgp')
        self.check_bundle(self.check_same_everywhere(path))

    def test_draft_of_text_alone(self):
        self.make_report(attach=False)
        path = self.seal('draft')
        name, message = interop.check_draft(path)
        self.assertEqual(name, 'report.asc')
        self.assertTrue(message.startswith(b'-----BEGIN PGP MESSAGE-----'))
        self.assertTrue(self.check_same_everywhere(path).decode().startswith(self.herald('render', self.report)))
        mail = email.message_from_bytes(path.read_bytes())
        self.assertNotIn('Rehearsal Pump', mail['Subject'])
        self.assertEqual(mail['To'], 'psirt@practice.example')

    def test_herald_opens_all(self):
        for attach, forms in ((True, ('eml', 'bundle', 'draft')), (False, ('asc', 'draft'))):
            self.make_report(attach=attach)
            for form in forms:
                with self.subTest(form=form, attach=attach):
                    opened = self.work / f'{form}-{attach}'
                    self.herald('open', self.seal(form), '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
                    if attach:
                        for name in ATTACHED:
                            self.assertEqual((opened / 'attachments' / name).read_bytes(),
                                             (SAMPLE / name).read_bytes())
                    text = self.herald('render', self.report)
                    self.assertTrue((opened / 'report.txt').read_text().startswith(text))

    def test_awkward_attachments(self):
        """Each kind of byte and line end, an empty file, and names in many letters."""
        self.make_report(attach=False)
        files = {'empty': b'', 'bytes ü 針.bin': bytes(range(256)) * 99, 'lines.txt': b'From x\r\n.\r\n--\n\n\rend',
                 "a'b;c=d.txt": b'quoted', 'x' * 100: b'long', 'report.txt': b'mine', 'CONSOLE': b'device'}
        for name, data in files.items():
            (self.work / 'in').write_bytes(data)
            (self.work / f'in-{len(name)}').write_bytes(data)
            self.herald('attach', self.report, self.work / f'in-{len(name)}', '--name', name)
        for form in ('eml', 'bundle'):
            with self.subTest(form=form):
                path = self.seal(form)
                plain = self.check_same_everywhere(path)
                if form == 'bundle':
                    with zipfile.ZipFile(io.BytesIO(plain)) as bundle:
                        found = [bundle.read(f'attachments/{name}') for name in files]
                else:
                    found = [data for _, data in interop.check_python_email(path).parts[3:-1]]
                    # Read as text, which they are not sent as.
                    interop.check_notmuch(path)
                self.assertEqual(found, list(files.values()))
                opened = self.work / f'{form}-opened'
                self.herald('open', path, '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
                self.assertEqual(sorted(p.read_bytes() for p in (opened / 'attachments').iterdir()),
                                 sorted(files.values()))


class Padding(herald.Case):
    def sizes(self, form, lengths):
        found = set()
        for length in lengths:
            self.set('dut.notes', 'y' * length)
            found.add(self.seal(form).stat().st_size)
        return found

    def test_hides_a_few_bytes(self):
        """A step from one padded size to the next lies in one of two places at most."""
        for attach, forms in ((True, ('eml', 'bundle', 'draft')), (False, ('asc',))):
            self.make_report(attach=attach)
            for form in forms:
                with self.subTest(form=form):
                    self.assertIn(1, (len(self.sizes(form, (1, 2, 9, 30))), len(self.sizes(form, (200, 201, 209, 230)))))

    def test_shows_many(self):
        """Else the test above proves nothing."""
        self.make_report()
        self.assertEqual(len(self.sizes('bundle', (1, 5000))), 2)


class Anonymous(herald.Case):
    def setUp(self):
        super().setUp()
        self.make_report(anonymous=True)

    def literal(self, path):
        done = interop.message_of(path)
        with interop.vendor_home(PRACTICE / 'practice-secret.asc') as (_, env):
            listed = interop.run(['gpg', '--batch', '--quiet', '--list-packets'], env, done).decode()
        return re.search(r':literal data packet:\n\s+mode b \(62\), created (\d+), name="(.*)",', listed)

    def test_the_literal_tells_nothing(self):
        self.herald('detach', self.report, 'poc.py')
        self.herald('detach', self.report, 'device.log')
        for form in herald.FORMS:
            with self.subTest(form=form):
                self.assertEqual(self.literal(self.seal(form)).groups(), ('0', ''))

    def test_a_named_report_has_no_name_in_it_either(self):
        self.report.unlink()
        self.make_report()
        self.assertEqual(self.literal(self.seal('bundle'))[2], '')

    def test_no_sender_and_no_time(self):
        for form in ('eml', 'draft'):
            with self.subTest(form=form):
                headers = self.json('inspect', self.seal(form))['headers']
                self.assertNotIn('From', headers)
                if form == 'eml':
                    self.assertRegex(headers['Date'], r' 00:00:00 \+0000$')
        parts = interop.check_python_email(self.seal('eml'))
        document = parts.parts[1][1].decode()
        self.assertIsNone(re.search(r'T\d\d:\d\d:\d\dZ', document))
        self.assertNotIn('ada@lab.example', document)
        self.assertNotIn('Ada Example', document)

    def test_the_zone_does_not_show(self):
        for zone in ('Asia/Kolkata', 'America/St_Johns'):
            with self.subTest(zone=zone):
                path = self.seal('eml', env={'TZ': zone})
                self.assertRegex(self.json('inspect', path)['headers']['Date'], r' 00:00:00 \+0000$')
                path = self.seal('bundle', env={'TZ': zone})
                with zipfile.ZipFile(io.BytesIO(interop.check_gpg(path))) as bundle:
                    self.assertEqual({entry.date_time for entry in bundle.infolist()}, {(1980, 1, 1, 0, 0, 0)})

    def test_to_the_vendor_alone(self):
        """No encryption to oneself, and no signature."""
        path = self.seal('bundle')
        self.assertEqual(len(self.json('inspect', path)['recipients']), 1)
        with interop.vendor_home(PRACTICE / 'practice-secret.asc') as (_, env):
            listed = subprocess.run(['gpg', '--batch', '--list-packets', path], env=env, capture_output=True,
                                    check=True).stdout
        self.assertNotIn(b'signature packet', listed)
        self.assertNotIn(b'compressed packet', listed)


if __name__ == '__main__':
    herald.main()
