# test_deliver.py: a report on its way: to the vendor's server, with a receipt, and when the receipt is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import re
import shutil
import socket
import sys
import threading
import unittest
import unittest.mock

import herald_ui
import person
import server

sys.path.insert(0, str(herald_ui.ROOT / 'tests/cli'))
import interop  # noqa: E402

BLOCK = 1 << 16
# More than a handshake sends, and less than the smallest envelope has.
HANDSHAKE = 8 << 10
INTERNET = re.compile(r'(?:connect|sendto|sendmsg)\(.*sa_family=AF_INET6?\b')


class Wire:
    """The network before the vendor's server. It can lose what the server answers once a report was sent."""

    def __init__(self, case, endpoint):
        host, port = re.fullmatch(r'https://(.*):(\d+)/.*', endpoint).groups()
        self.server = (host, int(port))
        self.is_losing, self.arrived = False, threading.Event()
        self.listener = socket.create_server((host, 0))
        self.endpoint = endpoint.replace(f':{port}/', f':{self.listener.getsockname()[1]}/')
        self.sockets = [self.listener]
        case.addCleanup(self.close)
        threading.Thread(target=self.listen, daemon=True).start()

    def close(self):
        for one in self.sockets:
            # What another thread reads from ends only when it is shut down.
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()

    def listen(self):
        while True:
            try:
                here, _ = self.listener.accept()
                there = socket.create_connection(self.server)
            except OSError:
                return
            self.sockets += [here, there]
            sent = [0]
            threading.Thread(target=self.carry, args=(here, there, sent, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(there, here, sent, False), daemon=True).start()

    def carry(self, source, target, sent, is_up):
        try:
            while data := source.recv(BLOCK):
                if is_up:
                    sent[0] += len(data)
                elif self.is_losing and sent[0] > HANDSHAKE:
                    self.arrived.set()
                    continue
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@unittest.skipIf(shutil.which('openssl') is None, 'openssl is not installed')
class Deliver(person.Person):
    def open_server(self):
        vendor = server.Server(self.folder / 'drop')
        self.addCleanup(vendor.close)
        return vendor

    def confirm_endpoint(self, program, endpoint, certificate):
        program.push('^Enter the Address for Direct Delivery')
        program.enter('^Vendor’s address for direct delivery', endpoint)
        program.push('^Choose a File')
        self.pick_file(program, certificate)
        program.find('label', f'^{re.escape(certificate.rpartition("/")[2])}$')
        program.enter('^Where did you get', 'told by the receiver')
        program.push('^Confirm$')
        program.find('list item', f'^Address for direct delivery: {re.escape(endpoint)}')

    def pick_file(self, program, path):
        """Names a file in the dialog for opening, in which a path can be typed."""
        program.find('push button', '^Open$')
        program.press('ctrl+l')
        entry = program.wait(lambda: (focused := program.focused()) and focused.role == 'text' and focused,
                             'a place to type the path')
        program.type(path)
        program.wait(lambda: entry.text() == path, 'the path')
        program.press('Return')
        program.gone('push button', '^Open$')

    def choose_way(self, program, name):
        program.go('list item', rf'^{name}\. ')
        program.press('Return')
        program.find('check box', f'^{name}', states=('checked',))

    def sent_to(self, program, host='127.0.0.1'):
        program.wait(lambda: program.look('push button', f'^Send to {re.escape(host)}$', states=('sensitive',)),
                     'a button that can be pushed')
        program.go('push button', f'^Send to {re.escape(host)}$')
        # Twice, as some people do everywhere.
        program.press('space', 'space')

    def prepare(self, program):
        self.rehearse(program)
        self.answer_what_is_required(program)
        self.go_to_step(program, 'Deliver')

    def assert_delivered(self, vendor):
        """The server has one report, which gpg opens; returns its receipt."""
        row, = vendor.stored()
        self.assertIn(b'report.txt', interop.check_gpg(vendor.envelope(row)))
        return row['receipt']

    def start_watched(self):
        """Starts the program with a log of all that it and its helpers connect to."""
        if shutil.which('strace') is None:
            self.skipTest('strace is not installed')
        program, trace = os.environ['HERALD'], self.folder / 'trace'
        wrapper = self.folder / 'watched'
        # -D: the program itself stays the process that was started.
        wrapper.write_text('#!/bin/sh\n'
                           f'exec strace -D -f -qq -s 0 -e trace=connect,sendto,sendmsg -o "{trace}" "$HERALD_WATCHED" "$@"\n')
        wrapper.chmod(0o700)
        with unittest.mock.patch.dict(os.environ, HERALD=str(wrapper)):
            return self.start(env={'HERALD_WATCHED': program}), trace

    def test_to_the_server(self):
        vendor = self.open_server()
        program, trace = self.start_watched()
        self.keep_with_passphrase(program)
        self.prepare(program)
        self.confirm_endpoint(program, vendor.endpoint, vendor.certificate)
        self.assertFalse(program.look('push button', '^Send to', states=('sensitive',)))
        self.choose_way(program, 'Direct')
        program.find('push button', '^Send to', states=('sensitive',))
        self.assertIn('connect(', trace.read_text())
        self.assertNotRegex(trace.read_text(), INTERNET)

        self.sent_to(program)
        program.find('label', '^Accepted$')
        receipt = self.assert_delivered(vendor)
        program.find('label', f'^{receipt}$')
        program.find_text(r'^The server stored .* bytes\)? on ')
        self.assertRegex(trace.read_text(), INTERNET)

        self.go_to_step(program, 'Follow-Up')
        program.find_text(receipt)
        program.quit()

    def test_memory_only_says_where_the_envelope_is(self):
        vendor, kept = self.open_server(), self.work / 'report.zip.pgp'
        self.cli('confirm', 'practice', '--endpoint', vendor.endpoint, '--ca', vendor.certificate)
        program = self.start()
        self.keep_in_memory(program)
        self.prepare(program)
        self.choose_way(program, 'Direct')
        program.push('^Send to 127.0.0.1$')
        self.save_as(program, kept)
        program.find('label', '^Accepted$')
        self.assert_delivered(vendor)
        row, = vendor.stored()
        self.assertEqual(kept.read_bytes(), vendor.envelope(row).read_bytes())
        journal = json.loads(kept.with_name(kept.name + '.delivery').read_text(encoding='utf-8'))
        self.assertEqual((journal['state'], journal['key']), ('accepted', row['key']))

    def test_killed_before_the_receipt(self):
        vendor = self.open_server()
        wire = Wire(self, vendor.endpoint)
        program = self.start()
        self.keep_with_passphrase(program)
        self.prepare(program)
        self.confirm_endpoint(program, wire.endpoint, vendor.certificate)
        self.choose_way(program, 'Direct')
        wire.is_losing = True
        self.sent_to(program)
        program.find('push button', '^Cancel$')
        self.assertTrue(wire.arrived.wait(herald_ui.PATIENCE))
        program.kill()
        receipt = self.assert_delivered(vendor)

        wire.is_losing = False
        program = self.start()
        self.unlock(program)
        program.go('list item', 'Rehearsal|maintenance')
        program.press('Return')
        program.find('label', '^Step 1 of')
        self.settle(program)
        self.go_to_step(program, 'Deliver')
        program.find('label', '^Unknown: may have been accepted$')
        row, = vendor.stored()
        program.find('label', f'^{row["key"]}$')
        self.assertIsNone(program.look('label', '^Accepted$'))

        # Without a way nothing goes: that is still the person's to choose.
        program.push('^Try Again at 127.0.0.1$')
        program.find_text('^Choose first which way it goes')
        self.choose_way(program, 'Direct')
        program.push('^Try Again at 127.0.0.1$', key='shift+Tab')
        program.find('label', '^Accepted$')
        program.find('label', f'^{receipt}$')
        self.assertEqual(self.assert_delivered(vendor), receipt)
        program.quit()

    def make_minimal(self, vendor):
        """A report file for a vendor, with what the form requires and somebody to answer."""
        report = self.work / 'minimal.herald.json'
        profile = json.loads(self.cli('vendor', vendor, '--json'))
        self.cli('new', vendor, '-o', report)
        for diversion in profile['diversions']:
            self.cli('divert', report, diversion['id'], 'no')
        self.cli('attest', report, *(rule['id'] for rule in profile['prerequisites'] + profile['terms']))
        values = {'target.kind': 'software', 'contact.email': 'ada@lab.example'}
        kinds = {'line': 'A line', 'version': '1', 'prose': 'Some words.', 'code': 'x = 1', 'date': '2026-11-01',
                 'time': '12:00Z', 'links': 'https://device.example/', 'flag': 'no'}
        for field in profile['fields']:
            if field['strictness'] == 'required' or field['id'] == 'contact.email':
                value = values.get(field['id']) or kinds.get(field['kind']) or field['choices'][0]['id']
                self.cli('set', report, field['id'], data=value.encode())
        return report

    def test_courier_to_a_form(self):
        report = self.make_minimal('fresenius')
        program = self.start()
        self.keep_with_passphrase(program)
        herald_ui.run(os.environ['HERALD'], report, env=self.env)
        program.find('label', '^Step 1 of')
        self.settle(program)
        self.go_to_step(program, 'Deliver')
        program.push('^Open the Courier')
        program.find_text('^Which fields the form has is not known')
        copy = program.wait(lambda: program.look_all('push button', '^Copy “'), 'fields to copy')[0]
        program.push(f'^{re.escape(copy.name)}$')
        program.find_text('^1 of ')
        program.enter('^Number that the form gave', 'FME-2026-17')
        program.push('^I Have Sent the Form$')
        program.gone('push button', '^I Have Sent the Form$')
        self.go_to_step(program, 'Follow-Up')
        program.find_text('FME-2026-17')
        program.find_text(r'^By \d{4}-\d\d-\d\d')
        program.quit()


if __name__ == '__main__':
    herald_ui.main()
