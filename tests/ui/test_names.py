# test_names.py: every page says to a screen reader what it holds
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import unittest

import herald_ui
import tour


class Walk(tour.Tour):
    """A walk that listens instead of looking."""

    def resize(self):
        pass

    def picture(self, name, whole=False):
        self.rest()
        self.count += 1
        self.found += [f'{name}: {complaint}' for complaint in herald_ui.complaints(self.program.tree())]


class Names(unittest.TestCase):
    maxDiff = None

    def test_whatever_takes_the_focus_has_a_name_and_a_role(self):
        walk = Walk(pathlib.Path(herald_ui.os.environ['HERALD_UI_FOLDER']) / 'unused', (0, 0), {})
        self.addCleanup(walk.end)
        walk.found = []
        try:
            walk.walk()
        except AssertionError:
            walk.program.complain('names')
            raise
        self.assertEqual(walk.found, [])
        self.assertGreater(walk.count, 20)


if __name__ == '__main__':
    herald_ui.main()
