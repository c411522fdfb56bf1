# test_answers.py: the commands that write a report
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json

import herald
from herald import INPUT, NOT_READY, USAGE


class New(herald.Case):
    def test_holds_every_field_empty(self):
        profile = self.json('vendor', 'practice')
        for anonymous in (False, True):
            with self.subTest(anonymous=anonymous):
                self.report = self.work / f'{anonymous}.herald.json'
                self.assertEqual(self.herald('new', 'practice', '-o', self.report,
                                             *(['--anonymous'] if anonymous else [])), '')
                report = self.read()
                herald.schema('report').validate(report)
                self.assertEqual(report['anonymous'], anonymous)
                self.assertRegex(report['created'], r'^\d{4}-\d\d-\d\d' + ('$' if anonymous else r'T\d\d:\d\d:\d\dZ$'))
                empty = {'links': [], 'people': [], 'parties': [], 'flag': None}
                self.assertEqual(report['answers'],
                                 {field['id']: empty.get(field['kind'], '') for field in profile['fields']})
                self.assertEqual(report['diversions'], {'harm': None, 'complaint': None})
                for name in ('attestations', 'attachments', 'substitutions', 'decisions'):
                    self.assertEqual(report[name], [])
                self.assertEqual(self.report.stat().st_mode & 0o777, 0o600)

    def test_every_vendor(self):
        ids = set()
        for vendor in self.json('vendors'):
            self.herald('new', vendor['id'], '-o', self.work / vendor['id'])
            report = json.loads((self.work / vendor['id']).read_bytes())
            self.assertEqual(report['vendor'], vendor['id'])
            ids.add(report['id'])
        self.assertEqual(len(ids), 3)

    def test_leaves_an_existing_file_alone(self):
        self.report.write_bytes(b'mine')
        self.refused(INPUT, 'new', 'practice', '-o', self.report, says='report.herald.json: .*exists')
        self.assertEqual(self.report.read_bytes(), b'mine')
        self.report.unlink()
        self.report.symlink_to('nowhere')
        self.refused(INPUT, 'new', 'practice', '-o', self.report)
        self.assertFalse((self.work / 'nowhere').exists())

    def test_an_unknown_vendor_is_wrong_usage(self):
        self.refused(USAGE, 'new', 'nobody', '-o', self.report, says='nobody')
        self.assertFalse(self.report.exists())

    def test_wrong_usage(self):
        for arguments in ([], ['practice'], ['practice', 'more', '-o', self.report], ['-o', self.report],
                          ['practice', '-o', self.report, '--bogus']):
            with self.subTest(arguments=arguments):
                self.refused(USAGE, 'new', *arguments, says=r'\nUsage: herald-cli new ', lines=2)
        self.assertEqual(list(self.work.iterdir()), [])

    def test_to_standard_output(self):
        report = json.loads(self.herald('new', 'practice', '-o', '-'))
        self.assertEqual(report['format'], 'herald-report')
        self.assertEqual(list(self.work.iterdir()), [])


class Set(herald.Case):
    def setUp(self):
        super().setUp()
        self.herald('new', 'practice', '-o', self.report)

    def answer(self, field):
        return self.read()['answers'][field]

    def test_each_kind(self):
        people = [{'name': 'Ada Example', 'organization': 'Lab', 'email': 'a@lab.example', 'phone': '1'}, {'name': 'B'}]
        parties = [{'party': 'CERT', 'kind': 'coordinator', 'date': '2026-11-01', 'shared': 'All'}]
        for field, text, expected in (
                ('product.name', 'Pump 3', 'Pump 3'),
                ('vuln.description', 'One.\n\nTwo “ü” 針.', 'One.\n\nTwo “ü” 針.'),
                ('web.input', "a' OR 1=1 --\n\tx", "a' OR 1=1 --\n\tx"),
                ('discovery.date', '2026-10-31', '2026-10-31'),
                ('web.time', '14:05+01:00', '14:05+01:00'),
                ('target.kind', 'web', 'web'),
                ('product.version', '3.2.1~rc1', '3.2.1~rc1'),
                ('contact.keep-confidential', 'yes', True),
                ('contact.keep-confidential', 'no', False),
                ('web.urls', 'https://a.example/\nhttps://b.example/x', ['https://a.example/', 'https://b.example/x']),
                ('credit.people', json.dumps(people), people),
                ('disclosure.prior', json.dumps(parties), parties)):
            with self.subTest(field=field, text=text):
                for end in ('', '\n'):
                    self.assertEqual(self.herald('set', self.report, field, data=text + end), '')
                    self.assertEqual(self.answer(field), expected)
                herald.schema('report').validate(self.read())

    def test_drops_one_line_end_alone(self):
        self.set('vuln.description', 'One.\n\n')
        self.assertEqual(self.answer('vuln.description'), 'One.\n')
        self.set('vuln.description', '\n One. \r\n')
        self.assertEqual(self.answer('vuln.description'), '\n One. ')

    def test_empty_clears(self):
        for field, text, empty in (('product.name', 'Pump', ''), ('web.urls', 'https://a.example', []),
                                   ('contact.keep-confidential', 'yes', None), ('credit.people', '[{"name":"A"}]', []),
                                   ('discovery.date', '2026-10-31', ''), ('target.kind', 'web', '')):
            for nothing in ('', '\n'):
                with self.subTest(field=field, nothing=nothing):
                    self.set(field, text)
                    self.assertNotEqual(self.answer(field), empty)
                    self.set(field, nothing)
                    self.assertEqual(self.answer(field), empty)

    def test_unknown(self):
        fields = self.json('vendor', 'practice')['fields']
        self.assertEqual({bool(field.get('unknown')) for field in fields}, {True, False})
        for field in fields:
            with self.subTest(field=field['id']):
                before = self.report.read_bytes()
                if field.get('unknown'):
                    self.herald('set', self.report, field['id'], '--unknown')
                    self.assertEqual(self.answer(field['id']), {'unknown': True})
                else:
                    self.refused(INPUT, 'set', self.report, field['id'], '--unknown')
                    self.assertEqual(self.report.read_bytes(), before)

    def test_refuses_what_is_not_of_its_kind(self):
        before = self.report.read_bytes()
        for field, text in (
                ('discovery.date', '2026-02-30'), ('discovery.date', 'yesterday'), ('discovery.date', '01.10.2026'),
                ('web.time', '25:00'), ('web.time', 'noon'), ('target.kind', 'toaster'), ('target.kind', 'Web'),
                ('contact.keep-confidential', 'maybe'), ('contact.keep-confidential', 'true'),
                ('credit.people', 'Ada'), ('credit.people', '{}'), ('credit.people', '[1]'),
                ('credit.people', '[{"name":"A","age":3}]'), ('credit.people', '[{"organization":"A"}]'),
                ('credit.people', '[{"name":"A","name":"B"}]'), ('credit.people', '[{"name":"A"}'),
                ('disclosure.prior', '[{"party":"A","kind":"friend"}]'),
                ('disclosure.prior', '[{"party":"A","kind":"other","date":"soon"}]'),
                ('credit.people', '[' * 100_000), ('vuln.description', b'\xff'), ('vuln.description', b'a\0b'),
                ('product.name', b'x' * (5 << 20))):
            with self.subTest(field=field, text=text[:40]):
                self.refused(INPUT, 'set', self.report, field, data=text)
                self.assertEqual(self.report.read_bytes(), before)

    def test_a_line_holds_no_line_end(self):
        """Else it would be shown as more than one field."""
        before = self.report.read_bytes()
        self.refused(INPUT, 'set', self.report, 'product.name', data='Pump\nVersion: 9')
        self.assertEqual(self.report.read_bytes(), before)

    def test_an_unknown_field_is_wrong_usage(self):
        before = self.report.read_bytes()
        for field in ('nothing', 'PRODUCT.NAME', '', '../x'):
            self.refused(USAGE, 'set', self.report, field, data='x')
        self.assertEqual(self.report.read_bytes(), before)

    def test_no_value_on_the_command_line(self):
        before = self.report.read_bytes()
        self.refused(USAGE, 'set', self.report, 'product.name', 'Pump', lines=2)
        self.assertEqual(self.report.read_bytes(), before)

    def test_standard_input_holds_the_answer_alone(self):
        before = self.report.read_bytes()
        self.refused(USAGE, 'set', '-', 'product.name', data=before, lines=2)

    def test_contact_stops_an_anonymous_report(self):
        self.report.unlink()
        self.make_report(anonymous=True, attach=False)
        self.json('review', self.report)
        self.set('contact.email', 'ada@lab.example')
        found = self.json('review', self.report, status=NOT_READY)
        self.assertEqual(['/answers/contact.email'], [f['place'] for f in found if f['severity'] == 'stop'])


class Rules(herald.Case):
    def setUp(self):
        super().setUp()
        self.herald('new', 'practice', '-o', self.report)

    def test_divert(self):
        for word, value in (('yes', True), ('no', False)):
            self.herald('divert', self.report, 'harm', word)
            self.assertEqual(self.read()['diversions'], {'harm': value, 'complaint': None})
        before = self.report.read_bytes()
        self.refused(USAGE, 'divert', self.report, 'harm', 'maybe', lines=2)
        self.refused(USAGE, 'divert', self.report, 'harm', lines=2)
        self.refused(USAGE, 'divert', self.report, 'nothing', 'no')
        self.assertEqual(self.report.read_bytes(), before)

    def test_attest_shows_each_wording(self):
        profile = self.json('vendor', 'practice')
        rules = profile['prerequisites'] + profile['terms']
        shown = self.herald('attest', self.report, *(rule['id'] for rule in rules))
        for rule in rules:
            self.assertIn(f'{rule["id"]}: “{rule["wording"]}”\n', shown)
        given = {entry['id']: entry for entry in self.read()['attestations']}
        for rule in rules:
            self.assertEqual(given[rule['id']]['sha256'], herald.sha256(rule['wording'].encode()))
        self.herald('attest', self.report, rules[0]['id'])
        self.assertEqual(len(self.read()['attestations']), len(rules))

    def test_one_unknown_rule_agrees_to_none(self):
        before = self.report.read_bytes()
        done = self.start('attest', self.report, 'laws', 'nothing')
        self.assertEqual(done.returncode, USAGE)
        self.assertEqual(self.report.read_bytes(), before)

    def test_a_changed_wording_is_no_attestation(self):
        self.report.unlink()
        self.make_report()
        report = self.read()
        report['attestations'][0]['sha256'] = '0' * 64
        self.write(report)
        rule = report['attestations'][0]['id']
        found = self.json('review', self.report, status=NOT_READY)
        self.assertIn(f'/attestations/{rule}', [f['place'] for f in found if f['severity'] == 'stop'])


if __name__ == '__main__':
    herald.main()
