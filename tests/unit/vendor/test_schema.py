#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader against the schemas: every value of the examples replaced by wrong
ones, taken away, or joined by a stranger.

What the schema refuses, the reader refuses. What the schema takes, the reader
takes too, except where it knows more: references, hidden characters, headings
of one line, numbers written with a fraction. And a refusal names the place.

Usage: test_schema.py READ-FILES
"""

import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

import jsonschema

ROOT = pathlib.Path(os.environ["HERALD_SOURCE_ROOT"])
READ_FILES = sys.argv.pop(1)

WRONG = [None, True, 0, 1, 1.5, 10**18, "", "x", "A", "x" * 5000, [], ["x"], {}, {"x": "y"}]

EVERY = int(os.environ.get("HERALD_TEST_EVERY", "5"))

# What only the reader knows.
STRICTER = re.compile(
    "|".join([
        "a text of one line was expected", "a text that is not empty", "without the hidden character",
        "the name of a source of this profile", "the kind and id of something in this profile",
        "an answer that this field can have", "no field has this id", "no word of the document has this id",
        "no section has this id", "the id of a section was expected", "the field has no choice with this id",
        "or “document”, was expected", "stands there twice", "depends on itself",
        r"^/fields/\d+/(max|choices): a field of this kind has no such member",
        r"^/limits/fields/[^:]*: a field of this kind has no such member",
        # A field of the catalogue defines nothing; any other defines itself.
        r"^/fields/\d+/(section|kind|unknown|when|label|help): this member is (not known|missing)",
        # The schemas' patterns for addresses are wider than what can be used.
        "one plain e-mail address was expected", "an address that begins with",
        r"a date such as",
    ]))


def places(value, path=()):
    """Every place in a JSON value, the root last."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, path + (name,))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from places(element, path + (index,))
    yield path


def at(value, path):
    for step in path:
        value = value[step]
    return value


def replaced(value, path, new):
    if not path:
        return new
    value = copy.deepcopy(value)
    at(value, path[:-1])[path[-1]] = new
    return value


def mutants(example):
    """Everything that is one change away, as (what was done, value)."""
    for path in places(example):
        for wrong in WRONG:
            if wrong != at(example, path) or type(wrong) is not type(at(example, path)):
                yield f"{path} = {str(wrong)[:20]!r}", replaced(example, path, wrong)
        if path:
            without = copy.deepcopy(example)
            del at(without, path[:-1])[path[-1]]
            yield f"{path} taken away", without
        if isinstance(at(example, path), dict):
            stranger = copy.deepcopy(example)
            at(stranger, path)["stranger"] = 1
            yield f"{path} with a stranger", stranger
        if isinstance(at(example, path), list) and at(example, path):
            double = copy.deepcopy(example)
            at(double, path).append(at(double, path)[0])
            yield f"{path} with its first element again", double


def read(kind, values):
    """What the reader says to each: “good”, or a message."""
    lines = "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)
    run = subprocess.run([READ_FILES, kind], input=lines, capture_output=True, text=True, check=True)
    return run.stdout.split("\n")[:-1]


class Reader(unittest.TestCase):
    def compare(self, kind):
        schema = json.loads((ROOT / f"data/schema/{kind}.schema.json").read_text(encoding="utf-8"))
        example = json.loads((ROOT / f"data/schema/{kind}.example.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        done = list(mutants(example))
        answers = read(kind, [value for _, value in done])

        self.assertEqual(len(done), len(answers))
        self.assertGreater(answers.count("good"), 20)
        for number, ((change, value), answer) in enumerate(zip(done, answers)):
            with self.subTest(change=change, answer=answer):
                if answer == "good":
                    self.assertTrue(validator.is_valid(value), "the schema refuses it")
                    continue
                self.assertRegex(answer, r"^/[^ ]*: .|^it was written by a newer version")
                # The other validator is slow, and most refusals are alike.
                if not STRICTER.search(answer) and number % EVERY == 0:
                    self.assertFalse(validator.is_valid(value), "the schema takes it")

    def test_example_is_good(self):
        for kind in ("vendor", "fields"):
            text = (ROOT / f"data/schema/{kind}.example.json").read_text(encoding="utf-8")
            self.assertEqual(read(kind, [json.loads(text)]), ["good"])

    def test_vendor(self):
        self.compare("vendor")

    def test_fields(self):
        self.compare("fields")


if __name__ == "__main__":
    unittest.main()
