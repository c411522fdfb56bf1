#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The courier: what a person carries over into the form on a vendor's website."""

import json

import herald

FORM = [
    {'label': 'Betreff', 'field': 'vuln.title', 'max': 12},
    {'label': 'Beschreibung', 'field': 'vuln.description', 'max': 1000},
    {'label': 'Ich bin kein Roboter', 'field': None},
]


class Base(herald.Case):
    def items(self, **options):
        return self.json('courier', self.report, **options)['items']


class Courier(Base):
    def make_vendor(self, fields):
        """The practice vendor under another name, with a form of its own."""
        profile = json.loads((herald.ROOT / 'data/vendors/practice.json').read_text(encoding='utf-8'))
        profile['id'], profile['name'] = 'formwerk', 'Formwerk'
        profile['keys'] = []
        source = next(iter(profile['sources']))
        profile['channels'] = [{'id': 'form', 'kind': 'form', 'purpose': 'report', 'fields': fields,
                                'url': {'value': 'https://formwerk.example/melden', 'source': source}}]
        folder = self.state / 'vendors'
        folder.mkdir(parents=True)
        (folder / 'formwerk.json').write_text(json.dumps(profile), encoding='utf-8')

    def item(self, field):
        return next(item for item in self.items() if item['field'] == field)

    def test_follows_the_fields_of_the_form(self):
        self.make_vendor(FORM)
        self.make_minimal('formwerk')
        self.set('vuln.title', 'Short title')
        self.set('vuln.description', 'What happened.\nAnd how.\n\n')
        plan = self.json('courier', self.report)
        self.assertEqual([plan[name] for name in ('order', 'channel', 'address')],
                         ['profile', 'form', 'https://formwerk.example/melden'])
        self.assertEqual([(item['label'], item['kind'], item['max'], item['over']) for item in plan['items'][:3]],
                         [('Betreff', 'copy', 12, False), ('Beschreibung', 'copy', 1000, False),
                          ('Ich bin kein Roboter', 'person', None, False)])
        self.assertEqual(plan['items'][1]['text'], 'What happened.\nAnd how.')
        self.assertEqual(plan['items'][2]['text'], '')

    def test_loses_no_answer_for_which_the_form_has_no_field(self):
        self.make_vendor(FORM)
        self.make_minimal('formwerk')
        self.set('vuln.impact', 'It stops.')
        rest = {item['field']: item['text'] for item in self.items() if item['kind'] == 'rest'}
        self.assertEqual(rest['vuln.impact'], 'It stops.')
        self.assertNotIn('vuln.description', rest)

    def test_counts_as_a_form_does_and_says_what_is_too_long(self):
        self.make_vendor(FORM)
        self.make_minimal('formwerk')
        for text, length, over in (('Grüße aus A.', 12, False), ('Grüße aus A..', 13, True),
                                   ('12345678901', 11, False), ('1234567890\U0001f600x', 13, True)):
            self.set('vuln.title', text)
            item = self.item('vuln.title')
            self.assertEqual((item['length'], item['over']), (length, over), text)
        self.assertIn('13 of 12 characters: too long for the form', self.herald('courier', self.report))

    def test_takes_the_whole_report_in_one_field(self):
        self.make_vendor([{'label': 'Nachricht', 'field': 'document', 'max': 100000}])
        self.make_minimal('formwerk')
        items = self.items()
        self.assertEqual([item['label'] for item in items], ['Nachricht'])
        self.assertEqual(items[0]['text'], self.herald('render', self.report))

    def test_follows_the_report_where_nobody_knows_the_form(self):
        self.make_minimal('fresenius')
        self.set('product.name', 'Pump 3')
        plan = self.json('courier', self.report)
        self.assertEqual((plan['order'], plan['address'], plan['page']), ('report', None, None))
        self.assertIn('the vendor’s page “Product Security', self.herald('courier', self.report))
        labels = [item['label'] for item in plan['items']]
        self.assertIn('Product name', labels)
        self.assertTrue(all(item['text'] for item in plan['items']))
        self.assertEqual((plan['items'][-1]['field'], plan['items'][-1]['text']),
                         ('document', self.herald('render', self.report)))
        groups = [item['group'] for item in plan['items'] if item['group']]
        self.assertEqual(len(groups), len(set(groups)))

    def test_says_what_the_document_says(self):
        self.make_minimal('fresenius')
        self.set('vuln.description', 'On st-mary, with \u202ehidden.')
        self.herald('substitute', self.report, data='st-mary\nHOSPITAL-1\n')
        text = self.item('vuln.description')['text']
        self.assertIn('On HOSPITAL-1', text)
        self.assertNotIn('\u202e', text)
        self.assertNotIn('st-mary', json.dumps(self.items()))

    def test_leaves_out_who_writes_anonymously(self):
        self.make_minimal('fresenius')
        self.set('contact.name', 'Ada Writer')
        self.assertIn('Ada Writer', json.dumps(self.items()))
        self.change(anonymous=True, created='2026-11-21', attestations=[
            {**given, 'at': given['at'][:10]} for given in self.read()['attestations']])
        done = self.start('courier', self.report, '--json')
        self.assertNotIn(b'Ada Writer', done.stdout)

    def test_stops_while_a_rule_is_not_confirmed(self):
        self.make_minimal('fresenius')
        given = self.read()['attestations']
        for missing in (given[0]['id'], 'no-payment'):
            self.change(attestations=[attestation for attestation in given if attestation['id'] != missing])
            self.refused(herald.NOT_READY, 'courier', self.report, says='not (confirmed|accepted) yet')

    def test_says_everything_that_stops_it(self):
        self.herald('new', 'fresenius', '-o', self.report)
        said = self.refused(herald.NOT_READY, 'courier', self.report, lines=None)
        self.assertGreater(said.count('\n'), 10)

    def test_refuses_a_vendor_without_a_form(self):
        self.make_minimal('baxter')
        self.refused(herald.NOT_READY, 'courier', self.report, says='takes no reports by a form')

    def test_writes_nothing(self):
        self.make_minimal('fresenius')
        before = sorted(self.folder.rglob('*'))
        self.herald('courier', self.report)
        self.assertEqual(sorted(self.folder.rglob('*')), before)


class Noted(Base):
    """What the person found in a form whose fields are not known."""

    NOTE = {'format': 'herald-form-note', 'version': 1, 'vendor': 'fresenius', 'channel': 'form', 'date': '2026-11-22',
            'from': 'noted by you', 'address': 'https://formwerk.example/melden#2', 'remark': 'Three pages.',
            'fields': [{'label': 'Subject', 'field': 'vuln.title', 'max': 50}, {'label': 'Message', 'field': 'document'},
                       {'label': 'Captcha', 'field': None}]}

    def note(self, **members):
        folder = self.state / 'forms'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'fresenius.form.json').write_text(json.dumps({**self.NOTE, **members}), encoding='utf-8')

    def test_follows_what_was_noted(self):
        self.make_minimal('fresenius')
        self.note()
        plan = self.json('courier', self.report)
        self.assertEqual((plan['order'], plan['address']), ('note', self.NOTE['address']))
        self.assertEqual([(item['label'], item['kind'], item['max']) for item in plan['items']],
                         [('Subject', 'copy', 50), ('Message', 'copy', None), ('Captcha', 'person', None)])
        self.assertIn('Your remark: Three pages.', self.herald('courier', self.report))

    def test_refuses_a_damaged_note_and_names_it(self):
        self.make_minimal('fresenius')
        for members, says in (({'more': 1}, 'more'), ({'version': 2}, 'newer'), ({'vendor': 'baxter'}, 'another vendor'),
                              ({'address': 'http://formwerk.example/'}, '/address'), ({'date': 'today'}, '/date'),
                              ({'fields': [{'label': '', 'field': None}]}, '/fields/0/label'),
                              ({'fields': [{'label': 'A', 'field': None}] * 101}, '/fields')):
            self.note(**members)
            said = self.refused(herald.INPUT, 'courier', self.report, says=says)
            self.assertIn('fresenius.form.json', said)

    def test_leaves_a_field_that_the_report_no_longer_has_to_the_person(self):
        self.make_minimal('fresenius')
        self.note(fields=[{'label': 'Old', 'field': 'no.such-field'}])
        self.assertEqual(self.items()[0]['kind'], 'person')


if __name__ == '__main__':
    herald.main()
