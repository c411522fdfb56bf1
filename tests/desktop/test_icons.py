#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The icons are drawings that any desktop can show, on light and on dark."""

import re
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from place import ROOT, needs, run

SVG = '{http://www.w3.org/2000/svg}'
# Nothing but shapes: no picture inside, nothing that runs or is fetched.
DRAWN = {'svg', 'title', 'defs', 'g', 'linearGradient', 'radialGradient', 'stop', 'path', 'rect', 'circle', 'ellipse'}
THEME = Path('/usr/share/icons/Adwaita')
ICONS = sorted((ROOT / 'data/icons').rglob('*.svg'))


class Icons(unittest.TestCase):
    def test_are_there(self):
        self.assertLessEqual({'herald.svg', 'herald-symbolic.svg'}, {p.name for p in ICONS})

    def test_are_shapes_only(self):
        for path in ICONS:
            with self.subTest(icon=path.name):
                for element in ElementTree.parse(path).iter():
                    self.assertIn(element.tag.removeprefix(SVG), DRAWN)
                    for name, value in element.attrib.items():
                        self.assertFalse(name.startswith('on') or 'href' in name, name)
                        self.assertNotIn('url(h', value)

    def test_have_the_size_of_their_kind(self):
        for path in ICONS:
            with self.subTest(icon=path.name):
                size = '16' if path.name.endswith('-symbolic.svg') else '128'
                root = ElementTree.parse(path).getroot()
                self.assertEqual([root.get('width'), root.get('height'), root.get('viewBox')], [size, size, f'0 0 {size} {size}'])

    def test_symbolic_ones_have_one_colour(self):
        for path in ICONS:
            if path.name.endswith('-symbolic.svg'):
                with self.subTest(icon=path.name):
                    colours = set(re.findall(r'#[0-9a-f]{3,6}\b', path.read_text(encoding='utf-8')))
                    self.assertEqual(colours, {'#2e3436'})

    @needs('rsvg-convert')
    def test_can_be_drawn_small(self):
        for path in ICONS:
            with self.subTest(icon=path.name), tempfile.TemporaryDirectory() as folder:
                run('rsvg-convert', '-w', '16', '-h', '16', path, '-o', Path(folder) / 'icon.png')
                self.assertGreater((Path(folder) / 'icon.png').stat().st_size, 100)

    def test_each_is_carried_by_the_window(self):
        resource = (ROOT / 'data/icons/icons.gresource.xml.in').read_text(encoding='utf-8')
        self.assertEqual(sorted(re.findall(r'>([\w-]+\.svg)</file>', resource)), [p.name for p in ICONS])

    @unittest.skipUnless(THEME.is_dir(), 'the icon theme Adwaita is not installed')
    def test_each_that_the_window_shows_is_there(self):
        there = {p.stem for p in THEME.rglob('*.svg')} | {p.stem for p in ICONS}
        for path in [p for p in (ROOT / 'ui').rglob('*') if p.suffix in ('.c', '.ui')]:
            for name in re.findall(r'[">]((?:[a-z0-9]+-)+symbolic)["<]', path.read_text(encoding='utf-8')):
                self.assertIn(name, there, path.name)


if __name__ == '__main__':
    unittest.main(verbosity=2)
