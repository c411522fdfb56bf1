# test_same_bytes.py: a document is the same whatever the language, alphabet and zone of the machine
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import herald
from herald import PRACTICE

# A comma in numbers, a dotless i, and other digits.
LOCALES = {'de_DE.UTF-8': 'de_DE', 'tr_TR.UTF-8': 'tr_TR', 'ar_EG.UTF-8': 'ar_EG', 'fa_IR.UTF-8': 'fa_IR'}
ZONES = ('UTC', 'Asia/Kolkata', 'America/St_Johns')


def make_locales(folder):
    """Those that can be made, in a folder for LOCPATH."""
    made = []
    if shutil.which('localedef') is not None:
        for name, source in LOCALES.items():
            done = subprocess.run(['localedef', '--no-archive', '-i', source, '-f', 'UTF-8', f'{folder}/{name}'],
                                  capture_output=True, check=False)
            if done.returncode <= 1 and os.path.isdir(f'{folder}/{name}'):
                made.append(name)
    return made


class SameBytes(herald.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.locpath = tempfile.mkdtemp(prefix='h-')
        cls.addClassCleanup(shutil.rmtree, cls.locpath)
        cls.locales = make_locales(cls.locpath)

    def settings(self):
        """C, and at least two other locales, each in every zone."""
        if len(self.locales) < 2:
            self.skipTest('localedef makes no locales here')
        for locale in ('C.UTF-8', *self.locales):
            for zone in ZONES:
                yield {'LC_ALL': locale, 'LANG': locale, 'LANGUAGE': locale.split('_')[0], 'TZ': zone,
                       'LOCPATH': self.locpath}

    def same(self, *arguments, **options):
        found = {}
        for setting in self.settings():
            found.setdefault(self.start(*arguments, env=setting, **options).stdout, []).append(setting)
        self.assertEqual(len(found), 1, list(found.values()))
        self.assertNotEqual(list(found), [b''])

    def test_the_locales_count(self):
        """Else the other tests prove nothing."""
        for setting in self.settings():
            done = subprocess.run(['locale', 'decimal_point'], env={**self.env, **setting}, capture_output=True,
                                  check=True, text=True)
            if setting['LC_ALL'].startswith('de'):
                self.assertEqual(done.stdout, ',\n')
            self.assertNotIn('Cannot set', done.stderr)

    def test_documents(self):
        self.make_report()
        self.set('product.version', '1.5 İıIi')
        self.set('vuln.poc', 'Größe 1234567.5 — １２３ ١٢٣')
        for form in ('text', 'markdown', 'json'):
            with self.subTest(form=form):
                self.same('render', self.report, '--as', form)

    def test_review_and_vendors(self):
        self.herald('new', 'practice', '-o', self.report)
        self.same('review', self.report, '--json')
        self.same('vendor', 'practice', '--json')
        self.same('vendors', '--json')
        self.same('key', PRACTICE / 'practice.asc', '--json')

    def test_reports(self):
        """What is written anywhere is read everywhere; all but the id and the time is the same."""
        written = set()
        for i, setting in enumerate(self.settings()):
            self.report = self.work / f'{i}.herald.json'
            self.herald('new', 'practice', '-o', self.report, env=setting)
            self.herald('set', self.report, 'discovery.date', data='2026-11-01', env=setting)
            self.herald('attest', self.report, 'laws', env=setting)
            report = self.read()
            self.assertRegex(report['created'], r'^[0-9-]{10}T[0-9:]{8}Z$')
            for member in (report, *report['attestations']):
                for name in ('id', 'created', 'at'):
                    if member is report or name == 'at':
                        member.pop(name, None)
            written.add(json.dumps(report))
        self.assertEqual(len(written), 1)

    def test_envelopes_open_the_same(self):
        self.make_report()
        opened = set()
        for i, setting in enumerate(self.settings()):
            if setting['TZ'] == 'UTC':
                continue
            for form in ('eml', 'bundle'):
                out, folder = self.work / f'{i}.{form}', self.work / f'{i}-{form}'
                self.herald('seal', self.report, '--as', form, '-o', out, env=setting)
                self.herald('open', out, '--key', PRACTICE / 'practice-secret.asc', '-o', folder, env=setting)
                opened.add(tuple(sorted((str(path.relative_to(folder)), path.read_bytes())
                                        for path in pathlib.Path(folder).rglob('*') if path.is_file())))
        self.assertEqual(len(opened), 1)

    def test_the_screen_may_differ(self):
        """In a language that Herald does not know it speaks its own, and never fails."""
        self.make_report()
        for setting in self.settings():
            self.herald('vendor', 'practice', env=setting)
            self.herald('review', self.report, env=setting)


if __name__ == '__main__':
    herald.main()
