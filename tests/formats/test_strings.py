#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/data-strings.h holds what people read on the screen from the data files, all of it and as it is now."""

import re
import shutil
import subprocess
import sys
import unittest

import profiles

PO = profiles.ROOT / "po"
STUB = PO / "data-strings.h"


def made():
    return subprocess.run([sys.executable, "-B", PO / "data-strings.py"], check=True, capture_output=True).stdout.decode()


def stub_strings(text):
    """The strings of the stub, as C would read them."""
    return [s.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
            for s in re.findall(r'^NC_\("data", "(.*)"\)$', text, re.M)]


class Strings(unittest.TestCase):
    def test_the_stub_is_not_stale(self):
        self.assertEqual(STUB.read_text(encoding="utf-8"), made(), "run po/data-strings.py > po/data-strings.h")

    def test_each_string_stands_once(self):
        found = stub_strings(made())
        self.assertEqual(len(found), len(set(found)))

    def test_screen_texts_are_there(self):
        found = set(stub_strings(made()))
        catalogue = profiles.read(profiles.DATA / "fields.json")
        for entry in catalogue["sections"] + catalogue["fields"]:
            self.assertIn(entry["label"], found)
            if entry.get("help"):
                self.assertIn(entry["help"], found)
            for choice in entry.get("choices", []):
                self.assertIn(choice["label"], found)
        for profile in profiles.vendors().values():
            for rule in profile["prerequisites"]:
                self.assertLessEqual({rule["title"], rule["explanation"], *rule.get("parts", [])}, found)
            for diversion in profile["diversions"]:
                self.assertLessEqual({diversion["question"], diversion["advice"]}, found)
            for item in profile["terms"] + profile["promises"] + profile["notes"]:
                self.assertIn(item["title"], found)
            self.assertIn(profile["anonymity"]["consequence"], found)

    def test_the_vendors_words_are_not(self):
        found = set(stub_strings(made()))
        for profile in profiles.vendors().values():
            for pointer, value in profiles.places(profile):
                with self.subTest(vendor=profile["id"], place=pointer):
                    self.assertNotIn(value.get("wording"), found)

    @unittest.skipUnless(shutil.which("xgettext"), "xgettext is not installed")
    def test_xgettext_reads_every_string(self):
        result = subprocess.run(
            ["xgettext", "--from-code=UTF-8", "--keyword=NC_:1c,2", "--add-comments", "-o", "-", STUB],
            check=True, capture_output=True, text=True)
        self.assertEqual(result.stderr, "")
        self.assertEqual(result.stdout.count('\nmsgctxt "data"\n'), len(stub_strings(made())))
        self.assertNotIn("c-format", result.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
