# test_log.py: the log of a case, its promises, and what is made of them
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import hashlib
import json
import re

import herald
import test_cases
from herald import DONE, INPUT, NOT_READY, PRACTICE, USAGE

try:
    import icalendar
except ModuleNotFoundError:
    icalendar = None

CANARY = 'the nurse who called is Ada Lovelace'
DAY = datetime.timedelta(days=1)
TODAY = datetime.datetime.now(datetime.timezone.utc).date()


def business_days_after(start, count):
    """Counted by the week: Saturday and Sunday do not count, and the start is a business day."""
    while start.weekday() > 4:
        start += DAY
    while count:
        start += DAY
        count -= start.weekday() < 5
    return start


class Log(herald.Case):
    vault = test_cases.Cases.vault

    def setUp(self):
        super().setUp()
        self.vault('create', '--keep', 'passphrase', command='vault')
        self.said = ''

    def begin(self, days_ago=60, vendor='practice', *arguments):
        """A case of a report that was begun a while ago."""
        self.herald('new', vendor, '-o', self.report, *arguments)
        then = TODAY - days_ago * DAY
        self.change(created=f'{then}' if '--anonymous' in arguments else f'{then}T12:00:00Z')
        case = self.vault('import', self.report).strip()
        self.report.unlink()
        return case

    def add(self, case, kind, *arguments, words='', status=DONE):
        return self.vault('log', case, '--add', kind, *arguments, data=words.encode(), status=status)

    def log(self, case):
        return json.loads(self.vault('log', case, '--json'))

    def promise(self, case, name):
        return next(p for p in self.log(case)['promises'] if p['id'] == name)

    def test_keeps_what_is_added(self):
        case = self.begin()
        (self.work / 'answer.eml').write_text('From: them\n')
        self.add(case, 'delivered', '--source', 'vendor', '--reference', '--file', self.work / 'answer.eml',
                 '--date', TODAY - DAY, words='PSIRT-7\nThe form said:\nthank you.\n')
        (self.work / 'answer.eml').unlink()

        log = self.log(case)
        entry = log['entries'][0]
        self.assertEqual((entry['kind'], entry['date'], entry['source'], entry['reference'], entry['words']),
                         ('delivered', str(TODAY - DAY), 'vendor', 'PSIRT-7', 'The form said:\nthank you.'))
        self.assertEqual(entry['file'], {'name': 'answer.eml', 'size': 11,
                                         'sha256': hashlib.sha256(b'From: them\n').hexdigest()})
        self.assertEqual((log['state'], log['start'], log['proven'], log['receipt'], log['next']),
                         ('delivered', str(TODAY - DAY), True, 'PSIRT-7', 'wait'))
        self.assertEqual(self.vault('check', case), '')

        text = self.vault('log', case)
        for part in ('PSIRT-7', 'thank you.', 'answer.eml', 'They look at dangers within 24 hours', 'an estimate'):
            self.assertIn(part, text)

    def test_goes_through_the_states(self):
        case = self.begin()
        for kind, state in (('sent', 'unknown'), ('delivered', 'delivered'), ('acknowledged', 'acknowledged'),
                            ('triaged', 'triaged'), ('fix', 'fix'), ('disclosed', 'disclosed'), ('closed', 'closed')):
            self.add(case, kind)
            self.assertEqual([c['state'] for c in json.loads(self.vault('--json', command='cases'))], [state])
        self.add(case, 'note', words='afterwards')
        log = self.log(case)
        self.assertEqual((log['state'], log['next']), ('closed', 'nothing'))

    def test_counts_in_the_vendors_unit(self):
        case = self.begin()
        sent = TODAY - 40 * DAY
        self.add(case, 'sent', '--date', sent)
        self.assertEqual(self.promise(case, 'acknowledge')['state'], 'not-owed')

        # It counts whom the report named when it was sealed or left.
        self.vault('set', case, 'contact.email', data=b'ada@lab.example')
        self.assertEqual(self.promise(case, 'acknowledge')['state'], 'not-owed')
        self.add(case, 'delivered', '--date', sent)
        promises = {p['id']: p for p in self.log(case)['promises']}
        self.assertEqual(promises['acknowledge']['due'], str(business_days_after(sent, 3)))
        self.assertEqual((promises['acknowledge']['state'], promises['acknowledge']['estimate']), ('overdue', True))
        self.assertEqual(promises['verify']['due'], str(sent + 30 * DAY))
        self.assertEqual(promises['credit']['state'], 'untimed')

    def test_asks_then_turns_to_a_coordinator(self):
        case = self.begin(vendor='baxter')
        self.assertEqual(self.log(case)['next'], 'deliver')
        self.add(case, 'delivered', '--date', TODAY - 40 * DAY)
        log = self.log(case)
        self.assertEqual(log['next'], 'follow-up')
        self.assertEqual(self.promise(case, 'acknowledge')['days'], -33)

        self.add(case, 'follow-up', '--date', TODAY - 14 * DAY)
        log = self.log(case)
        self.assertEqual(log['next'], 'coordinator')
        self.assertNotRegex(log['advice'], r'https?:|@|www')

        self.add(case, 'acknowledged', '--source', 'vendor', '--date', TODAY - DAY)
        self.assertEqual(self.log(case)['next'], 'wait')
        promise = self.promise(case, 'acknowledge')
        self.assertEqual((promise['state'], promise['status']), ('kept', 'Kept 32 days late'))

    def test_keeps_a_promise_by_name(self):
        case = self.begin()
        self.add(case, 'sent')
        self.add(case, 'kept', '--promise', 'safety-call', '--source', 'vendor', words='They called.')
        self.assertEqual(self.promise(case, 'safety-call')['state'], 'kept')
        self.add(case, 'kept', status=USAGE)
        self.add(case, 'kept', '--promise', 'eternal-peace', status=USAGE)

    def test_refuses_what_makes_no_sense(self):
        case = self.begin(days_ago=10)
        for status, *arguments in (
                (USAGE, 'telepathy'), (USAGE, 'created'), (USAGE, 'note', '--date', '2026-02-30'),
                (USAGE, 'note', '--date', 'yesterday'), (USAGE, 'note', '--date', TODAY + 2 * DAY),
                (USAGE, 'note', '--date', TODAY - 12 * DAY), (USAGE, 'note', '--source', 'rumour'),
                (USAGE, 'note', '--json'), (USAGE, 'note', '-o', 'x'), (INPUT, 'note', '--file', 'missing'),
                (INPUT, 'note', '--file', self.work)):
            self.add(case, *arguments, status=status)
            self.assertTrue(self.said.startswith('herald-cli: '), self.said)
        self.add(case, 'note', words='x' * 20001, status=USAGE)
        self.add(case, 'note', words='x' * 200000, status=INPUT)
        self.add(case, 'delivered', '--reference', words='x' * 101, status=USAGE)
        for arguments in (['--text'], ['-o', 'x'], ['--ics', '--text', '-o', 'x'], ['--date', '2026-11-21'], ['--file', 'x']):
            self.vault('log', case, *arguments, status=USAGE)
        self.vault('reminder', case, '--own-words', status=USAGE)
        self.assertEqual([e['kind'] for e in self.log(case)['entries']], ['created', 'imported'])

    def test_leaves_nothing_in_clear(self):
        case = self.begin()
        (self.work / 'proof').write_text(CANARY)
        self.add(case, 'note', '--file', self.work / 'proof', words=CANARY)
        (self.work / 'proof').unlink()
        for path in self.folder.rglob('*'):
            if path.is_file():
                self.assertNotIn(CANARY.encode(), path.read_bytes(), path)
        self.assertIn(CANARY, self.vault('log', case))

    def test_saves_as_text(self):
        case = self.begin()
        self.add(case, 'delivered', '--reference', words='PSIRT-7\nBy hand.')
        out = self.work / 'timeline.txt'
        self.assertEqual(self.vault('log', case, '--text', '-o', out), '')
        text = self.vault('log', case)
        self.assertEqual(out.read_text(), text)
        self.assertEqual(self.vault('log', case, '--text', '-o', '-'), text)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)

    def calendar(self, case):
        out = self.work / 'follow-up.ics'
        self.vault('log', case, '--ics', '-o', out)
        return out.read_bytes()

    def test_saves_for_a_calendar(self):
        """RFC 5545, as strictly as it can be read."""
        case = self.begin()
        self.vault('set', case, 'contact.email', data=b'ada@lab.example')
        self.vault('set', case, 'product.name', data=b'Rehearsal Pump')
        self.add(case, 'delivered', '--reference', words='PSIRT-7\n')
        data = self.calendar(case)

        self.assertTrue(data.endswith(b'\r\n'))
        lines = data.decode('ascii').split('\r\n')[:-1]
        self.assertNotIn('\n', ''.join(lines))
        self.assertTrue(all(len(line) <= 75 for line in lines))
        self.assertEqual(lines[:2] + lines[-1:], ['BEGIN:VCALENDAR', 'VERSION:2.0', 'END:VCALENDAR'])

        events = data.decode().split('BEGIN:VEVENT\r\n')[1:]
        due = sorted({p['due'] for p in self.log(case)['promises'] if p['state'] in ('running', 'due-today')})
        self.assertEqual([re.findall(r'DTSTART;VALUE=DATE:(\d{8})\r\n', e) for e in events],
                         [[day.replace('-', '')] for day in due])
        for event in events:
            names = [line.split(':')[0] for line in event.split('\r\n')]
            self.assertEqual(names[:names.index('END')],
                             ['UID', 'DTSTAMP', 'DTSTART;VALUE=DATE', 'SUMMARY', 'CLASS', 'TRANSP'])
            self.assertRegex(event, r'(?m)^UID:[0-9a-f]{32}\r$')
            self.assertRegex(event, r'(?m)^DTSTAMP:\d{8}T000000Z\r$')
            self.assertIn('SUMMARY:Follow up\r\n', event)

        said = data.decode().lower()
        for word in ('practice', 'psirt', 'pump', 'ada', 'herald', 'vulnerab', case):
            self.assertNotIn(word, said)

    def test_calendars_have_nothing_in_common(self):
        case = self.begin()
        self.add(case, 'delivered')
        uids = re.findall(rb'UID:(\w+)', self.calendar(case) + self.calendar(case))
        self.assertEqual(len(uids), len(set(uids)))

    def test_another_program_reads_the_calendar(self):
        if icalendar is None:
            self.skipTest('python3-icalendar is not installed')
        case = self.begin()
        self.add(case, 'delivered')
        calendar = icalendar.Calendar.from_ical(self.calendar(case))
        self.assertEqual(calendar.errors, [])
        events = calendar.walk('VEVENT')
        dates = [event.decoded('DTSTART') for event in events]
        self.assertEqual([str(date) for date in dates],
                         sorted({p['due'] for p in self.log(case)['promises'] if p['state'] in ('running', 'due-today')}))
        for event in events:
            self.assertIs(type(event.decoded('DTSTART')), datetime.date)
            self.assertEqual(event.errors, [])
            self.assertEqual(str(event['SUMMARY']), 'Follow up')

    def test_has_no_calendar_without_dates(self):
        case = self.begin()
        self.vault('log', case, '--ics', '-o', 'x.ics', status=NOT_READY)
        self.vault('log', case, '--ics', '-o', '-', status=NOT_READY)
        self.assertFalse((self.work / 'x.ics').exists())

    def test_reminds_without_the_report(self):
        case = self.begin(vendor='baxter')
        self.vault('set', case, 'vuln.title', data=b'Dose limit')
        self.add(case, 'delivered', '--date', TODAY - 40 * DAY, '--source', 'vendor', '--reference', words='PSIRT-7\n')
        text = self.vault('reminder', case)
        for part in ('PSIRT-7', 'acknowledge receipt of the report within 7 days', str(TODAY - 33 * DAY)):
            self.assertIn(part, text)
        self.assertNotIn('Dose', text)

        # No key is known for this vendor, and no file is left of the attempt.
        self.vault('reminder', case, '-o', self.work / 'ask.asc', status=NOT_READY)
        self.assertFalse((self.work / 'ask.asc').exists())

    def test_seals_a_reminder(self):
        case = self.begin()
        self.add(case, 'delivered')
        expected = self.vault('reminder', case)
        for name, arguments, data in (('a.asc', [], b''), ('b.asc', ['--own-words'], b'Is anybody there?\n')):
            self.vault('reminder', case, '-o', self.work / name, *arguments, data=data)
            sealed = (self.work / name).read_text()
            self.assertTrue(sealed.startswith('-----BEGIN PGP MESSAGE-----\n'))
            self.herald('open', name, '--key', PRACTICE / 'practice-secret.asc', '-o', name + '.open')
            opened = ''.join(p.read_text() for p in (self.work / (name + '.open')).rglob('*') if p.is_file())
            self.assertEqual(opened.rstrip('\n'), (data.decode() or expected).rstrip('\n'))
        sizes = {len((self.work / name).read_bytes()) // 1024 for name in ('a.asc', 'b.asc')}
        self.assertEqual(len(sizes), 1)

    def test_anonymous_knows_dates_alone(self):
        case = self.begin(60, 'practice', '--anonymous')
        self.add(case, 'sent', '--date', TODAY - 40 * DAY)
        text = self.vault('log', case) + self.vault('log', case, '--json')
        self.assertNotRegex(text, r'\d\d:\d\d')
        self.assertEqual(self.promise(case, 'acknowledge')['state'], 'not-owed')

    def test_turning_anonymous_takes_the_files(self):
        case = self.begin()
        (self.work / 'proof').write_text(CANARY)
        self.add(case, 'note', '--file', self.work / 'proof', words='kept')
        self.vault('anonymous', case)
        entry = self.log(case)['entries'][-1]
        self.assertEqual((entry['words'], entry['file']), ('kept', None))


if __name__ == '__main__':
    herald.main()
