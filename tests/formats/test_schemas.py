#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data formats, judged by a validator that is not ours.

Schemas against their metaschema, every shipped file and example against its
schema, damaged copies that each schema must refuse, and what a schema cannot
say: that what is referred to exists.
"""

import base64
import copy
import functools
import hashlib
import re
import unittest

import jsonschema

import profiles

SCHEMAS = profiles.DATA / "schema"
FORMATS = ["vendor", "fields", "report", "document", "manifest", "confirmed", "delivery", "form-note"]
TEXT_KINDS = {"line", "prose", "code", "version", "links", "people", "parties"}

FIELDS = profiles.read(profiles.DATA / "fields.json")
CATALOGUE = {field["id"]: field for field in FIELDS["fields"]}
SECTIONS = [section["id"] for section in FIELDS["sections"]]
WORDS = [word["id"] for word in FIELDS["words"]]
VENDORS = profiles.vendors()


@functools.cache
def schema(name):
    return profiles.read(SCHEMAS / f"{name}.schema.json")


def example(name):
    return profiles.read(SCHEMAS / f"{name}.example.json")


@functools.cache
def validator(name):
    return jsonschema.Draft202012Validator(schema(name))


def errors(name, value):
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(value)]


def changed(value, pointer, new):
    """A copy of the value with another one at a place; a new member where there was none."""
    value = copy.deepcopy(value)
    parent, name = pointer.rsplit("/", 1)
    parent = profiles.find(value, parent)
    if isinstance(parent, list):
        parent[parent.index(profiles.step(parent, name))] = new
    else:
        parent[name] = new
    return value


def without(value, pointer):
    value = copy.deepcopy(value)
    parent, name = pointer.rsplit("/", 1)
    del profiles.find(value, parent)[name]
    return value


def merged(entry):
    """A profile's field with what the catalogue says about it."""
    return {**CATALOGUE.get(entry["id"], {}), **entry}


class Schemas(unittest.TestCase):
    def test_follow_their_metaschema(self):
        for name in FORMATS:
            with self.subTest(schema=name):
                jsonschema.Draft202012Validator.check_schema(schema(name))

    def test_close_every_object_and_bound_every_list_and_text(self):
        for name in FORMATS:
            for pointer, value in profiles.places(schema(name)):
                with self.subTest(schema=name, place=pointer):
                    if value.get("type") == "object":
                        self.assertIn("additionalProperties", value)
                        self.assertTrue(value["additionalProperties"] is False or "maxProperties" in value)
                    if value.get("type") == "array":
                        self.assertIn("maxItems", value)
                        self.assertIn("items", value)
                    if value.get("type") == "string":
                        bounded = "maxLength" in value or not re.search(r"[*+]", value["pattern"])
                        self.assertTrue(bounded)

    def test_resolve_every_reference_within(self):
        for name in FORMATS:
            whole = schema(name)
            for pointer, value in profiles.places(whole):
                if isinstance(value.get("$ref"), str):
                    with self.subTest(schema=name, place=pointer):
                        profiles.find(whole, value["$ref"].removeprefix("#"))

    def test_accept_their_examples(self):
        for name in FORMATS:
            with self.subTest(schema=name):
                self.assertEqual(errors(name, example(name)), [])

    def test_name_no_member_that_the_example_lacks(self):
        for name in FORMATS:
            used = {member for _, value in profiles.places(example(name)) for member in value}
            for pointer, value in profiles.places(schema(name)):
                if value.get("type") == "object":
                    for member in value.get("properties", {}):
                        with self.subTest(schema=name, place=pointer):
                            self.assertIn(member, used)


class ShippedFiles(unittest.TestCase):
    def test_follow_their_schemas(self):
        self.assertEqual(errors("fields", FIELDS), [])
        for vendor, profile in VENDORS.items():
            with self.subTest(vendor=vendor):
                self.assertEqual(errors("vendor", profile), [])

    def test_stay_within_the_readers_bounds(self):
        for path in [profiles.DATA / "fields.json", *(profiles.DATA / "vendors").glob("*.json"), *SCHEMAS.glob("*.json")]:
            with self.subTest(file=path.name):
                self.assertLessEqual(path.stat().st_size, 256 * 1024)
                self.assertNotIn("\u00a0", path.read_text(encoding="utf-8"))

    def test_there_are_three_vendors(self):
        self.assertEqual(set(VENDORS), {"fresenius", "baxter", "practice"})


class Refused(unittest.TestCase):
    """Each schema refuses what its reader refuses."""

    def refuse(self, name, value, why):
        with self.subTest(schema=name, why=why):
            self.assertFalse(validator(name).is_valid(value))

    def test_unknown_member_anywhere(self):
        open_maps = {
            "vendor": {"/sources", "/links", "/limits/fields", "/words", "/sections"},
            "report": {"/answers", "/diversions"},
        }
        for name in FORMATS:
            value = example(name)
            for pointer, _ in profiles.places(value):
                if pointer in open_maps.get(name, set()) or re.search(r"/when$", pointer):
                    continue
                self.refuse(name, changed(value, f"{pointer}/colour", {"red": 1}), f"{pointer}/colour")

    def test_wrong_type_of_every_member(self):
        for name in FORMATS:
            value = example(name)
            for pointer, found in profiles.places(value):
                for member in found:
                    place = f"{pointer}/{member}"
                    self.refuse(name, changed(value, place, {"not": [["so"]]}), place)
                    self.refuse(name, changed(value, place, 0.5), place)

    def test_missing_member(self):
        for name in FORMATS:
            for member in schema(name)["required"]:
                self.refuse(name, without(example(name), f"/{member}"), f"no {member}")

    def test_newer_version_and_another_format(self):
        for name in FORMATS:
            self.refuse(name, changed(example(name), "/version", 2), "version 2")
            self.refuse(name, changed(example(name), "/format", "herald-other"), "another format")

    def test_profile(self):
        value = example("vendor")
        cases = {
            "/id": ["Musterwerk", "", "a" * 33, "1st", "a/b", "../x"],
            "/language/strictness": ["forbidden"],
            "/language/tag": ["EN", "english language"],
            "/sources/page/url": ["ftp://musterwerk.example/", "musterwerk.example", "https://", "javascript:alert(1)"],
            "/sources/page/seen": ["21.11.2026", "2026-13-01"],
            "/sources": [{}],
            "/prerequisites/no-patients/blocking": ["yes", None],
            "/prerequisites/no-patients/wording": [""],
            "/fields/product.name/strictness": ["mandatory"],
            "/fields/product.name/max": [0, -1, 1000000, "80"],
            "/fields": [[]],
            "/fields/musterwerk.fluid/kind": ["text"],
            "/fields/musterwerk.fluid/choices": [[], [{"id": "only", "label": "Only"}]],
            "/contradictions/0/between": [["anonymity"], ["anonymity", "page:1"], ["anonymity", "anonymity"]],
            "/promises/acknowledge/within": [{"count": 5}, {"count": 0, "unit": "day"}, {"count": 5, "unit": "week"}],
            "/promises/acknowledge/if": ["always"],
            "/anonymity/value": ["unknown"],
            "/channels": [[]],
            "/channels/mail/kind": ["form", "fax"],
            "/channels/mail/address": [{"value": None, "source": "page"}, {"value": "psirt", "source": "page"}],
            "/channels/mail/address/value": ["a@b", "A <a@b.example>", "a@b.example\nBcc: c@d.example"],
            "/channels/drop/contract": ["encrypted-report-drop/2"],
            "/keys/0/fingerprint": ["01234567", "0123456789ABCDEF", "0123 4567", "0123456789abcdef0123456789abcdef01234567"],
            "/keys/0/file": ["../musterwerk.asc", "/etc/passwd", "key.txt"],
            "/limits/attachments": [-1, 101],
        }
        for place, values in cases.items():
            for new in values:
                self.refuse("vendor", changed(value, place, new), f"{place} = {new!r}")

    def test_field_of_a_profile(self):
        own = {"id": "a.b", "strictness": "optional", "section": "device", "kind": "line", "label": "A", "help": "", "max": 9}
        profile = example("vendor")
        self.assertEqual(errors("vendor", {**profile, "fields": [own]}), [])
        for why, field in {
            "no maximum": without(own, "/max"),
            "no label": without(own, "/label"),
            "no section": without(own, "/section"),
            "choices for a line": {**own, "choices": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]},
            "choice without choices": {**without(own, "/max"), "kind": "choice"},
            "maximum for a date": {**own, "kind": "date"},
            "condition for the catalogue's field": {"id": "a.b", "strictness": "optional", "when": {"c": True}},
            "wording without source": {"id": "a.b", "strictness": "optional", "wording": "A?"},
            "source without wording": {"id": "a.b", "strictness": "optional", "source": "page"},
        }.items():
            self.refuse("vendor", {**profile, "fields": [field]}, why)

    def test_catalogue(self):
        value = example("fields")
        for place, new in [
            ("/fields/product.name/id", "product_name"),
            ("/fields/product.name/kind", "text"),
            ("/fields/target.kind/max", 100),
            ("/fields/target.public/when", {}),
            ("/fields/target.public/when", {"target.kind": 1}),
            ("/fields/target.public/when", {"target.kind": []}),
            ("/fields/product.version/unknown", "yes"),
        ]:
            self.refuse("fields", changed(value, place, new), place)
        self.refuse("fields", without(value, "/fields/product.name/max"), "a line without a maximum")
        self.refuse("fields", without(value, "/fields/target.kind/choices"), "a choice without choices")

    def test_report(self):
        value = example("report")
        cases = {
            "/id": ["8d0f", "8D0F3C5B7A9E4D21B6C8F0A1E2D3C4B5", ""],
            "/created": ["2026-11-21T12:00:00", "2026-11-21T12:00:00+01:00", "2026-11-21T25:00:00Z", "2026-11-21"],
            "/anonymous": ["no", None],
            "/answers/product.version": [{"unknown": False}, {"unknown": True, "note": "x"}, 3],
            "/answers/web.urls": [["https://a.example", 1], ["https://a.example"] * 101],
            "/answers/credit.people": [[{"organization": "Lab"}], [{"name": "Ada", "title": "Dr"}]],
            "/answers/disclosure.prior": [[{"party": "A", "kind": "friend"}], [{"party": "A", "kind": "vendor", "date": "soon"}]],
            "/diversions/harm": ["no", 0],
            "/attestations/no-patients/sha256": ["0f1e", "Z" * 64],
            "/attachments/0/name": ["a/b", "..", ".", "", "a\\b", "a\nb", "a\u0000"],
            "/attachments/0/role": ["exploit"],
            "/attachments/0/size": [-1, 1.5, "812"],
            "/attachments": [value["attachments"] * 101],
            "/substitutions/0/find": [""],
            "/decisions/0/choice": ["drop"],
            "/decisions/0/reason": [""],
        }
        for place, values in cases.items():
            for new in values:
                self.refuse("report", changed(value, place, new), f"{place} = {str(new)[:60]!r}")

    def test_times_in_an_anonymous_report(self):
        value = changed(example("report"), "/anonymous", True)
        self.refuse("report", value, "created is a time")
        value = changed(value, "/created", "2026-11-21")
        self.refuse("report", value, "an attestation's time")
        value = changed(value, "/attestations/no-patients/at", "2026-11-21")
        self.assertEqual(errors("report", value), [])
        self.refuse("document", changed(example("document"), "/anonymous", True), "a rule's time")

    def test_document_and_manifest(self):
        value = example("document")
        for place, new in [
            ("/reference", "8d0f3c5b7a9e"),
            ("/date", "2026-11-21T00:00:00Z"),
            ("/sections/product/fields/product.version/unknown", False),
            ("/sections/product/fields/product.version/value", "1"),
            ("/sections/product/fields/product.name/value", None),
            ("/rules/no-payment/kind", "rule"),
            ("/attachments/0/name", "/etc/passwd"),
        ]:
            self.refuse("document", changed(value, place, new), place)
        self.refuse("document", without(value, "/sections/product/fields/product.name/value"), "a field without a value")
        for name in ["../report.txt", "attachments/../x", "attachments/..", "padding", "manifest.json", "attachments/a/b"]:
            self.refuse("manifest", changed(example("manifest"), "/parts/0/name", name), name)


    def test_delivery(self):
        value = example("delivery")
        cases = {
            "/endpoint": ["http://psirt.practice.example/drop", "ftp://a.example", "https://a.example/#drop", ""],
            "/contract": ["encrypted-report-drop/2"],
            "/key": ["7d79", value["key"].upper(), ""],
            "/size": [0, -1],
            "/form": ["eml", "draft"],
            "/pins": [value["pins"] * 5, ["d473"]],
            "/state": ["delivered", None],
            "/status": [99, 1000],
            "/words": ["a\nb", "x" * 201],
            "/retry-after": [0, 86401],
            "/receipt/id": ["", " a", "a\u0000", "x" * 101, "é"],
            "/receipt/received-on": ["2026-11-21T12:00:00Z", "2026-13-01"],
        }
        for place, values in cases.items():
            for new in values:
                self.refuse("delivery", changed(value, place, new), f"{place} = {str(new)[:60]!r}")
        self.refuse("delivery", changed(value, "/receipt", None), "accepted without a receipt")
        for state in ["ready", "sending", "refused", "unknown", "not-delivered"]:
            self.refuse("delivery", changed(value, "/state", state), f"{state} with a receipt")
        self.refuse("delivery", changed(value, "/anonymous", True), "times in an anonymous delivery")


    def test_form_note(self):
        value = example("form-note")
        for place, new in [
            ("/address", "http://musterwerk.example/"), ("/address", ""), ("/vendor", "../x"), ("/channel", "a.b"),
            ("/date", "22.11.2026"), ("/fields", value["fields"] * 34), ("/fields/0/label", ""),
            ("/fields/0/label", "a\nb"), ("/fields/0/field", "a/b"), ("/fields/0/max", 0), ("/fields/0/max", 1000001),
            ("/remark", "x" * 4001), ("/from", "a\tb"),
        ]:
            self.refuse("form-note", changed(value, place, new), f"{place} = {str(new)[:60]!r}")


class Catalogue(unittest.TestCase):
    def test_ids_stand_once(self):
        for ids in (SECTIONS, WORDS, [field["id"] for field in FIELDS["fields"]]):
            self.assertEqual(len(ids), len(set(ids)))

    def test_sections_stand_in_their_order(self):
        self.assertEqual(SECTIONS, [
            "product", "device", "target", "tester", "vulnerability", "discovery", "exploitation", "disclosure",
            "contact", "submission",
        ])

    def test_every_kind_is_used(self):
        kinds = {kind["const"] for kind in schema("fields")["$defs"]["kind"]["oneOf"]}
        self.assertEqual({field["kind"] for field in FIELDS["fields"]}, kinds)

    def test_fields_refer_to_sections_and_fields(self):
        for field in FIELDS["fields"]:
            with self.subTest(field=field["id"]):
                self.assertIn(field["section"], SECTIONS)
                check_condition(self, field, CATALOGUE)

    def test_contact_fields_stand_in_the_section_contact(self):
        for field in FIELDS["fields"]:
            if field["id"].startswith("contact.") or field["kind"] == "people":
                self.assertEqual(field["section"], "contact", field["id"])

    def test_the_device_diary_has_a_sentence_for_every_answer(self):
        for name in ["dut.origin", "dut.clinical-use", "dut.restored"]:
            for choice in CATALOGUE[name]["choices"]:
                self.assertIn(f"diary.{name.removeprefix('dut.')}.{choice['id']}", WORDS)

    def test_roles_and_kinds_of_parties_have_words(self):
        defs = schema("report")["$defs"]
        for role in defs["attachment"]["properties"]["role"]["enum"]:
            self.assertIn(f"role.{role}", WORDS)
        for kind in defs["party"]["properties"]["kind"]["enum"]:
            self.assertIn(f"party-kind.{kind}", WORDS)


def check_condition(test, field, fields):
    """A condition names fields that exist and answers that they can have."""
    for name, wanted in field.get("when", {}).items():
        test.assertIn(name, fields)
        test.assertNotEqual(name, field["id"])
        other = fields[name]
        if isinstance(wanted, bool):
            test.assertEqual(other["kind"], "flag")
        elif other["kind"] == "choice":
            answers = {choice["id"] for choice in other["choices"]}
            wanted = [wanted] if isinstance(wanted, str) else wanted
            test.assertTrue(answers & set(wanted), f"{field['id']} can never be asked")
            known = {choice["id"] for choice in CATALOGUE.get(name, other)["choices"]}
            test.assertLessEqual(set(wanted), known)


class Profiles(unittest.TestCase):
    def setUp(self):
        self.all = {**VENDORS, "example": example("vendor")}

    def test_file_and_id_agree(self):
        for vendor, profile in VENDORS.items():
            self.assertEqual(profile["id"], vendor)

    def test_ids_stand_once(self):
        for vendor, profile in self.all.items():
            with self.subTest(vendor=vendor):
                rules = profile["prerequisites"] + profile["terms"]
                for items in (rules, *(profile.get(name, []) for name in
                              ["diversions", "fields", "forbidden", "promises", "channels", "notes"])):
                    ids = [item["id"] for item in items]
                    self.assertEqual(len(ids), len(set(ids)))
                fingerprints = [key["fingerprint"] for key in profile["keys"]]
                self.assertEqual(len(fingerprints), len(set(fingerprints)))

    def test_sources_exist_and_are_used(self):
        for vendor, profile in self.all.items():
            used = set()
            for pointer, value in profiles.places(profile):
                if "source" in value and isinstance(value["source"], str):
                    with self.subTest(vendor=vendor, place=pointer):
                        self.assertIn(value["source"], profile["sources"])
                    used.add(value["source"])
            self.assertEqual(used, set(profile["sources"]), vendor)

    def test_fields_are_in_the_catalogue_or_defined(self):
        for vendor, profile in self.all.items():
            for field in profile["fields"]:
                with self.subTest(vendor=vendor, field=field["id"]):
                    self.assertNotEqual(field["id"] in CATALOGUE, "kind" in field)
                    whole = merged(field)
                    self.assertIn(whole["section"], SECTIONS)
                    self.assertEqual("max" in whole, whole["kind"] in TEXT_KINDS)
                    self.assertEqual("choices" in whole, whole["kind"] == "choice")

    def test_choices_of_a_profile_are_the_catalogues(self):
        for vendor, profile in self.all.items():
            for field in profile["fields"]:
                if "choices" in field and field["id"] in CATALOGUE:
                    with self.subTest(vendor=vendor, field=field["id"]):
                        known = [choice["id"] for choice in CATALOGUE[field["id"]]["choices"]]
                        self.assertLessEqual({choice["id"] for choice in field["choices"]}, set(known))

    def test_conditions_refer_to_earlier_fields(self):
        for vendor, profile in self.all.items():
            earlier = {}
            for field in map(merged, profile["fields"]):
                with self.subTest(vendor=vendor, field=field["id"]):
                    check_condition(self, field, earlier)
                earlier[field["id"]] = field

    def test_contradictions_refer_to_what_exists(self):
        lists = {"prerequisite": "prerequisites", "term": "terms", "field": "fields", "promise": "promises",
                 "forbidden": "forbidden", "note": "notes", "channel": "channels", "diversion": "diversions"}
        for vendor, profile in self.all.items():
            for contradiction in profile.get("contradictions", []):
                for party in contradiction["between"]:
                    with self.subTest(vendor=vendor, party=party):
                        kind, _, name = party.partition(":")
                        if name:
                            self.assertIn(name, [item["id"] for item in profile[lists[kind]]])
                        else:
                            self.assertIn(kind, profile)

    def test_forms_and_limits_refer_to_fields(self):
        for vendor, profile in self.all.items():
            ids = {field["id"] for field in profile["fields"]}
            for name in profile.get("limits", {}).get("fields", {}):
                self.assertIn(name, ids, vendor)
            for channel in profile["channels"]:
                for field in channel.get("fields") or []:
                    if field["field"] is not None:
                        self.assertIn(field["field"], ids | {"document"}, vendor)

    def test_words_and_sections_refer_to_the_catalogue(self):
        for vendor, profile in self.all.items():
            self.assertLessEqual(set(profile.get("words", {})), set(WORDS), vendor)
            self.assertLessEqual(set(profile.get("sections", {})), set(SECTIONS), vendor)

    def test_shipped_keys_have_the_fingerprint_stated(self):
        for vendor, profile in VENDORS.items():
            for key in profile["keys"]:
                path = profiles.DATA / vendor / key["file"]
                self.assertEqual(fingerprint(path.read_text(encoding="ascii")), key["fingerprint"])

    def test_practice_exercises_everything(self):
        practice = VENDORS["practice"]
        fields = [merged(field) for field in practice["fields"]]
        kinds = {kind["const"] for kind in schema("fields")["$defs"]["kind"]["oneOf"]}
        self.assertEqual({field["kind"] for field in fields}, kinds)
        self.assertEqual({field["strictness"] for field in fields}, {"required", "requested", "optional", "forbidden"})
        self.assertLessEqual(set(CATALOGUE), {field["id"] for field in fields})
        self.assertEqual({channel["kind"] for channel in practice["channels"]}, {"email", "form", "https"})
        self.assertEqual({rule["blocking"] for rule in practice["prerequisites"]}, {True, False})
        self.assertEqual({promise["within"]["unit"] for promise in practice["promises"] if "within" in promise},
                         {"day", "business-day", "hour"})
        self.assertEqual(practice["limits"]["attachment-bytes"], 4 * 1024 ** 3)


class Examples(unittest.TestCase):
    """The examples of report and document are one report to the practice vendor."""

    def setUp(self):
        self.practice = VENDORS["practice"]
        self.fields = {field["id"]: merged(field) for field in self.practice["fields"]}
        self.rules = {rule["id"]: rule["wording"] for rule in self.practice["prerequisites"] + self.practice["terms"]}
        self.questions = {diversion["id"]: diversion["question"] for diversion in self.practice["diversions"]}

    def test_report(self):
        report = example("report")
        self.assertEqual(report["vendor"], "practice")
        self.assertLessEqual(set(report["answers"]), set(self.fields))
        self.assertEqual(set(report["diversions"]), set(self.questions))
        for attestation in report["attestations"]:
            wording = self.rules[attestation["id"]].encode()
            self.assertEqual(attestation["sha256"], hashlib.sha256(wording).hexdigest())

    def test_document(self):
        report, document = example("report"), example("document")
        self.assertEqual(document["vendor"], {"id": "practice", "name": self.practice["name"]})
        self.assertTrue(report["id"].startswith(document["reference"]))
        labels = {section["id"]: section["label"] for section in FIELDS["sections"]}
        for section in document["sections"]:
            self.assertEqual(section["label"], labels[section["id"]])
            for field in section["fields"]:
                known = self.fields[field["id"]]
                self.assertEqual((field["label"], field["kind"], section["id"]), (known["label"], known["kind"], known["section"]))
        for rule in document["rules"]:
            self.assertEqual(rule["wording"], self.rules[rule["id"]])
        for diversion in document["diversions"]:
            self.assertEqual(diversion["question"], self.questions[diversion["id"]])

    def test_manifest(self):
        parts = {part["name"]: part for part in example("manifest")["parts"]}
        for attachment in example("document")["attachments"]:
            part = parts["attachments/" + attachment["name"]]
            self.assertEqual((part["size"], part["sha256"]), (attachment["size"], attachment["sha256"]))


def fingerprint(armored):
    """The fingerprint of the version 4 key that comes first in an armored file (RFC 4880, 12.2)."""
    body = armored.split("\n\n", 1)[1].split("\n=", 1)[0]
    packets = base64.b64decode(body)
    tag, length = packets[0], packets[1]
    assert tag == 0x98, "a public key packet in the old format with a length of one octet"
    packet = packets[2:2 + length]
    assert packet[0] == 4
    return hashlib.sha1(b"\x99" + len(packet).to_bytes(2, "big") + packet).hexdigest().upper()


if __name__ == "__main__":
    unittest.main(verbosity=2)
