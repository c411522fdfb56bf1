#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every language: well formed and nothing guessed; under HERALD_LONG nothing left out."""

import os
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from place import BUILT, ROOT, needs, run

PO = ROOT / 'po'
LANGUAGES = (PO / 'LINGUAS').read_text(encoding='utf-8').split()


def count(said):
    """How many messages are done, fuzzy and left in what msgfmt says."""
    return [int(m.group(1)) if (m := re.search(rf'(\d+) {kind}', said)) else 0
            for kind in ('translated', 'fuzzy', 'untranslated')]


@unittest.skipUnless(shutil.which('msgfmt') and shutil.which('xgettext'), 'gettext is not installed')
class Catalogues(unittest.TestCase):
    def test_are_those_that_are_listed(self):
        self.assertEqual(LANGUAGES, sorted(p.stem for p in PO.glob('*.po')))

    def test_are_well_formed(self):
        for language in LANGUAGES:
            with self.subTest(language=language):
                said = run('msgfmt', '-c', '--check-accelerators=_', '--statistics', '-o', '/dev/null', PO / f'{language}.po')
                self.assertEqual(count(said)[1], 0, 'a guess of msgmerge is no translation: mend it or empty it')

    def test_know_the_strings_of_now(self):
        """Prints how many strings wait for a translation; that none does is held under HERALD_LONG."""
        with tempfile.TemporaryDirectory() as folder:
            template = Path(folder) / 'herald.pot'
            options = re.findall(r"'(--(?:keyword|flag)=[^']+)'", (PO / 'meson.build').read_text(encoding='utf-8'))
            run('xgettext', '--from-code=UTF-8', *options, '-o', template, '-f', PO / 'POTFILES.in', cwd=ROOT)
            for language in LANGUAGES:
                with self.subTest(language=language):
                    merged = Path(folder) / f'{language}.po'
                    run('msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, PO / f'{language}.po', template)
                    done, _, left = count(run('msgfmt', '--statistics', '-o', '/dev/null', merged))
                    print(f'{language}: {done} translated, {left} to do', file=sys.stderr)
                    self.assertGreater(done, 0)
                    if os.environ.get('HERALD_LONG'):
                        self.assertEqual(left, 0)

    def test_a_language_that_nobody_speaks_has_every_string(self):
        with tempfile.TemporaryDirectory() as folder:
            run(ROOT / 'tests/ui/pseudo-locale', folder)
            made = run('msgunfmt', '--no-wrap', Path(folder) / 'qps/LC_MESSAGES/herald.mo').split('\n\n', 1)[1]
        texts = re.findall(r'(?m)^msgstr(?:\[\d\])? (?:""\n)?"(.*)', made)
        self.assertGreater(len(texts), 500)
        self.assertEqual([t for t in texts if not t.startswith('⟦')], [])

    @needs('gettext')
    def test_the_program_speaks_them(self):
        # Newer C libraries translate nothing in the locale C.UTF-8, which may be all that there is.
        spoken = {**os.environ, 'TEXTDOMAINDIR': str(BUILT.parent / 'po'), 'LC_ALL': 'C.UTF-8', 'LANGUAGE': LANGUAGES[0]}
        if run('gettext', '-d', 'herald', 'Commands:', env=spoken) == 'Commands:':
            self.skipTest('no translation in the locale C.UTF-8')
        for language in LANGUAGES:
            with self.subTest(language=language), tempfile.TemporaryDirectory() as folder:
                env = {**os.environ, 'TEXTDOMAINDIR': str(BUILT.parent / 'po'), 'LC_ALL': 'C.UTF-8', 'HOME': folder,
                       'XDG_DATA_HOME': folder}
                said, english = (run(os.environ['HERALD_CLI'], 'vendor', 'practice', env={**env, 'LANGUAGE': spoken})
                                 for spoken in (language, 'en'))
                # The screen is translated; what the vendor says is not.
                self.assertNotIn(english.split('\n')[2], said)
                self.assertEqual(re.findall('“.*” \\[page\\]', said), re.findall('“.*” \\[page\\]', english))


if __name__ == '__main__':
    unittest.main(verbosity=2)
