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
        """Runs a command on the vault, with the passphrase on a descriptor of its own."""
        read, write = os.pipe()
        os.write(write, passphrase.encode() + b'\n')
        os.close(write)
        try:
            done = self.start(command, *arguments, '--passphrase-fd', read, data=data, pass_fds=[read])
        finally:
            os.close(read)
        self.assertEqual(done.returncode, status, f'{arguments}: {done.stderr.decode()}')
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
        self.assertEqual([line.split()[1] for line in log.splitlines()],
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
        read, write = os.pipe()
        os.write(write, f'{PASSPHRASE}\nanother one\n'.encode())
        os.close(write)
        self.herald('vault', 'passphrase', '--passphrase-fd', read, pass_fds=[read])
        os.close(read)
        self.vault(command='cases', status=INPUT)
        self.assertIn(case, self.vault(passphrase='another one', command='cases'))

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
