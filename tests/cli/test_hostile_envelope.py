# test_hostile_envelope.py: envelopes that mean harm to the vendor who opens them
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import io
import json
import resource
import shutil
import stat
import time
import zipfile

import herald
from herald import INPUT, NOT_READY, PRACTICE, PRACTICE_FPR, SANITIZED

EVIL = ('../evil', '../../evil', '/tmp/evil', '//evil', 'attachments/../../evil', 'attachments/../../../evil',
        '..\\evil', 'C:\\evil', 'attachments/..', '..', '.', '/', '', 'attachments/', 'attachments//evil',
        'attachments/a/b/evil', './evil', 'attachments/.evil', 'attachments/-rf', 'attachments/con', 'attachments/x\n',
        'attachments/\u202efdp.exe', 'report.txt/evil', 'attachments/' + 'x' * 300, 'attachments/evil ', '~/evil')


def limit():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    # Whoever fills a disk is stopped, so that this test does not.
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 << 20, 200 << 20))


def manifest(parts):
    return json.dumps({'format': 'herald-manifest', 'version': 1, 'parts': [
        {'name': name, 'size': len(data), 'sha256': herald.sha256(data)} for name, data in parts]}).encode()


def make_zip(parts, compression=zipfile.ZIP_STORED, with_manifest=True):
    """A ZIP archive of parts, which are names or entries with their bytes."""
    out = io.BytesIO()
    listed = [(name, data) for name, data in parts if isinstance(name, str)]
    with zipfile.ZipFile(out, 'w', compression) as archive:
        for name, data in parts:
            archive.writestr(name, data)
        if with_manifest:
            archive.writestr('manifest.json', manifest(listed))
    return out.getvalue()


def make_mime(parts, with_manifest=True):
    """A MIME entity of parts, whose names may be anything."""
    out = [b'Content-Type: multipart/mixed; boundary="edge"\r\nMIME-Version: 1.0\r\n\r\n']
    if with_manifest:
        parts = [*parts, ('manifest.json', manifest(parts))]
    for name, data in parts:
        folder, file = name.split('/', 1) if name.startswith('attachments/') else ('', name)
        quoted = file.encode().replace(b'\\', b'\\\\').replace(b'"', b'\\"').replace(b'\n', b' ')
        out.append(b'--edge\r\nContent-Transfer-Encoding: base64\r\nContent-Type: %s%s\r\nContent-Disposition: %s%s'
                   b'\r\n\r\n%s\r\n' % (b'text/plain; charset=utf-8' if name == 'report.txt' else b'application/x',
                                         b'' if name == 'report.txt' else b'; name="%s"' % quoted,
                                         b'attachment' if folder else b'inline',
                                         b'' if name == 'report.txt' else b'; filename="%s"' % quoted,
                                         base64.encodebytes(data)))
    return b''.join(out) + b'--edge--\r\n'


class Case(herald.Case):
    def setUp(self):
        super().setUp()
        self.gpg('--import', PRACTICE / 'practice.asc')
        self.out = self.work / 'opened'
        self.envelope = self.work / 'envelope'

    def seal_bytes(self, plain, *options, to=PRACTICE_FPR):
        self.envelope.write_bytes(self.gpg('--trust-model', 'always', *options, '--encrypt', '-r', to, data=plain))
        return self.envelope

    def outside(self):
        """Everything that lies outside the folder that was asked for."""
        found = {}
        for path in self.folder.rglob('*'):
            if not {self.out, self.gpg_home(), self.run_dir / 'herald'} & {path, *path.parents}:
                found[str(path)] = path.lstat().st_mtime_ns if not path.is_dir() else None
        return found

    def open(self, path=None, key=PRACTICE / 'practice-secret.asc'):
        """Opens an envelope; whatever happens, nothing lies outside the folder."""
        if self.out.exists():
            shutil.rmtree(self.out)
        before = self.outside()
        began = time.monotonic()
        done = self.start('open', path or self.envelope, '--key', key, '-o', self.out, preexec_fn=limit)
        self.assertLess(time.monotonic() - began, 50)
        self.assertEqual(self.outside(), before)
        self.assertEqual(self.processes(), {})
        said = done.stderr.decode()
        self.assertIn(done.returncode, (0, NOT_READY, INPUT), said)
        self.assertEqual(self.out.exists(), done.returncode != INPUT, said)
        if done.returncode:
            self.assertTrue(said.startswith('herald-cli: '), said)
        return done.returncode, said

    def opened(self):
        """What came out, all of it ordinary and private files in one level of folders."""
        found = {}
        for path in self.out.rglob('*'):
            mode = path.lstat().st_mode
            self.assertTrue(stat.S_ISREG(mode) or stat.S_ISDIR(mode), path)
            self.assertEqual(mode & 0o177, 0 if stat.S_ISREG(mode) else mode & 0o100, path)
            name = str(path.relative_to(self.out))
            if stat.S_ISREG(mode):
                self.assertLessEqual(name.count('/'), 1)
                self.assertTrue(name.split('/')[-1].isprintable())
                self.assertFalse(name.split('/')[-1].startswith(('.', '-')))
                found[name] = path.read_bytes()
        return found

    def refuse(self, says, **options):
        status, said = self.open(**options)
        self.assertEqual(status, INPUT)
        self.assertRegex(said, says)
        self.assertEqual(said.count('\n'), 1)


class Names(Case):
    def check(self, make):
        # Python makes no ZIP archive with an empty name.
        for name in (name for name in EVIL if name or make is make_mime):
            with self.subTest(name=name):
                self.seal_bytes(make([('report.txt', b'text\n'), (name, b'evil')]))
                status, said = self.open()
                if status != INPUT:
                    found = self.opened()
                    self.assertEqual(found['report.txt'], b'text\n')
                    # What has another name than it came with is told of.
                    if b'evil' in found.values() and name not in found:
                        self.assertEqual(status, NOT_READY, said)

    def test_in_a_bundle(self):
        self.check(make_zip)

    def test_in_a_mail(self):
        self.check(make_mime)

    def test_one_name_for_two(self):
        for make in (make_mime, make_zip):
            self.seal_bytes(make([('report.txt', b'text\n'), ('attachments/a', b'one'), ('attachments/A', b'two'),
                                  ('attachments/x/a', b'three')]))
            status, _ = self.open()
            if status != INPUT:
                found = self.opened()
                self.assertLessEqual({b'one', b'two', b'three'}, set(found.values()))

    def test_links_and_devices(self):
        for mode in (0o120777, 0o060777, 0o010777, 0o140777):
            entry = zipfile.ZipInfo('attachments/link')
            entry.create_system = 3
            entry.external_attr = mode << 16
            with self.subTest(mode=oct(mode)):
                self.seal_bytes(make_zip([('report.txt', b'text\n'), (entry, '/etc/passwd')]))
                status, said = self.open()
                self.assertEqual(status, NOT_READY)
                self.assertRegex(said, 'attachments/link')
                # At most the text of the link, never what it points to.
                self.assertIn(self.opened().get('attachments/link'), (None, b'/etc/passwd'))

    def test_a_link_that_stands_there_already(self):
        self.seal_bytes(make_zip([('report.txt', b'text\n')]))
        (self.work / 'target').mkdir()
        self.out.symlink_to('target')
        before = self.outside()
        self.refused(INPUT, 'open', self.envelope, '--key', PRACTICE / 'practice-secret.asc', '-o', self.out)
        self.assertEqual(self.outside(), before)
        self.assertEqual(list((self.work / 'target').iterdir()), [])


class Sizes(Case):
    def test_a_bomb(self):
        bomb = make_zip([('report.txt', b'text\n'), ('attachments/bomb', bytes(50 << 20))], zipfile.ZIP_DEFLATED)
        self.assertLess(len(bomb), 1 << 20)
        self.seal_bytes(bomb)
        self.refuse('grows too much')

    def test_a_bomb_of_openpgp(self):
        """Herald never compresses, others do: it is unpacked in bounded memory."""
        self.seal_bytes(make_mime([('report.txt', b'text\n'), ('attachments/bomb', bytes(50 << 20))]),
                        '--compress-algo', 'zlib', '-z', '9')
        self.assertLess(self.envelope.stat().st_size, 1 << 20)
        self.assertEqual(self.open()[0], 0)

    def test_a_thousand_parts(self):
        for make in (make_zip, make_mime):
            self.seal_bytes(make([('report.txt', b'text\n'), *((f'attachments/{i}', b'x') for i in range(1000))]))
            self.refuse('more than 200 parts')

    def test_deep_nesting(self):
        plain = b''.join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (i, i) for i in range(5000))
        self.seal_bytes(plain)
        self.assertNotEqual(self.open()[0], 0)


class Manifest(Case):
    parts = [('report.txt', b'text\n'), ('report.json', b'{}'), ('attachments/a', b'data')]

    def check(self, data, says, lies=None):
        for make in (make_zip, make_mime):
            with self.subTest(make=make.__name__):
                self.seal_bytes(make([*self.parts, *([] if data is None else [('manifest.json', data)])],
                                     with_manifest=False))
                status, said = self.open()
                self.assertNotEqual(status, 0)
                self.assertRegex(said, says)

    def test_none(self):
        self.check(None, 'no manifest')

    def test_that_lies(self):
        for name, parts in {'another size': [*self.parts[:2], ('attachments/a', b'longer data')],
                            'another hash': [*self.parts[:2], ('attachments/a', b'atad')],
                            'one too few': self.parts[:2],
                            'one too many': [*self.parts, ('attachments/b', b'')]}.items():
            with self.subTest(name=name):
                self.check(manifest(parts), 'manifest')

    def test_that_is_no_manifest(self):
        good = manifest(self.parts)
        for name, data in {'empty': b'', 'cut off': good[:-5], 'deep': b'[' * 100_000, 'large': b' ' * (1 << 20) + good,
                           'newer': good.replace(b'"version": 1', b'"version": 2'), 'NUL': good + b'\0',
                           'another format': good.replace(b'herald-manifest', b'herald-report')}.items():
            with self.subTest(name=name):
                self.check(data, 'manifest')

    def test_good(self):
        """Else the tests above prove nothing."""
        for make in (make_zip, make_mime):
            self.seal_bytes(make(self.parts))
            status, said = self.open()
            self.assertEqual((status, said), (0, ''))
            self.assertEqual(self.opened(), {**dict(self.parts), 'manifest.json': manifest(self.parts)})


class Messages(Case):
    def test_truncated(self):
        self.make_report()
        for form in ('eml', 'bundle', 'draft'):
            data = self.seal(form).read_bytes()
            for part in (0, 1, 20, len(data) // 3, len(data) // 2, len(data) - 200, len(data) - 30):
                with self.subTest(form=form, part=part):
                    self.envelope.write_bytes(data[:part])
                    self.refuse('.')

    def test_changed(self):
        self.make_report()
        data = bytearray(self.seal('bundle').read_bytes())
        for place in (5, 30, 200, len(data) // 2, len(data) - 3):
            with self.subTest(place=place):
                changed = data[:]
                changed[place] ^= 1
                self.envelope.write_bytes(changed)
                self.refuse('.')

    def test_not_for_us(self):
        self.seal_bytes(make_zip(Manifest.parts), to=self.make_key('other'))
        self.refuse('not sealed to this key')

    def test_no_guard_against_changes(self):
        self.seal_bytes(make_zip(Manifest.parts), '--rfc2440', '--disable-mdc')
        self.assertNotEqual(self.open()[0], 0)

    def test_not_sealed(self):
        for name, data in {'a mail': b'From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nhello\r\n',
                           'a bundle': make_zip(Manifest.parts), 'text': b'hello\n', 'nothing': b'',
                           'a key': (PRACTICE / 'practice.asc').read_bytes(),
                           'stored alone': self.gpg('--store', data=make_zip(Manifest.parts))}.items():
            with self.subTest(name=name):
                self.envelope.write_bytes(data)
                self.refuse('.')
                self.assertNotEqual(self.start('inspect', self.envelope).returncode, 0)

    def test_a_bad_secret_key(self):
        self.seal_bytes(make_zip(Manifest.parts))
        self.refuse('secret key', key=PRACTICE / 'practice.asc')
        self.refuse('.', key=self.envelope)
        self.refuse('missing', key=self.work / 'missing')
        self.refuse('missing', path=self.work / 'missing')


if __name__ == '__main__':
    herald.main()
