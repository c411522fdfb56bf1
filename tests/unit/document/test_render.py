#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The three forms of a document, judged from outside.

Against golden files, under several locales and zones, by a JSON Schema
validator and by a CommonMark parser that are not ours.

Usage: test_render.py RENDERER
HERALD_GOLDEN=write renders the golden files anew.
"""

import copy
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema

HERE = pathlib.Path(__file__).parent
GOLDEN = HERE / "golden"
ROOT = HERE.parents[2]
FORMS = {"text": "txt", "markdown": "md", "json": "json"}
REPORTS = ["device", "web", "anonymous", "empty"]
DATE = "2026-11-21"
GOLDEN_PAIRS = [(GOLDEN / f"{name}.herald.json", form) for name in REPORTS for form in FORMS]
GOLDEN_FILES = [GOLDEN / f"{name}.{ending}" for name in REPORTS for ending in FORMS.values()]
RENDERER = sys.argv.pop(1)

SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "data/schema/document.schema.json").read_text("utf-8")))
PRACTICE = json.loads((ROOT / "data/vendors/practice.json").read_text("utf-8"))
FIELDS = json.loads((ROOT / "data/fields.json").read_text("utf-8"))


def golden_report(name):
    return json.loads((GOLDEN / f"{name}.herald.json").read_text("utf-8"))


def run(pairs, profiles=HERE / "none", **environment):
    """What the renderer writes for pairs of a file and a form, in one go."""
    arguments = [RENDERER, str(profiles), DATE] + [str(argument) for pair in pairs for argument in pair]
    done = subprocess.run(arguments, env=os.environ | environment, capture_output=True, check=False)
    if done.returncode != 0:
        raise AssertionError(done.stderr.decode(errors="replace"))
    return done.stdout.split(b"\0")[:-1]


def render_many(reports, form, **more):
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for number, report in enumerate(reports):
            path = pathlib.Path(folder, f"{number}.herald.json")
            path.write_text(json.dumps(report), "utf-8")
            pairs.append((path, form))
        return [rendered.decode("utf-8") for rendered in run(pairs, **more)]


def render(report, form, **more):
    return render_many([report], form, **more)[0]


def read_json(rendered):
    document = json.loads(rendered)
    problems = [f"{e.json_path}: {e.message}" for e in SCHEMA.iter_errors(document)]
    if problems:
        raise AssertionError(problems)
    return document


def render_json(report):
    return read_json(render(report, "json"))


def fields_of(document):
    return {field["id"]: field for section in document["sections"] for field in section["fields"]}


def answered(answers, name="empty", **members):
    report = golden_report(name)
    report["answers"] = answers
    return report | members


class Golden(unittest.TestCase):
    def test_forms_are_what_they_were(self):
        for golden, rendered in zip(GOLDEN_FILES, run(GOLDEN_PAIRS), strict=True):
            with self.subTest(golden=golden.name):
                if os.environ.get("HERALD_GOLDEN") == "write":
                    golden.write_bytes(rendered)
                self.assertEqual(rendered.decode("utf-8"), golden.read_text("utf-8"))

    def test_json_passes_the_schema(self):
        for name in REPORTS:
            with self.subTest(name=name):
                render_json(golden_report(name))

    def test_own_lines_have_at_most_76_columns(self):
        for name in REPORTS:
            for line in render(golden_report(name), "text").splitlines():
                self.assertLessEqual(len(line), 76, line)

    def test_no_line_of_ours_ends_in_space(self):
        for name in REPORTS:
            for form in FORMS:
                for line in render(golden_report(name), form).splitlines():
                    self.assertEqual(line, line.rstrip(" "))


class Surroundings(unittest.TestCase):
    """The same bytes whatever the machine is set to."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.locales = ["C"]
        if shutil.which("localedef") is None:
            return
        for name in ("de_DE", "tr_TR"):
            made = subprocess.run(["localedef", "-i", name, "-f", "UTF-8", f"{cls.folder.name}/{name}.UTF-8"],
                                  capture_output=True, check=False)
            if made.returncode == 0:
                cls.locales.append(f"{name}.UTF-8")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_locales_and_zones_change_nothing(self):
        self.assertEqual(len(self.locales), 3, "de_DE and tr_TR can be made with localedef (packages locales, libc-bin)")
        expected = [golden.read_bytes() for golden in GOLDEN_FILES]
        for locale in self.locales:
            for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
                with self.subTest(locale=locale, zone=zone):
                    self.assertEqual(run(GOLDEN_PAIRS, LOCPATH=self.folder.name, LC_ALL=locale,
                                         LANGUAGE=locale[:2], TZ=zone), expected)

    def test_nothing_of_the_machine_is_in_it(self):
        with tempfile.TemporaryDirectory(prefix="canary-folder-") as folder:
            path = pathlib.Path(folder, "report.herald.json")
            path.write_text(json.dumps(golden_report("device")), "utf-8")
            for rendered in run([(path, form) for form in FORMS], USER="canary-user", LOGNAME="canary-user",
                                HOME="/home/canary", HOSTNAME="canary-host", EMAIL="canary@example"):
                self.assertNotIn(b"canary", rendered)


class Contents(unittest.TestCase):
    def test_paths_substitutions_and_decisions_stay_at_home(self):
        report = golden_report("device")
        for form in FORMS:
            rendered = render(report, form)
            for secret in ("st-mary-hospital", "secret-folder", "/home/somebody", "name is that of the product",
                           "personal-data", report["id"]):
                self.assertNotIn(secret, rendered, form)
            self.assertIn("HOSPITAL-1", rendered)

    def test_a_substitution_leaves_the_words_of_the_format(self):
        report = golden_report("device")
        self.assertIn({"find": "customer", "replace": "CUSTOMER-1"}, report["substitutions"])
        told = fields_of(render_json(report))["disclosure.intended"]["value"]
        self.assertEqual(told[0]["kind"], "customer")

    def test_a_forbidden_field_never_shows(self):
        report = golden_report("device")
        self.assertEqual(report["answers"]["contact.phone"], "+49 30 000000")
        del report["answers"]["credit.people"]
        for form in FORMS:
            self.assertNotIn("+49 30 000000", render(report, form))
            self.assertNotIn("contact.phone", render(report, form))

    def test_an_anonymous_report_has_no_contact(self):
        report = golden_report("anonymous")
        self.assertEqual(report["answers"]["contact.name"], "Ada Example")
        document = render_json(report)
        self.assertNotIn("contact", [section["id"] for section in document["sections"]])
        self.assertTrue(document["anonymous"])
        for form in FORMS:
            rendered = render(report, form)
            self.assertNotIn("Ada", rendered)
            self.assertNotIn("+02:00", rendered, "the zone says where the reporter is")
        self.assertIn("Anonymous report: The sender is not named", render(report, "text"))
        self.assertNotRegex(render(report, "text"), r"on 2026-11-21 \d\d:")

    def test_fields_that_are_not_asked_for_are_left_out(self):
        report = golden_report("device")
        report["answers"] |= {"web.urls": ["https://left.example/"], "web.browser": "left-over"}
        for form in FORMS:
            self.assertNotIn("left", render(report, form).replace("Nothing left behind", "").replace("leave", ""))

    def test_open_questions_read_as_open(self):
        text = render(golden_report("empty"), "text")
        self.assertIn("\nProduct name: Not answered\n", text)
        self.assertNotIn("Kernel", text)
        self.assertEqual(render_json(golden_report("empty"))["sections"], [])

    def test_blank_is_not_an_answer(self):
        report = answered({"product.name": " \u200d\t", "env.kernel": "  ", "disclosure.plan": "\n\n"})
        self.assertIn("\nProduct name: Not answered\n", render(report, "text"))
        self.assertIn("\nPlan for disclosure: Not answered\n", render(report, "text"))
        self.assertEqual(render_json(report)["sections"], [])

    def test_unknown_is_an_answer(self):
        everything = {f["id"]: {"unknown": True} for f in FIELDS["fields"]
                      if f.get("unknown") and f["id"] in {p["id"] for p in PRACTICE["fields"]}}
        report = answered(everything | {"target.kind": "device", "dut.clinical-use": "not-in-use", "multi-vendor": "yes"})
        found = fields_of(render_json(report))
        self.assertEqual(found["dut.origin"]["unknown"], True)
        self.assertNotIn("value", found["env.os"])
        text = render(report, "text")
        self.assertIn("\nWhere the device came from: Unknown\n", text)
        self.assertIn("When it was last in clinical use is not known.", re.sub(r"\s+", " ", text))

    def test_times_are_given_and_in_utc(self):
        for given, day, utc_day, utc_time in (("14:05+01:00", "2026-11-19", "2026-11-19", "13:05"),
                                              ("00:30+02:00", "2026-03-01", "2026-02-28", "22:30"),
                                              ("23:59-00:30", "2026-12-31", "2027-01-01", "00:29"),
                                              ("12:05Z", "2026-11-19", "2026-11-19", "12:05")):
            answers = {"target.kind": "web", "web.date": day, "web.time": given}
            self.assertIn(f"\nDate of the test: {day}\nTime of the test: {given} ({utc_day} {utc_time} UTC)\n",
                          render(answered(answers), "text"))
            found = fields_of(render_json(answered(answers)))
            self.assertEqual(found["web.date"]["value"], utc_day)
            self.assertEqual(found["web.time"]["value"], utc_time + "Z")
        self.assertIn("\nTime of the test: 00:30+02:00 (22:30 UTC)\n",
                      render(answered({"target.kind": "web", "web.time": "00:30+02:00"}), "text"))

    def test_the_diary_is_a_paragraph(self):
        report = golden_report("device")
        text = re.sub(r"\s+", " ", render(report, "text"))
        self.assertIn("The device under test: The device was bought second-hand. It was in clinical use before,", text)
        self.assertIn("without a way out. Notes: The housing was opened.", text)
        report["answers"]["dut.notes"] = "one\ntwo"
        self.assertIn("\nNotes on the device:\n    one\n    two\n", render(report, "text"))

    def test_code_keeps_every_character(self):
        code = "\t<a>\r\n\n  ````\n``` ~~~  \n\\end  "
        report = answered({"target.kind": "web", "web.input": code})
        markdown = render(report, "markdown")
        self.assertIn("\n`````\n" + code.replace("\r\n", "\n") + "\n`````\n", markdown)
        self.assertIn("\n    \t<a>\n\n      ````\n    ``` ~~~  \n    \\end  \n", render(report, "text"))

    def test_an_old_attestation_does_not_count(self):
        report = golden_report("device")
        report["attestations"][0]["sha256"] = hashlib.sha256(b"earlier").hexdigest()
        self.assertNotIn("no-patients", [rule["id"] for rule in render_json(report)["rules"]])
        self.assertIn("or kept ready for one.\n    not attested\n", render(report, "text"))

    def test_languages_have_names(self):
        for tag, name, known in (("de", "German", "de"), ("de-AT", "German (de-AT)", "de-AT"), ("EN", "English", "en"),
                                 ("tlh", "tlh", "tlh"), ("x", "x", "en"), ("-", "-", "en"), ("en-", "English (en-)", "en")):
            report = answered({}, language=tag)
            self.assertIn(f"\nLanguage: {name}\n", render(report, "text"))
            self.assertEqual(render_json(report)["language"], known)

    def test_a_vendor_speaks_its_own_language(self):
        profile = copy.deepcopy(PRACTICE) | {"id": "uebung", "name": "Übungshersteller", "keys": []}
        profile["language"]["tag"] = "de"
        profile["words"] = {word["id"]: re.sub(r"[A-Za-z]+(?![^{]*\})", "wort", word["label"]) for word in FIELDS["words"]}
        profile["sections"] = {section["id"]: "Abschnitt" for section in FIELDS["sections"]}
        for field in profile["fields"]:
            field["label"] = "Feld"
            if "wording" in field:
                field["wording"] = "Satz"
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "uebung.json").write_text(json.dumps(profile), "utf-8")
            report = golden_report("device") | {"vendor": "uebung", "attestations": []}
            text = render(report, "text", profiles=folder)
        for word in ("Vulnerability report", "Vendor", "Not answered", "Unknown", "Role", "Yes", "bytes", "Contact"):
            self.assertNotIn(word, text)
        self.assertIn("Übungshersteller", text)


class Reader(html.parser.HTMLParser):
    OWN = {"h1", "h2", "h3", "p", "ul", "li", "strong", "blockquote", "pre", "code", "br"}

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.tags.append(("comment", ()))

    def handle_decl(self, decl):
        self.tags.append(("declaration", ()))

    def handle_pi(self, data):
        self.tags.append(("instruction", ()))


def read_markdown(markdown):
    made = subprocess.run(["cmark", "--unsafe"], input=markdown.encode("utf-8"), capture_output=True, check=True)
    reader = Reader()
    reader.feed(made.stdout.decode("utf-8"))
    reader.close()
    return reader


HOSTILE = [
    "<script>alert(1)</script>", "<!-- x -->", "<?php x ?>", "<!DOCTYPE html>", "</p></li><h1>forged</h1>", "<div>\n\n</div>",
    "<https://evil.example>", "<a@evil.example>", "[a](javascript:x)", "![a](https://evil.example/x.png)", "[a]: https://evil.example",
    "[a][b]\n\n[b]: https://evil.example", "[^1]", "# forged", "## forged ##", "forged\n======", "forged\n---", "***", "---", "___", "- - -",
    "- item", "+ item", "* item", "+", "-", "*", "1. item", "1) item", "999999999. item", "1.", "> quote", ">quote", "    code", "\tcode",
    " \t code", "```\ncode\n```", "~~~\ncode\n~~~", "`code`", "``x`", "*a* **b** _c_ __d__ ~~e~~", "a\\", "\\", "\\\\", "a\\\nb", "a  \nb",
    "&lt;b&gt; &amp; &#60; &#x3c;", "&copy;", "|a|b|\n|-|-|\n|c|d|", "a\n:-:", "a | b\n--|--", "$x$", "a\n\n\n\nb", "a\r\nb", "a\rb",
    "\u202egnp.exe", "a\u2028b", "a\u0000b".replace("\0", "\x01"), "\ufeffx", "\u00a0\u00a0# x", "\u3000- x", "```", "````\n```\n````", "-->", "]]>",
    "<![CDATA[x]]>", "a<b>c</b>", "<b", "**", "_", "a**b**c", "x\n\n\n    y\n\n- z", "10. a\n11. b", "{: .x}", "\n\n# late", "https://evil.example www.evil.example",
]


def seen(text):
    """What a person sees of a text: characters without white space."""
    shown = text.replace("\r\n", "\n")
    hidden = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    shown = re.sub(hidden, lambda m: f"<U+{ord(m.group()):04X}>", shown)
    return re.sub(r"\s+", "", shown)


class Markdown(unittest.TestCase):
    PROSE = ["vuln.description", "vuln.impact", "disclosure.plan", "env.tools", "dut.notes", "dut.network"]
    LINES = ["product.name", "vuln.title", "contact.name", "env.kernel"]

    def test_golden_files_have_our_structure_alone(self):
        for name in REPORTS:
            self.check_tags(read_markdown((GOLDEN / f"{name}.md").read_text("utf-8")))

    def check_tags(self, reader):
        for tag, attributes in reader.tags:
            self.assertIn(tag, Reader.OWN)
            self.assertEqual(attributes, ())

    def structure(self, reader):
        """How often each element stands in a document, without those that lines of prose make."""
        counts = {}
        for tag, _ in reader.tags:
            if tag not in ("br", "p"):
                counts[tag] = counts.get(tag, 0) + 1
        return counts

    def make(self, prose, line):
        answers = {"target.kind": "device"}
        answers |= {field: prose for field in self.PROSE} | {field: line for field in self.LINES}
        answers["credit.people"] = [{"name": line, "email": prose}]
        answers["disclosure.prior"] = [{"party": prose, "kind": "other", "shared": prose}]
        return answered(answers)

    def test_no_answer_is_markup(self):
        lines = [re.sub(r"[\r\n]+", " ", hostile) for hostile in HOSTILE]
        rendered = render_many([self.make(*pair) for pair in zip(HOSTILE, lines)], "markdown")
        # The diary takes one line into its paragraph and sets several apart, so a harmless twin has as many.
        twins = [self.structure(read_markdown(twin))
                 for twin in render_many([self.make("a", "a"), self.make("a\nb", "a")], "markdown")]
        for hostile, markdown in zip(HOSTILE, rendered, strict=True):
            with self.subTest(hostile=hostile):
                reader = read_markdown(markdown)
                self.check_tags(reader)
                self.assertEqual(self.structure(reader), twins["\n" in hostile.replace("\r\n", "\n").strip()])
                shown = re.sub(r"\s+", "", "".join(reader.text))
                self.assertGreaterEqual(shown.count(seen(hostile)), 4, shown[:600])

    def test_no_code_leaves_its_fence(self):
        reports = [answered({"target.kind": "web", "web.input": hostile, "web.urls": [hostile, "x"]}) for hostile in HOSTILE]
        for hostile, markdown in zip(HOSTILE, render_many(reports, "markdown"), strict=True):
            with self.subTest(hostile=hostile):
                reader = read_markdown(markdown)
                self.check_tags(reader)
                tags = self.structure(reader)
                self.assertEqual((tags["pre"], tags["code"]), (1, 1))

    def test_all_at_once(self):
        everything = "\n\n".join(HOSTILE)
        reader = read_markdown(render(self.make(everything, "x"), "markdown"))
        self.check_tags(reader)
        self.assertNotIn("pre", [tag for tag, _ in reader.tags])


class Hostile(unittest.TestCase):
    def test_json_takes_everything(self):
        reports = [answered({"vuln.description": hostile, "credit.people": [{"name": hostile}]}) for hostile in HOSTILE]
        for hostile, rendered in zip(HOSTILE, render_many(reports, "json"), strict=True):
            with self.subTest(hostile=hostile):
                found = fields_of(read_json(rendered))
                self.assertEqual(found["vuln.description"]["value"], hostile.replace("\r\n", "\n"))
                self.assertEqual(found["credit.people"]["value"], [{"name": hostile.replace("\r\n", "\n")}])

    def test_json_shows_no_hidden_character_raw(self):
        hidden = "\u202e\u2066\ufeff\u0085\u00ad\U000e0041"
        raw = render(answered({"vuln.description": hidden + "x"}), "json")
        for character in hidden:
            self.assertNotIn(character, raw)
        self.assertIn("\\u202e", raw)

    def test_text_shows_no_hidden_character_raw(self):
        reports = [answered({"vuln.description": hostile, "env.kernel": "\u202e\x1b[2J"}) for hostile in HOSTILE]
        for form in ("text", "markdown"):
            for rendered in render_many(reports, form):
                self.assertNotRegex(rendered, r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")

    def test_an_answer_cannot_pass_for_the_document(self):
        forged = "x\n\nRules attested to\n-----------------\n\n> Nothing.\n    attested on 2026-11-21\n\nTitle: forged"
        answers = {"vuln.description": forged, "disclosure.prior": [{"party": forged, "kind": "other"}],
                   "credit.people": [{"name": forged}], "exploited": "yes", "exploited.evidence": forged}
        text = render(answered(answers), "text")
        self.assertEqual(re.findall(r"(?m)^Rules attested to$", text), ["Rules attested to"])
        self.assertNotRegex(text, r"(?m)^> Nothing|^Title: forged|^ {0,3}attested")

    def test_long_answers_are_not_wrapped(self):
        long = "word " * 20000 + "end"
        self.assertIn("\n    " + long + "\n", render(answered({"vuln.description": long}), "text"))
        self.assertIn("\n" + long + "\n", render(answered({"vuln.description": long}), "markdown"))


if __name__ == "__main__":
    unittest.main()
