# test_cases.py: reports that are kept in the vault
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import re

import herald
from herald import DONE, INPUT, NOT_READY, PRACTICE, USAGE

PASSPHRASE = 'correct horse battery staple'
CANARY = 'the dose limit moves when nobody looks'


class Cases(herald.Case):
    def setUp(self):
        super().setUp()
        self.vault('create', '--keep', 'passphrase', command='vault')

    def vault(self, *arguments, passphrase=PASSPHRASE, command='case', status=DONE, data=b''):
        """Runs a command on the vault, with the passphrases on a descriptor of their own."""
        read, write = os.pipe()
        os.write(write, passphrase.encode() + b'\n')
        os.close(write)
        try:
            done = self.start(command, *arguments, '--passphrase-fd', read, data=data, pass_fds=[read])
        finally:
            os.close(read)
        self.said = done.stderr.decode()
        self.assertEqual(done.returncode, status, f'{arguments}: {self.said}')
        return done.stdout.decode()

    def new(self, *arguments):
        return self.vault('new', 'practice', *arguments).strip()

    def import_practice(self):
        self.make_report()
        return self.vault('import', self.report).strip()

    def cases(self):
        return json.loads(self.vault('--json', command='cases'))

    def test_keeps_what_is_typed(self):
        case = self.new()
        self.assertRegex(case, r'^[0-9a-f]{32}$')
        self.vault('set', case, 'vuln.title', data=CANARY)
        self.assertEqual([(c['id'], c['title'], c['vendor'], c['state']) for c in self.cases()],
                         [(case, CANARY, 'practice', 'draft')])
        self.vault('set', case, 'vuln.title', data='another')
        self.vault('undo', case)
        self.assertIn(CANARY, self.vault('render', case))
        self.vault('redo', case)
        self.assertNotIn(CANARY, self.vault('render', case))

    def test_leaves_nothing_in_clear(self):
        case = self.new()
        self.vault('set', case, 'vuln.description', data=CANARY)
        (self.work / 'notes').write_text(CANARY)
        self.vault('attach', case, self.work / 'notes')
        (self.work / 'notes').unlink()
        for path in self.folder.rglob('*'):
            if path.is_file():
                self.assertNotIn(CANARY.encode(), path.read_bytes(), path)
                self.assertNotIn('notes', path.name)
        self.assertIn(CANARY, self.vault('render', case))

    def test_seals_out_of_the_vault(self):
        case = self.import_practice()
        for form in ('eml', 'bundle', 'draft'):
            envelope = self.work / form
            self.vault('seal', case, '--as', form, '-o', envelope)
            opened = self.work / f'opened-{form}'
            self.herald('open', envelope, '--key', PRACTICE / 'practice-secret.asc', '-o', opened)
            for attachment in self.read()['attachments']:
                self.assertEqual((opened / 'attachments' / attachment['name']).read_bytes(),
                                 (self.work / attachment['path']).read_bytes())
        log = self.vault('log', case)
        self.assertEqual([entry['kind'] for entry in json.loads(self.vault('log', case, '--json'))['entries']],
                         ['created', 'imported', 'sealed', 'sealed', 'sealed'])
        self.assertEqual(len(re.findall(r'\b[0-9a-f]{64}\b', log)), 3)
        self.assertEqual(self.cases()[0]['state'], 'sealed')

    def test_is_held_to_the_rules(self):
        case = self.new()
        self.vault('seal', case, '--as', 'bundle', '-o', self.work / 'out', status=NOT_READY)
        self.assertFalse((self.work / 'out').exists())
        self.vault('review', case, status=NOT_READY)

    def test_goes_out_as_it_came(self):
        case = self.import_practice()
        out = self.work / 'out.json'
        self.vault('export', case, '-o', out)
        before, after = self.read(), json.loads(out.read_bytes())
        self.assertEqual(after['answers'], before['answers'])
        for one, other in zip(before['attachments'], after['attachments'], strict=True):
            self.assertEqual((self.work / one['path']).read_bytes(), (self.work / other['path']).read_bytes())
        self.vault('export', case, '-o', out, status=INPUT)

    def test_turns_anonymous_without_a_history(self):
        case = self.new()
        self.vault('set', case, 'contact.name', data='Ada Example')
        self.vault('anonymous', case)
        self.assertNotIn('Ada', self.vault('render', case))
        self.vault('undo', case, status=INPUT)
        self.assertTrue(self.cases()[0]['anonymous'])

    def test_opens_with_the_passphrase_alone(self):
        case = self.new()
        self.vault(passphrase='wrong', command='cases', status=INPUT)
        self.vault('passphrase', passphrase=f'{PASSPHRASE}\nanother one', command='vault')
        self.vault(command='cases', status=INPUT)
        self.assertIn(case, self.vault(passphrase='another one', command='cases'))

    def test_changes_the_passphrase_or_nothing(self):
        case = self.new()
        for passphrase in ('wrong\nanother one', f'{PASSPHRASE}\n', f'{PASSPHRASE}', f'{PASSPHRASE}\n{"x" * 5000}'):
            self.vault('passphrase', passphrase=passphrase, command='vault', status=INPUT)
            self.assertIn(case, self.vault(command='cases'))

    def test_keeps_the_last_slot(self):
        (slot, kind), = (line.split(None, 1) for line in self.vault('slots', command='vault').splitlines())
        self.assertRegex(slot, r'^[0-9a-f]{32}$')
        self.assertEqual(kind, 'passphrase')
        self.vault('remove', slot, command='vault', status=INPUT)
        self.assertIn('only way', self.said)
        self.vault('remove', 'f' * 32, command='vault', status=INPUT)
        self.vault('remove', command='vault', status=USAGE)
        self.vault('passphrase', passphrase=f'{PASSPHRASE}\nanother one', command='vault')
        # A new passphrase is a new slot, in the place of the old one.
        (other, _), = (line.split(None, 1) for line in
                       self.vault('slots', passphrase='another one', command='vault').splitlines())
        self.vault('remove', slot, passphrase='another one', command='vault', status=INPUT)
        self.assertRegex(other, r'^[0-9a-f]{32}$')

    def rendered(self, case):
        return json.loads(self.vault('render', case, '--as', 'json'))

    def names(self, case):
        return [attachment['name'] for attachment in self.rendered(case)['attachments']]

    def test_takes_back_attachments_and_substitutions(self):
        case = self.new()
        self.vault('set', case, 'vuln.title', data='The host zebra-7 is open')
        for name in ('one', 'two'):
            (self.work / name).write_text(f'content of {name}')
            self.vault('attach', case, self.work / name)
            (self.work / name).unlink()
        self.vault('substitute', case, data='zebra-7\nHOST-1')
        self.vault('detach', case, 'one')

        self.assertEqual(self.names(case), ['two'])
        self.vault('undo', case)
        self.assertEqual(self.names(case), ['one', 'two'])
        self.assertIn('HOST-1 is open', self.vault('render', case))
        self.vault('undo', case)
        self.assertIn('zebra-7 is open', self.vault('render', case))
        self.vault('undo', case)
        self.vault('undo', case)
        self.assertEqual(self.names(case), [])
        self.vault('undo', case)
        self.vault('undo', case, status=INPUT)
        for _ in range(4):
            self.vault('redo', case)
        self.assertEqual(self.names(case), ['one', 'two'])
        self.assertIn('HOST-1 is open', self.vault('render', case))
        # What was detached is there again, byte by byte.
        self.vault('export', case, '-o', self.work / 'out.json')
        self.assertEqual((self.work / 'out.json.attachments/one').read_text(), 'content of one')
        self.assertEqual(self.vault('check', case), '')

    def versions(self, case):
        return json.loads(self.vault('versions', case, '--json'))

    def test_returns_to_a_version(self):
        case = self.new()
        for title in ('First', 'Second', 'Third'):
            self.vault('set', case, 'vuln.title', data=title)
        self.vault('substitute', case, data='zebra\nhorse')

        versions = self.versions(case)
        self.assertEqual([v['changed'] for v in versions],
                         [[], *[['/answers/vuln.title']] * 3, ['/substitutions']])
        self.assertEqual([v['current'] for v in versions], [False] * 4 + [True])
        self.assertTrue(all(re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', v['at']) for v in versions))
        self.assertEqual([v['version'] for v in versions], sorted({v['version'] for v in versions}))
        lines = self.vault('versions', case).splitlines()
        self.assertRegex(lines[1], r'^  +\d+  \S+ +vuln\.title$')
        self.assertRegex(lines[-1], r'^\* +\d+  \S+ +substitutions$')

        self.vault('return', case, versions[1]['version'])
        self.assertIn('First', self.vault('render', case))
        self.assertEqual([v['current'] for v in self.versions(case)], [False, True, False, False, False])
        self.vault('undo', case)
        self.assertIn('Third', self.vault('render', case))
        self.vault('return', case, '999', status=INPUT)
        for wrong in ('0', '-1', 'first', '', '1.5', str(1 << 64)):
            self.vault('return', case, wrong, status=USAGE)
        self.vault('return', case, status=USAGE)

    def test_tells_only_dates_of_an_anonymous_report(self):
        case = self.new('--anonymous')
        self.vault('set', case, 'vuln.title', data='A title')
        for version in self.versions(case):
            self.assertRegex(version['at'], r'^\d{4}-\d\d-\d\d$')

    def test_duplicates(self):
        case = self.import_practice()
        other = self.vault('duplicate', case).strip()
        self.assertNotEqual(other, case)
        self.vault('set', case, 'vuln.title', data='The first one')
        self.assertEqual(self.names(other), self.names(case))
        self.assertNotIn('The first one', self.vault('render', other))
        self.vault('delete', case)
        self.assertEqual(self.vault('check', other), '')
        log = json.loads(self.vault('log', other, '--json'))
        self.assertEqual([entry['kind'] for entry in log['entries']], ['created'])
        # What was attested to for one report is not for another.
        self.vault('review', other, status=NOT_READY)
        self.vault('duplicate', case, status=INPUT)

    def test_checks_and_deletes(self):
        case = self.new()
        self.assertEqual(self.vault('check', case), '')
        journal = next(self.state.rglob('journal-*'))
        data = bytearray(journal.read_bytes())
        data[len(data) // 2] ^= 1
        journal.write_bytes(data)
        self.assertNotEqual(self.vault('check', case, status=NOT_READY), '')
        self.vault('delete', case)
        self.assertEqual(self.cases(), [])

    def test_refuses_what_makes_no_sense(self):
        self.vault('new', 'nobody', status=USAGE)
        self.vault('fly', 'x', status=USAGE)
        self.vault('log', 'f' * 32, status=INPUT)
        self.vault('log', '../../etc', status=INPUT)
        self.vault('create', '--keep', 'passphrase', command='vault', status=INPUT)


if __name__ == '__main__':
    herald.main()
