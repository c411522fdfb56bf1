#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every line of the two seeds has its place in a profile.

tests/data/seed-lines.json says for each line whether it is honoured, is
information only or waits for a room, where it stands, and the seed's words.
"""

import unittest

import profiles

TABLE = profiles.read(profiles.ROOT / "tests" / "data" / "seed-lines.json")
VENDORS = profiles.vendors()
LINES = [f"F-{n:02}" for n in range(1, 43)] + [f"B-{n:02}" for n in range(1, 37)]
TRAPS = [f"T-{n}" for n in range(1, 13)]
STATUSES = {"honoured", "information", "waits"}


def find(place):
    vendor, pointer = place.split(":", 1)
    return profiles.find(VENDORS[vendor], pointer)


class SeedLines(unittest.TestCase):
    def test_no_line_is_missing(self):
        self.assertEqual(list(TABLE), LINES + TRAPS)

    def test_every_line_has_a_status_and_a_place(self):
        for line, entry in TABLE.items():
            with self.subTest(line=line):
                self.assertIn(entry["status"], STATUSES)
                self.assertTrue(entry["item"])
                self.assertTrue(entry["where"])
                if entry["status"] == "waits":
                    self.assertTrue(entry["room"])

    def test_every_place_names_its_line(self):
        for line, entry in TABLE.items():
            with self.subTest(line=line):
                for place in entry["where"]:
                    self.assertIn(line, find(place).get("lines", []), place)

    def test_every_line_named_in_a_profile_is_in_the_table(self):
        for vendor, profile in VENDORS.items():
            for pointer, value in profiles.places(profile):
                for line in value.get("lines", []):
                    with self.subTest(line=line):
                        self.assertIn(f"{vendor}:{pointer}", TABLE[line]["where"])

    def test_a_line_stands_in_its_own_vendors_profile(self):
        vendors = {"F": {"fresenius"}, "B": {"baxter"}, "T": {"fresenius", "baxter"}}
        for line, entry in TABLE.items():
            with self.subTest(line=line):
                for place in entry["where"]:
                    self.assertIn(place.split(":")[0], vendors[line[0]])

    def test_the_seeds_words_stand_there(self):
        for line, entry in TABLE.items():
            with self.subTest(line=line):
                said = "\n".join(text for place in entry["where"] for text in profiles.texts(find(place)))
                for words in entry.get("words", []):
                    self.assertIn(words, said)

    def test_the_place_says_what_the_line_asks(self):
        for line, entry in TABLE.items():
            with self.subTest(line=line):
                for place, expected in entry.get("expect", {}).items():
                    found = find(place)
                    if isinstance(expected, dict):
                        found = {name: found.get(name) for name in expected}
                    self.assertEqual(found, expected, place)

    def test_what_no_source_states_is_not_guessed(self):
        self.assertEqual(VENDORS["fresenius"]["keys"], [])
        self.assertEqual(VENDORS["baxter"]["keys"], [])
        for text in profiles.texts(VENDORS["baxter"]):
            self.assertNotRegex(text, r"[A-Za-z0-9]@[A-Za-z0-9]")
        for channel in VENDORS["fresenius"]["channels"] + VENDORS["baxter"]["channels"]:
            self.assertNotEqual(channel["kind"], "https")


if __name__ == "__main__":
    unittest.main(verbosity=2)
