#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop entry, service, metainfo, MIME type and settings, judged by the desktop's own tools."""

import configparser
import os
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from place import BUILT, ID, ROOT, VERSION, needs, run

REPORT_TYPE = 'application/vnd.herald.report+json'


def entry():
    parser = configparser.ConfigParser(interpolation=None, delimiters=['='])
    parser.optionxform = str
    parser.read(BUILT / f'{ID}.desktop', encoding='utf-8')
    return parser['Desktop Entry']


class Entry(unittest.TestCase):
    @needs('desktop-file-validate')
    def test_is_valid(self):
        run('desktop-file-validate', '--no-hints', BUILT / f'{ID}.desktop')

    def test_names_the_program_its_icon_and_its_type(self):
        self.assertEqual(entry()['Exec'], 'herald %U')
        self.assertEqual(entry()['Icon'], ID)
        self.assertEqual(entry()['MimeType'].split(';'), [REPORT_TYPE, 'application/pgp-keys', ''])

    def test_is_translated(self):
        for language in (ROOT / 'po/LINGUAS').read_text(encoding='utf-8').split():
            self.assertIn(f'Comment[{language}]', entry())

    def test_each_action_is_one_of_the_program(self):
        sources = ''.join(p.read_text(encoding='utf-8') for p in (ROOT / 'ui').rglob('*.c'))
        for action in entry().get('Actions', '').split(';'):
            self.assertTrue(not action or f'"{action}"' in sources, action)


class Service(unittest.TestCase):
    def test_has_the_name_that_the_desktop_looks_for(self):
        text = (BUILT / f'{ID}.service').read_text(encoding='utf-8')
        self.assertEqual(entry()['DBusActivatable'], 'true')
        self.assertRegex(text, rf'(?m)^Name={re.escape(ID)}$')
        self.assertRegex(text, r'(?m)^Exec=/\S+/herald --gapplication-service$')


class Metainfo(unittest.TestCase):
    def setUp(self):
        self.component = ElementTree.parse(BUILT / f'{ID}.metainfo.xml').getroot()

    @needs('appstreamcli')
    def test_is_valid(self):
        said = run('appstreamcli', 'validate', '--no-net', '--explain', BUILT / f'{ID}.metainfo.xml')
        # Old versions do not know <developer> yet, and only mention it.
        self.assertNotRegex(said, r'(?m)^(E|W|I): (?!.*unknown-tag developer)', said)

    def test_is_about_this_version(self):
        releases = self.component.findall('releases/release')
        self.assertEqual(releases[0].get('version'), VERSION)
        for release in releases:
            self.assertRegex(release.get('date'), r'^\d{4}-\d\d-\d\d$')
            self.assertTrue(release.findtext('description/p'))

    def test_agrees_with_the_desktop_entry(self):
        self.assertEqual(self.component.findtext('id'), ID)
        self.assertEqual(self.component.findtext('launchable'), f'{ID}.desktop')
        self.assertEqual(self.component.findtext('provides/mediatype'), REPORT_TYPE)
        self.assertEqual(self.component.findtext('name'), entry()['Name'])
        self.assertEqual([c.text for c in self.component.findall('categories/category')],
                         entry()['Categories'].rstrip(';').split(';'))

    def test_is_short_where_shops_are(self):
        plain = '{http://www.w3.org/XML/1998/namespace}lang'
        for tag, limit in [('name', 15), ('summary', 35)]:
            text = next(e.text for e in self.component.findall(tag) if e.get(plain) is None)
            self.assertLessEqual(len(text), limit)
            self.assertFalse(text.endswith('.'))
        for caption in self.component.findall('screenshots/screenshot/caption'):
            self.assertFalse(caption.text.endswith('.'))

    @unittest.skipUnless((ROOT / 'data/screenshots').exists(), 'no pictures were taken yet')
    def test_its_pictures_are_those_of_the_project(self):
        images = [e.text for e in self.component.findall('screenshots/screenshot/image')]
        self.assertTrue(3 <= len(images) <= 6)
        for image in images:
            self.assertIn(f'/v{VERSION}/data/screenshots/', image)
            with open(ROOT / 'data/screenshots' / image.rsplit('/', 1)[1], 'rb') as file:
                head = file.read(24)
            self.assertEqual(head[:8], b'\x89PNG\r\n\x1a\n')
            width, height = struct.unpack('>II', head[16:24])
            # A window of 1000 × 700 with its shadow.
            self.assertTrue(360 <= width <= 1100 and 294 <= height <= 800, f'{image}: {width} × {height}')


@needs('update-mime-database')
@needs('gio')
class Mime(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        (self.home / 'mime/packages').mkdir(parents=True)
        shutil.copy(BUILT / f'{ID}.xml', self.home / 'mime/packages')
        run('update-mime-database', self.home / 'mime')

    def type_of(self, name, content):
        (self.home / name).write_text(content, encoding='utf-8')
        env = {**os.environ, 'XDG_DATA_HOME': str(self.home), 'XDG_DATA_DIRS': '/usr/local/share:/usr/share', 'HOME': str(self.home)}
        said = run('gio', 'info', '-a', 'standard::content-type', self.home / name, env=env)
        return re.search(r'standard::content-type: (\S+)', said).group(1)

    def test_a_report_is_known_by_its_name(self):
        self.assertEqual(self.type_of('a.herald.json', '{}'), REPORT_TYPE)

    def test_a_report_is_known_by_what_is_in_it(self):
        example = (ROOT / 'data/schema/report.example.json').read_text(encoding='utf-8')
        self.assertEqual(self.type_of('report', example), REPORT_TYPE)

    def test_other_json_is_not_a_report(self):
        self.assertNotEqual(self.type_of('a.json', '{}'), REPORT_TYPE)


class Settings(unittest.TestCase):
    @needs('glib-compile-schemas')
    def test_are_valid(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(BUILT / f'{ID}.gschema.xml', folder)
            run('glib-compile-schemas', '--strict', '--dry-run', folder)

    def test_each_key_is_explained(self):
        for key in ElementTree.parse(BUILT / f'{ID}.gschema.xml').iter('key'):
            self.assertTrue(key.findtext('summary') and key.findtext('description'), key.get('name'))

    @needs('gsettings')
    def test_serve_a_program_that_is_not_installed(self):
        env = {**os.environ, 'GSETTINGS_SCHEMA_DIR': str(BUILT), 'GSETTINGS_BACKEND': 'memory'}
        self.assertEqual(run('gsettings', 'get', ID, 'keeping', env=env), "'ask'\n")

    @needs('gsettings')
    def test_refuse_a_way_of_keeping_that_there_is_not(self):
        env = {**os.environ, 'GSETTINGS_SCHEMA_DIR': str(BUILT), 'GSETTINGS_BACKEND': 'memory'}
        done = subprocess.run(['gsettings', 'set', ID, 'keeping', 'clear'], env=env, capture_output=True, check=False)
        self.assertNotEqual(done.returncode, 0)


class Flatpak(unittest.TestCase):
    def setUp(self):
        self.manifest = (ROOT / f'flatpak/{ID}.yml').read_text(encoding='utf-8')

    def test_has_the_name_of_the_program(self):
        self.assertRegex(self.manifest, rf'(?m)^id: {re.escape(ID)}$')
        self.assertRegex(self.manifest, r'(?m)^command: herald$')

    def test_asks_for_a_window_and_the_network_and_nothing_else(self):
        wanted = re.search(r'(?m)^finish-args:\n((?:  - .*\n)+)', self.manifest).group(1)
        self.assertEqual(set(re.findall(r'- (\S+)', wanted)),
                         {'--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland', '--device=dri'})

    def test_knows_what_it_fetches(self):
        fetched = re.findall(r'(?m)^ +url: (\S+)\n +sha256: (\S+)$', self.manifest)
        self.assertEqual(len(fetched), len(re.findall(r'(?m)^ +url: ', self.manifest)))
        for url, digest in fetched:
            self.assertTrue(url.startswith('https://'), url)
            self.assertRegex(digest, r'^[0-9a-f]{64}$')


class Manual(unittest.TestCase):
    @needs('mandoc')
    def test_is_well_formed(self):
        run('mandoc', '-T', 'lint', '-W', 'warning', ROOT / 'data/herald.1')


if __name__ == '__main__':
    unittest.main(verbosity=2)
