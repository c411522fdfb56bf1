# test_review_findings.py: what a hostile tester found, and must not come back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess

import herald
from herald import INPUT, NOT_READY, USAGE

ESCAPE = '\x1b]0;owned\x07\x1b[2J\u202e'


class Output(herald.Case):
    def sh(self, line, **options):
        """Runs a line of shell in which $H is the program."""
        return subprocess.run(['sh', '-c', line], capture_output=True, check=False, cwd=self.work,
                              env={**self.env, 'H': herald.cli()}, timeout=herald.TIMEOUT, **options)

    def test_never_takes_the_place_of_what_it_is_made_of(self):
        self.make_report()
        before = self.files(self.work)
        for out in (self.report, 'report.herald.json', './../work/report.herald.json', self.work / 'poc.py'):
            for command in (['seal', self.report, '--as', 'bundle'], ['render', self.report]):
                with self.subTest(out=out, command=command[0]):
                    self.refused(INPUT, *command, '-o', out, says='left as it is')
        self.assertEqual(self.files(self.work), before)

    def test_that_cannot_be_written_is_told(self):
        self.make_report(attach=False)
        key = herald.PRACTICE / 'practice.asc'
        for command in ('vendors', 'vendor practice', f'review {self.report}', f'key {key}', 'environment',
                        '--help', 'seal --help', f'render {self.report}', 'new practice -o -',
                        f'seal {self.report} --as asc -o -'):
            for redirection in ('>/dev/full', '>&-'):
                with self.subTest(command=command, redirection=redirection):
                    done = self.sh(f'$H {command} {redirection}')
                    self.assertEqual(done.returncode, INPUT, done.stderr)
                    self.assertRegex(done.stderr.decode(), r'\Aherald-cli: standard output: .*\n\Z')

    def test_a_rule_that_could_not_be_shown_is_not_agreed_to(self):
        self.herald('new', 'practice', '-o', self.report)
        rule = self.json('vendor', 'practice')['prerequisites'][0]['id']
        self.assertEqual(self.sh(f'$H attest {self.report} {rule} >/dev/full').returncode, INPUT)
        self.assertEqual(self.read()['attestations'], [])

    def test_never_goes_into_a_file_that_took_a_closed_stream(self):
        self.make_report()
        done = self.sh(f'$H seal {self.report} --as bundle -o sealed <&- >&- 2>&-')
        self.assertEqual(done.returncode, 0)
        self.herald('inspect', 'sealed')
        self.report.chmod(0o600)
        done = self.sh(f'$H set {self.report} nonsense <&- >&- 2>&-')
        self.assertEqual(done.returncode, USAGE)
        self.herald('review', self.report)

    def test_closed_input_is_told(self):
        self.herald('new', 'practice', '-o', self.report)
        before = self.report.read_bytes()
        done = self.sh(f'$H set {self.report} product.name <&-')
        self.assertEqual(done.returncode, INPUT)
        self.assertIn(b'standard input', done.stderr)
        self.assertEqual(self.report.read_bytes(), before)

    def test_a_terminal_is_sent_nothing_that_it_obeys(self):
        self.make_report(attach=False)
        attachment = {'name': 'a.txt', 'role': 'poc', 'size': 1, 'sha256': '0' * 64}
        for path in (f'../{ESCAPE}', f'{ESCAPE}\nnote  all is well', f'/nowhere/{ESCAPE}'):
            with self.subTest(path=path):
                self.change(attachments=[{**attachment, 'path': path}])
                said = self.herald('review', self.report, status=NOT_READY)
                self.assertIn('<U+001B>', said)
                said += self.refused(NOT_READY, 'seal', self.report, '--as', 'bundle', '-o', 'sealed')
                for forbidden in '\x1b\x07\u202e':
                    self.assertNotIn(forbidden, said)
                self.assertNotIn('\nnote  all is well', said)
        for arguments in (['review', ESCAPE], ['vendor', ESCAPE], [ESCAPE], ['set', self.report, ESCAPE],
                          ['new', ESCAPE, '-o', 'x'], ['inspect', ESCAPE], ['divert', self.report, ESCAPE, 'yes']):
            with self.subTest(arguments=arguments):
                done = self.start(*arguments)
                self.assertIn('<U+001B>', done.stderr.decode())
                self.assertNotIn('\x1b', done.stderr.decode())


class Arguments(herald.Case):
    def test_an_end_of_options_anywhere(self):
        self.herald('new', 'practice', '-o', self.report)
        (self.work / '-f').write_bytes(b'x')
        self.herald('attach', self.report, '--name', 'f', '--', '-f')
        self.herald('attach', '--name', 'g', '--', self.report, '-f')
        self.assertEqual([(entry['path'], entry['name']) for entry in self.read()['attachments']],
                         [('-f', 'f'), ('-f', 'g')])

    def test_a_path_that_no_report_can_hold_is_refused(self):
        self.herald('new', 'practice', '-o', self.report)
        before = self.report.read_bytes()
        name = os.path.join(os.fsencode(self.work), b'\xff.txt')
        with open(name, 'wb') as file:
            file.write(b'x')
        done = subprocess.run([herald.cli(), 'attach', str(self.report), name, '--name', 'ok.txt'], check=False,
                              capture_output=True, env=self.env, timeout=herald.TIMEOUT)
        self.assertEqual(done.returncode, INPUT)
        self.assertEqual(self.report.read_bytes(), before)
        self.herald('review', self.report, status=NOT_READY)

    def test_a_name_in_any_locale(self):
        self.herald('new', 'practice', '-o', self.report)
        (self.work / 'a.log').write_text('x')
        self.herald('attach', self.report, 'a.log', '--name', 'ä.log', env={'LC_ALL': 'C'})
        self.assertEqual(self.read()['attachments'][0]['name'], 'ä.log')
        self.herald('detach', self.report, 'ä.log', env={'LC_ALL': 'C'})

    def test_an_empty_name_is_none(self):
        self.make_report(attach=False)
        before = self.files(self.work)
        for command in (['seal', self.report, '--as', 'asc'], ['new', 'practice'],
                        ['open', self.report, '--key', herald.PRACTICE / 'practice-secret.asc']):
            self.refused(USAGE, *command, '-o', '', lines=2)
        self.assertEqual(self.files(self.work), before)

    def test_an_answer_that_is_refused_names_its_field(self):
        self.herald('new', 'practice', '-o', self.report)
        self.refused(INPUT, 'set', self.report, 'vuln.description', '--unknown', says='vuln.description')

    def test_a_folder_named_with_a_slash(self):
        self.make_report(attach=False)
        self.seal('asc')
        self.herald('open', 'sealed.asc', '--key', herald.PRACTICE / 'practice-secret.asc', '-o', 'parts/')
        self.assertTrue((self.work / 'parts/report.txt').is_file())


class Review(herald.Case):
    def kinds(self, place, **options):
        done = self.start('review', self.report, '--json', **options)
        return [finding['kind'] for finding in json.loads(done.stdout) if finding['place'] == place]

    def test_today_is_not_in_the_future_anywhere(self):
        """East of Greenwich a new day begins before it does in UTC."""
        self.make_report(attach=False)
        zone = {'TZ': 'EST-24'}
        here = subprocess.run(['date', '+%Y-%m-%d'], env={**self.env, **zone}, capture_output=True, check=True)
        self.set('discovery.date', here.stdout)
        self.assertEqual(self.kinds('/answers/discovery.date', env=zone), [])
        self.assertEqual(self.kinds('/answers/discovery.date'), ['future-date'])

    def test_secrets_in_links(self):
        self.make_report(attach=False)
        for link in ('https://:hunter2@device.example/', 'https://ghp_0123456789@code.example/x.git',
                     'https://device.example/#access_token=abcdef', 'https://u:p@device.example/'):
            with self.subTest(link=link):
                self.set('vuln.description', f'See {link} for more.')
                self.assertIn('credentials', self.kinds('/answers/vuln.description'))
        for link in ('https://medium.example/@author', 'mailto:a@b.example https://device.example/',
                     'https://device.example/?q=a@b', 'ssh://git@code.example/x.git'):
            with self.subTest(link=link):
                self.set('vuln.description', f'See {link} for more.')
                self.assertNotIn('credentials', self.kinds('/answers/vuln.description'))


    def test_many_ways_to_one_condition(self):
        """Each condition is looked at once, not once for each way that leads to it."""
        profile = json.loads((herald.ROOT / 'data/vendors/practice.json').read_bytes())
        ids = [f'way.{a}{b}' for a in 'abcdef' for b in 'abcdefghij']
        for index, id in enumerate(ids):
            field = {'id': id, 'section': 'product', 'kind': 'choice', 'label': 'Way', 'help': 'Help.',
                     'choices': [{'id': 'a', 'label': 'A'}, {'id': 'b', 'label': 'B'}],
                     'strictness': 'optional', 'wording': 'Way?', 'source': 'page'}
            if index > 1:
                field['when'] = {ids[index - 1]: 'a', ids[index - 2]: 'a'}
            profile['fields'].append(field)
        profile.update(id='many', keys=[])
        (self.state / 'vendors').mkdir(parents=True)
        (self.state / 'vendors/many.json').write_text(json.dumps(profile))
        self.herald('new', 'many', '-o', self.report)
        self.change(answers={**self.read()['answers'], **{id: 'a' for id in ids}})
        self.herald('review', self.report, status=NOT_READY)
        self.assertIn('Way', self.herald('render', self.report))
        self.change(answers={**self.read()['answers'], ids[0]: 'b'})
        self.assertEqual(self.kinds(f'/answers/{ids[-1]}'), ['not-asked'])

    def test_what_replacements_bring_back(self):
        self.make_report(attach=False)
        self.herald('substitute', self.report, data='secret\n\n')
        self.set('vuln.description', 'The secret is gone.')
        self.assertEqual(self.kinds('/answers/vuln.description'), [])
        self.set('vuln.description', 'The secsecretret is back.')
        self.assertEqual(self.kinds('/answers/vuln.description'), ['substituted'])

    def decide(self, place, kind):
        id, = [finding['id'] for finding in json.loads(self.start('review', self.report, '--json').stdout)
               if finding['place'] == place and finding['kind'] == kind and finding['severity'] == 'stop']
        self.herald('decide', self.report, id, data='It is a made-up one.')
        return id

    def test_another_secret_is_not_decided_on(self):
        self.make_report(attach=False)
        self.set('vuln.description', 'See https://u:p@device.example/ and more.')
        id = self.decide('/answers/vuln.description', 'credentials')
        self.set('vuln.description', 'Look at https://u:p@device.example/ instead.')
        self.herald('review', self.report)
        self.set('vuln.description', 'See https://u:q@device.example/ and more.')
        self.assertNotEqual(self.decide('/answers/vuln.description', 'credentials'), id)

    def test_another_file_of_one_name_is_not_decided_on(self):
        self.make_report(anonymous=True, attach=False)
        self.herald('substitute', self.report, data='St Mary\nHospital A\n')
        for text in ('St Mary', 'St Mary again'):
            (self.work / 'a.log').write_text(text)
            (self.work / 'aa.log').write_text(text)
            self.herald('attach', self.report, self.work / 'a.log')
            self.herald('attach', self.report, self.work / 'aa.log')
            self.herald('review', self.report, status=NOT_READY)
            self.decide('/attachments/a.log', 'substituted')
            self.decide('/attachments/aa.log', 'substituted')
            self.herald('review', self.report)
            self.herald('detach', self.report, 'a.log')
            self.assertEqual(len(self.read()['decisions']), 1)
            self.herald('detach', self.report, 'aa.log')
            self.assertEqual(self.read()['decisions'], [])

    def test_own_traces_where_nobody_sees_them_are_not_told_too(self):
        self.make_report(anonymous=True, attach=False)
        mine = {'EMAIL': 'ada.lovelace@lab.example'}
        self.herald('set', self.report, 'contact.email', data=mine['EMAIL'])
        self.assertEqual(self.kinds('/answers/contact.email', env=mine), ['contact'])
        self.set('vuln.description', f'Found by {mine["EMAIL"]}.')
        self.assertEqual(self.kinds('/answers/vuln.description', env=mine), ['own-trace'])


class Together(herald.Case):
    def run_together(self, *commands):
        running = [subprocess.Popen([herald.cli(), *map(str, command)], env=self.env, cwd=self.work,
                                    stderr=subprocess.PIPE) for command in commands]
        for process in running:
            self.assertEqual((process.communicate(timeout=herald.TIMEOUT)[1], process.returncode), (b'', 0))

    def test_two_confirmed_values_are_both_kept(self):
        path = self.state / 'confirmed/practice.json'
        for _ in range(20):
            path.unlink(missing_ok=True)
            self.run_together(('confirm', 'practice', '--address', 'a@b.example'),
                              ('confirm', 'practice', '--endpoint', 'https://b.example/'))
            self.assertTrue({'address', 'endpoint'} <= json.loads(path.read_bytes()).keys())

    def test_an_answer_on_its_way_keeps_nobody_waiting(self):
        self.herald('new', 'practice', '-o', self.report)
        slow = subprocess.Popen([herald.cli(), 'set', str(self.report), 'product.name'], env=self.env,
                                stdin=subprocess.PIPE)
        (self.work / 'a.log').write_text('x')
        self.herald('attach', self.report, self.work / 'a.log')
        slow.communicate(b'Pump', timeout=herald.TIMEOUT)
        self.assertEqual(slow.returncode, 0)
        self.assertEqual(self.read()['answers']['product.name'], 'Pump')
        self.assertEqual(len(self.read()['attachments']), 1)


class Interruption(herald.Case):
    def test_nothing_stays_when_nobody_reads_the_envelope(self):
        """Neither in the temporary folder nor anywhere else."""
        self.make_report(attach=False)
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([herald.cli(), 'seal', str(self.report), '--as', 'asc', '-o', '-'], stdout=full,
                                  stderr=subprocess.PIPE, check=False, env=self.env, timeout=herald.TIMEOUT)
        self.assertEqual(done.returncode, INPUT)
        self.assertEqual(list(self.tmp.iterdir()), [])

    def test_a_file_that_may_not_grow(self):
        self.make_report(attach=False)
        for out in ('sealed', '-'):
            done = subprocess.run(['sh', '-c', 'ulimit -f 8; exec "$0" seal "$1" --as asc -o "$2"', herald.cli(),
                                   str(self.report), out], capture_output=True, check=False, cwd=self.work,
                                  env=self.env, timeout=herald.TIMEOUT)
            self.assertEqual((done.returncode, done.stdout), (INPUT, b''), done.stderr)
        self.assertEqual(list(self.tmp.iterdir()), [])
        self.assertFalse((self.work / 'sealed').exists())

    def test_a_name_in_the_temporary_folder_is_no_trap(self):
        self.make_report(attach=False)
        envelope = self.seal('bundle')
        (self.tmp / 'herald-input').mkdir()
        self.herald('inspect', '-', data=envelope.read_bytes())


if __name__ == '__main__':
    herald.main()
