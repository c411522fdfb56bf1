#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The help: valid pages, each reached from the first, each installed, in every language."""

import re
import tempfile
import unittest
from pathlib import Path

from place import ROOT, needs, run

HELP = ROOT / 'data/help'
PAGES = sorted(p.name for p in (HELP / 'C').glob('*.page'))


class Help(unittest.TestCase):
    @needs('yelp-check')
    def test_is_valid(self):
        run('yelp-check', 'validate', *[HELP / 'C' / p for p in PAGES])

    @needs('yelp-check')
    def test_each_link_leads_somewhere(self):
        self.assertEqual(run('yelp-check', 'links', HELP / 'C'), '')

    @needs('yelp-check')
    def test_each_page_is_reached_from_the_first(self):
        self.assertEqual(run('yelp-check', 'orphans', HELP / 'C'), '')

    def test_each_page_is_installed(self):
        build = (HELP / 'meson.build').read_text(encoding='utf-8')
        self.assertEqual(sorted(re.findall(r"'([\w-]+\.page)'", build)), PAGES)

    def test_each_page_says_what_it_is_about(self):
        for page in PAGES:
            self.assertIn('<desc>', (HELP / 'C' / page).read_text(encoding='utf-8'), page)

    def test_is_there_in_each_language(self):
        spoken = (ROOT / 'po/LINGUAS').read_text(encoding='utf-8').split()
        build = (HELP / 'meson.build').read_text(encoding='utf-8')
        self.assertEqual(re.findall(r"'(\w+)'", re.search(r'languages: \[(.*)\]', build).group(1)), spoken)
        self.assertEqual(sorted(p.parent.name for p in HELP.glob('*/*.po')), spoken)

    @needs('itstool')
    @needs('msgfmt')
    @needs('yelp-check')
    def test_is_valid_in_each_language(self):
        for catalogue in HELP.glob('*/*.po'):
            with self.subTest(language=catalogue.stem), tempfile.TemporaryDirectory() as folder:
                compiled = Path(folder) / 'help.mo'
                run('msgfmt', '-c', '-o', compiled, catalogue)
                run('itstool', '-l', catalogue.stem, '-m', compiled, '-o', folder, *[HELP / 'C' / p for p in PAGES])
                run('yelp-check', 'validate', *[Path(folder) / p for p in PAGES])


if __name__ == '__main__':
    unittest.main(verbosity=2)
