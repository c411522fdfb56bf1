# test_commands.py: the commands that show something, and what all commands share
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re
import subprocess

import herald
from herald import INPUT, NOT_READY, PRACTICE, PRACTICE_FPR, USAGE

COMMANDS = ('vendors', 'vendor', 'new', 'set', 'attach', 'detach', 'environment', 'divert', 'attest', 'substitute',
            'decide', 'review', 'render', 'key', 'confirm', 'seal', 'courier', 'submit',
            'follow-up', 'vault', 'cases', 'case', 'inspect', 'open')


class Vendors(herald.Case):
    def test_list(self):
        vendors = self.json('vendors')
        self.assertEqual([vendor['id'] for vendor in vendors], ['baxter', 'fresenius', 'practice'])
        for vendor in vendors:
            self.assertEqual(set(vendor), {'id', 'name', 'channels'})
            for channel in vendor['channels']:
                self.assertEqual(set(channel), {'id', 'kind', 'purpose', 'ready', 'why'})
                self.assertIn(channel['kind'], ('email', 'form', 'https'))
                self.assertIn(channel['purpose'], ('report', 'questions'))
                self.assertIs(type(channel['ready']), bool)
                self.assertEqual(channel['ready'], channel['why'] == '')
        shown = self.herald('vendors')
        for vendor in vendors:
            self.assertIn(vendor['name'], shown)

    def test_a_profile_with_each_field_merged(self):
        catalogue = {field['id']: field
                     for field in json.loads((herald.ROOT / 'data/fields.json').read_bytes())['fields']}
        for vendor in ('baxter', 'fresenius', 'practice'):
            profile = self.json('vendor', vendor)
            shipped = json.loads((herald.ROOT / f'data/vendors/{vendor}.json').read_bytes())
            self.assertEqual(profile['confirmed'], {})
            self.assertEqual([field['id'] for field in profile['fields']], [field['id'] for field in shipped['fields']])
            limits = shipped.get('limits', {}).get('fields', {})
            for merged, own in zip(profile['fields'], shipped['fields']):
                expected = {**catalogue.get(own['id'], {}), **own}
                if own['id'] in limits:
                    expected['max'] = limits[own['id']]
                for name, value in expected.items():
                    self.assertEqual(merged[name], value, (vendor, own['id'], name))
            for name in set(shipped) - {'fields'}:
                self.assertEqual(profile[name], shipped[name], name)
            self.assertEqual(set(profile) - set(shipped), {'confirmed'})

    def test_a_vendor_for_people(self):
        for vendor in ('baxter', 'fresenius', 'practice'):
            profile = self.json('vendor', vendor)
            shown = self.herald('vendor', vendor)
            for kind in ('prerequisites', 'terms', 'promises'):
                for entry in profile[kind]:
                    self.assertIn(entry['wording'], shown)
            for entry in profile['fields'] + profile['channels']:
                self.assertIn(entry['id'], shown)
            for source in profile['sources']:
                self.assertIn(f'[{source}]', shown)

    def test_an_unknown_vendor(self):
        self.refused(USAGE, 'vendor', 'nobody', says='nobody')
        self.refused(USAGE, 'vendor', lines=2)
        self.refused(USAGE, 'vendors', 'practice', lines=2)


class Review(herald.Case):
    def test_ready(self):
        self.make_report()
        found = self.json('review', self.report)
        for finding in found:
            self.assertEqual(set(finding), {'id', 'kind', 'severity', 'place', 'message'})
            self.assertIn(finding['severity'], ('warn', 'note'))
        self.assertNotIn('stop', self.herald('review', self.report))

    def test_not_ready(self):
        self.herald('new', 'practice', '-o', self.report)
        found = self.json('review', self.report, status=NOT_READY)
        shown = self.start('review', self.report)
        self.assertEqual((shown.returncode, shown.stderr), (NOT_READY, b''))
        self.assertEqual(len({finding['id'] for finding in found}), len(found))
        words = [finding['severity'] for finding in found]
        self.assertEqual(set(words), {'stop', 'warn', 'note'})
        for finding in found:
            self.assertIn(finding['message'], shown.stdout.decode())
        self.assertEqual(re.findall(r'^(stop|warn|note)', shown.stdout.decode(), re.M),
                         sorted(words, key=['stop', 'warn', 'note'].index))

    def test_changes_nothing(self):
        self.make_report()
        before = self.files()
        self.herald('review', self.report)
        self.herald('render', self.report)
        self.assert_untouched(before)


class Render(herald.Case):
    def setUp(self):
        super().setUp()
        self.make_report()

    def test_forms(self):
        text = self.herald('render', self.report)
        self.assertEqual(text, self.herald('render', self.report, '--as', 'text'))
        self.assertIn('Rehearsal Pump 3', text)
        self.assertIn('# ', self.herald('render', self.report, '--as', 'markdown'))
        document = json.loads(self.herald('render', self.report, '--as', 'json'))
        herald.schema('document').validate(document)
        for name in ('substitutions', 'decisions'):
            self.assertNotIn(name, document)

    def test_to_a_file(self):
        out = self.work / 'out.txt'
        self.assertEqual(self.herald('render', self.report, '-o', out), '')
        self.assertEqual(out.read_text(), self.herald('render', self.report, '-o', '-'))
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        self.refused(INPUT, 'render', self.report, '-o', self.work / 'no/where', says='no/where')
        self.refused(USAGE, 'render', self.report, '--as', 'pdf', lines=2)

    def test_a_report_from_standard_input(self):
        self.assertEqual(self.herald('render', '-', data=self.report.read_bytes()), self.herald('render', self.report))
        self.assertEqual(self.json('review', '-', data=self.report.read_bytes()), self.json('review', self.report))


class Key(herald.Case):
    def test_the_practice_key(self):
        keys = self.json('key', PRACTICE / 'practice.asc')
        self.assertEqual(len(keys), 1)
        self.assertEqual(set(keys[0]), {'usable', 'fingerprint', 'reason', 'subkey', 'created', 'expires', 'user_ids',
                                        'warnings'})
        self.assertEqual((keys[0]['usable'], keys[0]['fingerprint'], keys[0]['reason']), (True, PRACTICE_FPR, ''))
        self.assertRegex(keys[0]['subkey'], r'^[0-9A-F]{40}$')
        self.assertRegex(keys[0]['created'], r'^\d{4}-\d\d-\d\d$')
        self.assertIsNone(keys[0]['expires'])
        self.assertEqual(self.json('key', '-', data=(PRACTICE / 'practice.asc').read_bytes()), keys)
        self.assertIn(' '.join(re.findall('....', PRACTICE_FPR)).split(' ')[0],
                      self.herald('key', PRACTICE / 'practice.asc'))

    def test_a_private_key_is_not_usable(self):
        keys = self.json('key', PRACTICE / 'practice-secret.asc', status=NOT_READY)
        self.assertEqual([key['usable'] for key in keys], [False])
        self.assertNotEqual(keys[0]['reason'], '')

    def test_a_date_of_expiry(self):
        self.make_key('soon', expires='20391231T000000')
        key = self.json('key', self.export())[0]
        self.assertRegex(key['expires'], r'^2039-12-\d\d$')

    def test_no_key_file(self):
        (self.work / 'x').write_bytes(b'hello')
        self.refused(INPUT, 'key', self.work / 'x', says='x: ')
        self.refused(USAGE, 'key', lines=2)


class Envelopes(herald.Case):
    def setUp(self):
        super().setUp()
        self.make_report()

    def test_inspect(self):
        subkey = self.json('key', PRACTICE / 'practice.asc')[0]['subkey'][-16:]
        for form, names, headers in (
                ('eml', ['encrypted.asc'], {'From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version',
                                            'Content-Type'}),
                ('bundle', [], set()),
                ('draft', ['report.zip.pgp'], {'X-Unsent', 'From', 'To', 'Subject', 'MIME-Version', 'Content-Type'})):
            with self.subTest(form=form):
                out = self.seal(form)
                view = self.json('inspect', out)
                self.assertEqual(set(view), {'form', 'recipients', 'size', 'headers', 'names'})
                self.assertEqual((view['form'], view['recipients'], view['names']), (form, [subkey], names))
                self.assertEqual(view['size'], out.stat().st_size)
                self.assertEqual(set(view['headers']), headers)
                self.assertEqual(self.json('inspect', '-', data=out.read_bytes()), view)
                self.assertIn(subkey, self.herald('inspect', out))

    def test_seal_to_standard_output(self):
        for form in ('eml', 'bundle', 'draft'):
            with self.subTest(form=form):
                done = self.start('seal', self.report, '--as', form, '-o', '-')
                self.assertEqual((done.returncode, done.stderr), (0, b''))
                (self.work / 'out').write_bytes(done.stdout)
                self.assertEqual(self.json('inspect', self.work / 'out')['form'], form)
        self.assertEqual(list(self.tmp.iterdir()), [])

    def test_output_begins_only_when_all_has_succeeded(self):
        self.herald('divert', self.report, 'harm', 'yes')
        self.set('product.name', '')
        self.refused(NOT_READY, 'seal', self.report, '--as', 'bundle', '-o', '-', lines=None)

    def test_open(self):
        out = self.seal('bundle')
        listed = self.herald('open', out, '--key', PRACTICE / 'practice-secret.asc', '-o', self.work / 'opened')
        for line in listed.splitlines():
            digest, size, name = re.fullmatch(r'([0-9a-f]{64})  (\d+)  (\S+)', line).groups()
            data = (self.work / 'opened' / name).read_bytes()
            self.assertEqual((digest, int(size)), (herald.sha256(data), len(data)))
        self.assertEqual(len(listed.splitlines()), 5)
        before = self.files()
        self.refused(INPUT, 'open', out, '--key', PRACTICE / 'practice-secret.asc', '-o', self.work / 'opened')
        self.assert_untouched(before)
        self.herald('open', '-', '--key', PRACTICE / 'practice-secret.asc', '-o', self.work / 'again',
                    data=out.read_bytes())

    def test_wrong_usage(self):
        out = self.work / 'x'
        for arguments in (['seal', self.report, '-o', out], ['seal', self.report, '--as', 'pdf', '-o', out],
                          ['seal', self.report, '--as', 'eml'], ['seal', '--as', 'eml', '-o', out],
                          ['inspect'], ['open', out, '-o', out], ['open', out, '--key', out],
                          ['confirm', 'practice'], ['confirm', 'practice', '--key', out],
                          ['confirm', 'practice', '--fingerprint', PRACTICE_FPR], ['confirm', 'practice', '--ca', out]):
            with self.subTest(arguments=arguments):
                self.refused(USAGE, *arguments, lines=2)
        self.assertFalse(out.exists())


class Manner(herald.Case):
    def test_help(self):
        shown = self.herald('--help')
        self.assertEqual(re.findall(r'^  ([a-z-]+)  ', shown, re.M), list(COMMANDS))
        for command in COMMANDS:
            for word in ('--help', '-h'):
                self.assertIn(command, self.herald(command, word).splitlines()[1])
        self.assertEqual(self.start().returncode, USAGE)
        self.refused(USAGE, 'nothing', says='nothing')
        self.assertRegex(self.herald('--version'), r'^herald-cli \d')

    def test_unknown_options(self):
        for command in COMMANDS:
            self.refused(USAGE, command, '--bogus', lines=2)

    def test_state_anywhere(self):
        profile = json.loads((herald.ROOT / 'data/vendors/practice.json').read_bytes())
        own = self.folder / 'own'
        (own / 'vendors').mkdir(parents=True)
        profile.update(id='own-vendor', name='Own', keys=[])
        (own / 'vendors/own-vendor.json').write_text(json.dumps(profile), encoding='utf-8')
        self.assertNotIn('own-vendor', self.herald('vendors'))
        for arguments in (['--state', own, 'vendor', 'own-vendor', '--json'],
                          ['vendor', '--state', own, 'own-vendor', '--json'],
                          ['vendor', 'own-vendor', '--state', own, '--json'],
                          ['vendor', 'own-vendor', '--json', '--state', own],
                          [f'--state={own}', 'vendor', 'own-vendor', '--json'],
                          ['vendor', 'own-vendor', f'--state={own}', '--json']):
            with self.subTest(arguments=arguments):
                self.assertEqual(json.loads(self.herald(*arguments))['name'], 'Own')
        for arguments in (['vendors', '--state'], ['vendors', '--state='], ['--state']):
            self.refused(USAGE, *arguments)

    def test_state_holds_what_is_confirmed(self):
        own = self.folder / 'own'
        self.herald('confirm', 'baxter', '--address', 'psirt@vendor.example', '--state', own)
        self.assertEqual(self.json('vendor', 'baxter')['confirmed'], {})
        confirmed = self.json('vendor', 'baxter', '--state', own)['confirmed']
        self.assertIn('psirt@vendor.example', json.dumps(confirmed))
        self.assertFalse(self.state.exists())

    def test_a_reader_that_has_gone(self):
        with subprocess.Popen([herald.cli(), 'vendor', 'practice', '--json'], env=self.env, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.close()
            said = process.stderr.read().decode()
        if process.returncode != 0:
            self.assertEqual((process.returncode, said.count('\n')), (INPUT, 1))


if __name__ == '__main__':
    herald.main()
