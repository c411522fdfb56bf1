# test_additions.py: what else goes into a report: files, substitutes, decisions, the environment
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import herald
from herald import INPUT, NOT_READY, USAGE


class Files(herald.Case):
    def setUp(self):
        super().setUp()
        self.herald('new', 'practice', '-o', self.report)
        self.poc = self.work / 'poc.py'
        self.poc.write_bytes(b'print()\n')

    def test_attach(self):
        self.assertEqual(self.herald('attach', self.report, self.poc, '--role', 'poc'), '')
        expected = {'path': 'poc.py', 'name': 'poc.py', 'role': 'poc', 'size': 8, 'sha256': herald.sha256(b'print()\n')}
        self.assertEqual(self.read()['attachments'], [expected])
        herald.schema('report').validate(self.read())

    def test_name_and_role(self):
        for role in ('poc', 'log', 'picture', 'capture', 'other'):
            self.herald('attach', self.report, self.poc, '--role', role, '--name', f'{role} ü.bin')
        self.herald('attach', self.report, self.poc)
        entries = self.read()['attachments']
        self.assertEqual([entry['role'] for entry in entries], ['poc', 'log', 'picture', 'capture', 'other', 'other'])
        self.assertEqual(entries[1]['name'], 'log ü.bin')

    def test_a_file_from_elsewhere_keeps_its_whole_path(self):
        other = self.tmp / 'trace.log'
        other.write_bytes(b'x')
        self.herald('attach', self.report, other)
        self.assertEqual(self.read()['attachments'][0]['path'], str(other))

    def test_refuses_and_leaves_the_report(self):
        self.herald('attach', self.report, self.poc)
        before = self.report.read_bytes()
        (self.work / 'folder').mkdir()
        self.refused(INPUT, 'attach', self.report, self.work / 'missing', says='missing')
        self.refused(INPUT, 'attach', self.report, self.work / 'folder', says='folder')
        self.refused(INPUT, 'attach', self.report, self.poc, says='poc.py')
        self.refused(INPUT, 'attach', self.report, self.poc, '--name', 'POC.py')
        for name in ('../x', 'a/b', '..', '', 'a\nb', 'a\\b'):
            self.refused(INPUT, 'attach', self.report, self.poc, '--name', name)
        self.refused(USAGE, 'attach', self.report, self.poc, '--role', 'secret', lines=2)
        self.refused(USAGE, 'attach', self.report, lines=2)
        self.assertEqual(self.report.read_bytes(), before)

    def test_detach(self):
        self.herald('attach', self.report, self.poc)
        self.herald('attach', self.report, self.poc, '--name', 'two')
        self.herald('detach', self.report, 'poc.py')
        self.assertEqual([entry['name'] for entry in self.read()['attachments']], ['two'])
        self.assertTrue(self.poc.exists())
        before = self.report.read_bytes()
        self.refused(USAGE, 'detach', self.report, 'poc.py', says='poc.py')
        self.assertEqual(self.report.read_bytes(), before)


class Words(herald.Case):
    def test_substitute(self):
        self.make_report(attach=False)
        self.set('vuln.impact', 'At st-mary-hospital.')
        self.assertEqual(self.herald('substitute', self.report, data='st-mary-hospital\nHOSPITAL-1\n'), '')
        self.assertEqual(self.read()['substitutions'], [{'find': 'st-mary-hospital', 'replace': 'HOSPITAL-1'}])
        self.assertEqual(self.read()['answers']['vuln.impact'], 'At st-mary-hospital.')
        for form in ('text', 'markdown', 'json'):
            shown = self.herald('render', self.report, '--as', form)
            self.assertNotIn('st-mary', shown)
            self.assertIn('HOSPITAL', shown.replace('\\', ''))

    def test_refuses_what_is_no_substitution(self):
        self.make_report(attach=False)
        before = self.report.read_bytes()
        for text in ('', 'one', 'a\nb\nc', '\nb', '  \nb', 'a\nbab', b'\xff\nb', 'x' * 1001 + '\nb'):
            with self.subTest(text=text[:10]):
                self.refused(INPUT, 'substitute', self.report, data=text)
        self.assertEqual(self.report.read_bytes(), before)

    def test_decide(self):
        self.make_report(attach=False)
        self.set('vuln.poc', 'https://user:secret@device.example/')
        shown = self.start('review', self.report).stdout.decode()
        finding = re.search(r'^ +(url-credentials\S*|\S*credential\S*)$', shown, re.M)
        self.assertIsNotNone(finding, shown)
        self.herald('decide', self.report, finding[1], data='The password is printed on the device.\n')
        self.assertEqual(self.read()['decisions'], [{'finding': finding[1], 'choice': 'keep',
                                                     'reason': 'The password is printed on the device.'}])
        self.assertNotIn(finding[1], [f['id'] for f in self.json('review', self.report) if f['severity'] != 'note'])

    def test_decides_nothing_that_leaves_no_choice(self):
        self.make_report(attach=False)
        self.set('product.name', '')
        found = self.json('review', self.report, status=NOT_READY)
        stop = next(f for f in found if f['severity'] == 'stop')
        before = self.report.read_bytes()
        self.refused(USAGE, 'decide', self.report, stop['id'], data='Because.', lines=2)
        self.refused(USAGE, 'decide', self.report, 'nothing', data='Because.', lines=2)
        self.assertEqual(self.report.read_bytes(), before)

    def test_environment_takes_items_over(self):
        self.herald('new', 'practice', '-o', self.report)
        items = {item['item']: item for item in self.json('environment')}
        self.herald('environment', self.report, 'kernel', 'architecture')
        answers = self.read()['answers']
        self.assertEqual(answers['env.kernel'], items['kernel']['value'])
        self.assertEqual(answers['env.architecture'], items['architecture']['value'])
        self.assertEqual(answers['env.network'], '')
        self.herald('environment', self.report, '--all')
        for item in self.json('environment'):
            if item['item'] != 'clock':
                self.assertEqual(self.read()['answers'][item['field']], item['value'])
        before = self.report.read_bytes()
        self.refused(USAGE, 'environment', self.report, 'hostname', lines=2)
        self.refused(USAGE, 'environment', self.report, lines=2)
        self.refused(USAGE, 'environment', '--all', lines=2)
        self.assertEqual(self.report.read_bytes(), before)


if __name__ == '__main__':
    herald.main()
