#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what people read on the screen from data/fields.json and data/vendors/*.json, for xgettext.

    po/data-strings.py > po/data-strings.h

The vendors' own sentences (“wording”) are quoted in the original and are not
among them; nor are the words of a document, which is written in the vendor's
language whatever the language of the screen.
"""

import json
import pathlib
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent / "data"

# Members whose text is Herald's own and is read on the screen.
SHOWN = {
    "label": "label", "help": "help", "title": "title", "explanation": "explanation", "question": "question",
    "advice": "advice when the answer is yes", "unsure": "advice for a person who is not sure",
    "parts": "part of the rule", "note": "note", "consequence": "what follows from being anonymous",
}

# Members that hold the vendor's or the document's words, or names of pages.
NOT_SHOWN = {"words", "sources"}


def strings(value, place, inside=None):
    """Yields (string, place) in the order of the file."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            name = item.get("id", str(index + 1)) if isinstance(item, dict) else None
            yield from strings(item, place + [name] if name else place, inside)
    elif isinstance(value, dict):
        for name, member in value.items():
            if name in NOT_SHOWN or (inside == "channels" and name == "fields"):
                continue
            if name in SHOWN:
                for text in member if isinstance(member, list) else [member]:
                    if text:
                        yield text, ", ".join([" › ".join(place), SHOWN[name]])
            elif isinstance(member, (dict, list)):
                yield from strings(member, place + [name], name if not inside else inside)


def english(profile):
    """Whether the profile's texts are English; the labels of other profiles are their own."""
    return profile.get("language", {"tag": "en"})["tag"].split("-")[0] == "en"


def collect():
    """All strings, each once, with the places where it stands."""
    found = {}
    for path in [DATA / "fields.json", *sorted((DATA / "vendors").glob("*.json"))]:
        value = json.loads(path.read_text(encoding="utf-8"))
        if english(value):
            for text, place in strings(value, [path.name]):
                found.setdefault(text, []).append(place)
    return found


def literal(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    print("/* SPDX-License-Identifier: GPL-3.0-or-later */")
    print("/* Made by po/data-strings.py from data/; read by xgettext only, never compiled. */")
    for text, where in collect().items():
        print(f"\n/* TRANSLATORS: {'; '.join(where)} */")
        if "%" in text:
            print("/* xgettext:no-c-format */")
        print(f'NC_("data", {literal(text)})')


if __name__ == "__main__":
    main()
