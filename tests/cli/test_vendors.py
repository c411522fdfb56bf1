# test_vendors.py: the rules of real vendors hold on the terminal too
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re

import herald
import interop
from herald import FORMS, INPUT, NOT_READY, PRACTICE, PRACTICE_FPR, USAGE


class Case(herald.Case):
    def refuse_everywhere(self, says):
        """No form of envelope can be made, and each refusal says why."""
        for form in FORMS:
            for out in (self.work / 'sealed', '-'):
                said = self.refused(NOT_READY, 'seal', self.report, '--as', form, '-o', out, lines=None)
                self.assertRegex(said, says)
        self.assertEqual([path for path in self.work.iterdir() if path.name.startswith(('sealed', '.'))], [])


class Fresenius(Case):
    def test_has_no_key_and_a_form(self):
        self.make_minimal('fresenius')
        stops = [finding for finding in self.json('review', self.report, status=NOT_READY)
                 if finding['severity'] == 'stop']
        self.assertEqual([stop['kind'] for stop in stops], ['key'])
        self.refuse_everywhere(r'No key .* is known.*form')

    def test_takes_no_report_by_mail(self):
        self.refused(USAGE, 'confirm', 'fresenius', '--address', 'psirt@vendor.example')

    def test_with_a_key_still_no_mail(self):
        self.make_minimal('fresenius')
        fingerprint = self.make_key('vendor')
        self.herald('confirm', 'fresenius', '--key', self.export(), '--fingerprint', fingerprint)
        self.seal('bundle')
        for form in ('eml', 'draft'):
            self.refused(NOT_READY, 'seal', self.report, '--as', form, '-o', self.work / 'x')
        self.assertFalse((self.work / 'x').exists())


class Baxter(Case):
    def test_sealed_once_key_and_address_are_confirmed(self):
        self.make_minimal('baxter')
        self.refuse_everywhere('No key .* is known')
        fingerprint = self.make_key('psirt')
        key = self.export()
        self.herald('confirm', 'baxter', '--key', key, '--fingerprint', fingerprint)
        self.refused(NOT_READY, 'seal', self.report, '--as', 'eml', '-o', self.work / 'x', says='address')
        self.seal('bundle')
        self.herald('confirm', 'baxter', '--address', 'psirt@vendor.example')

        confirmed = self.json('vendor', 'baxter')['confirmed']
        self.assertIn(fingerprint, json.dumps(confirmed))
        mail = next(channel for vendor in self.json('vendors') if vendor['id'] == 'baxter'
                    for channel in vendor['channels'] if channel['id'] == 'mail')
        self.assertEqual((mail['ready'], mail['why']), (True, ''))

        # It is kept: the file that it came from may go.
        key.unlink()
        secret = self.work / 'secret'
        secret.write_bytes(self.gpg('--armor', '--export-secret-keys', fingerprint))
        for form in FORMS:
            with self.subTest(form=form):
                path = self.seal(form)
                self.assertIn(b'A line' if form in ('asc', 'draft') else b'report.json',
                              interop.check_gpg(path, secret) + b'A line')
                headers = self.json('inspect', path)['headers']
                self.assertEqual(headers.get('To'), 'psirt@vendor.example' if form in ('eml', 'draft') else None)
                with self.assertRaises(AssertionError):
                    interop.check_gpg(path)

    def test_what_is_no_address(self):
        before = self.files()
        for address in ('psirt', 'a@b@c', 'Name <a@vendor.example>', 'a@vendor.example, b@vendor.example',
                        'a@vendor.example\nBcc: x@y.example', '', ' a@vendor.example'):
            with self.subTest(address=address):
                self.refused(USAGE, 'confirm', 'baxter', '--address', address)
        self.assert_untouched(before)

    def test_the_latest_key_counts(self):
        self.make_minimal('baxter')
        for name in ('old', 'new'):
            fingerprint = self.make_key(name)
            self.herald('confirm', 'baxter', '--key', self.export(fingerprint), '--fingerprint', fingerprint)
        subkey = self.json('key', self.export(fingerprint))[0]['subkey']
        self.assertEqual(self.json('inspect', self.seal('bundle'))['recipients'], [subkey[-16:]])

    def test_a_key_changed_behind_its_back(self):
        """What lies in the state folder is checked against the confirmed fingerprint anew."""
        self.make_minimal('baxter')
        fingerprint, other = self.make_key('psirt'), self.make_key('other')
        self.herald('confirm', 'baxter', '--key', self.export(fingerprint), '--fingerprint', fingerprint)
        own = self.gpg('--export', fingerprint)
        kept = [path for path in self.state.rglob('*') if path.is_file() and own[:20] in path.read_bytes()
                or path.suffix in ('.pgp', '.asc', '.key')]
        self.assertTrue(kept, list(self.state.rglob('*')))
        for path in kept:
            path.write_bytes(self.gpg('--export', other))
        done = self.start('seal', self.report, '--as', 'bundle', '-o', self.work / 'x')
        self.assertIn(done.returncode, (NOT_READY, INPUT))
        self.assertFalse((self.work / 'x').exists())


class Blocking(Case):
    def test_each_rule_left_out(self):
        self.make_report(attach=False)
        whole = self.read()
        profile = self.json('vendor', 'practice')
        rules = [rule for rule in profile['prerequisites'] if rule['blocking']] + profile['terms']
        self.assertEqual(len(rules), 5)
        for rule in rules:
            with self.subTest(rule=rule['id']):
                self.write({**whole, 'attestations': [entry for entry in whole['attestations']
                                                      if entry['id'] != rule['id']]})
                self.refuse_everywhere(re.escape(rule['title']))
        for diversion in profile['diversions']:
            with self.subTest(diversion=diversion['id']):
                self.write({**whole, 'diversions': {**whole['diversions'], diversion['id']: None}})
                self.refuse_everywhere(re.escape(diversion['question']))

    def test_what_does_not_block(self):
        self.make_report(attach=False)
        whole = self.read()
        self.change(attestations=[entry for entry in whole['attestations'] if entry['id'] != 'quiet'])
        for form in FORMS:
            self.seal(form)

    def test_no_decision_sets_a_rule_aside(self):
        self.make_report(attach=False)
        self.change(attestations=[])
        stops = [finding for finding in self.json('review', self.report, status=NOT_READY)
                 if finding['severity'] == 'stop']
        self.assertEqual(len(stops), 5)
        self.change(decisions=[{'finding': stop['id'], 'choice': 'keep', 'reason': 'I want to.'} for stop in stops])
        self.refuse_everywhere('not confirmed')

    def test_every_real_vendor(self):
        for vendor in ('baxter', 'fresenius'):
            self.report = self.work / vendor
            self.make_minimal(vendor)
            fingerprint = self.make_key(vendor)
            self.herald('confirm', vendor, '--key', self.export(fingerprint), '--fingerprint', fingerprint)
            self.herald('seal', self.report, '--as', 'asc', '-o', self.work / 'good')
            whole = self.read()
            profile = self.json('vendor', vendor)
            for rule in [rule for rule in profile['prerequisites'] if rule['blocking']] + profile['terms']:
                with self.subTest(vendor=vendor, rule=rule['id']):
                    self.write({**whole, 'attestations': [entry for entry in whole['attestations']
                                                          if entry['id'] != rule['id']]})
                    self.refused(NOT_READY, 'seal', self.report, '--as', 'asc', '-o', self.work / 'x', lines=None)
        self.assertFalse((self.work / 'x').exists())


class Fingerprints(Case):
    def confirm(self, fingerprint, key=PRACTICE / 'practice.asc', **options):
        self.herald('confirm', 'baxter', '--key', key, '--fingerprint', fingerprint, **options)

    def refuse(self, fingerprint, key=PRACTICE / 'practice.asc', status=NOT_READY, says='.'):
        before = self.files()
        self.refused(status, 'confirm', 'baxter', '--key', key, '--fingerprint', fingerprint, says=says)
        self.assert_untouched(before)

    def test_any_spelling_of_the_whole(self):
        groups = re.findall('....', PRACTICE_FPR)
        for text in (PRACTICE_FPR, PRACTICE_FPR.lower(), ' '.join(groups), '  '.join(groups),
                     f'{" ".join(groups[:5])}  {" ".join(groups[5:])}', f' {PRACTICE_FPR} '):
            with self.subTest(text=text):
                self.confirm(text)

    def test_short_ones(self):
        for text in (PRACTICE_FPR[-8:], PRACTICE_FPR[-16:], PRACTICE_FPR[-32:], PRACTICE_FPR[1:], PRACTICE_FPR[:-1],
                     '0x' + PRACTICE_FPR[-16:], ''):
            with self.subTest(text=text):
                self.refuse(text)

    def test_others(self):
        subkey = self.json('key', PRACTICE / 'practice.asc')[0]['subkey']
        for text in ('0' * 40, PRACTICE_FPR[:-1] + '0', PRACTICE_FPR + '00', 'G' * 40, PRACTICE_FPR * 2):
            with self.subTest(text=text):
                self.refuse(text)
        self.refuse(subkey, says='subkey')

    def test_picks_one_of_several(self):
        one, two, three = (self.make_key(name) for name in ('one', 'two', 'three'))
        key = self.export(one, two, three)
        self.assertEqual([entry['fingerprint'] for entry in self.json('key', key)], [one, two, three])
        self.make_minimal('baxter')
        for fingerprint in (two, three, one):
            self.confirm(fingerprint, key)
            subkey = self.json('key', self.export(fingerprint))[0]['subkey']
            self.export(one, two, three)
            self.assertEqual(self.json('inspect', self.seal('bundle'))['recipients'], [subkey[-16:]])
        self.refuse(PRACTICE_FPR, key)

    def test_keys_that_cannot_be_used(self):
        old = ['--faked-system-time', '20200101T000000!']
        self.refuse(self.make_key('expired', expires='20210101T000000', options=old), self.export('expired'),
                    says='expired')
        self.refuse(self.make_key('signs', subkey=None), self.export('signs'), says='sign')
        revoked = self.make_key('revoked')
        certificate = (self.gpg_home() / f'openpgp-revocs.d/{revoked}.rev').read_bytes().replace(b':-----', b'-----')
        self.gpg('--import', data=certificate)
        self.refuse(revoked, self.export('revoked'), says='revoked')
        self.refuse(PRACTICE_FPR, PRACTICE / 'practice-secret.asc', says='private')

    def test_no_key_file(self):
        path = self.work / 'x'
        path.write_bytes(b'hello')
        self.refuse(PRACTICE_FPR, path, INPUT, says='x: ')
        self.refuse(PRACTICE_FPR, self.work / 'missing', INPUT, says='missing')


if __name__ == '__main__':
    herald.main()
