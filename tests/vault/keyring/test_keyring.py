# test_keyring.py: the keyring's part of a vault, against a real keyring and against bad ones
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: test_keyring.py KEYRING-DRIVER

import hashlib
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

try:
    import dbus
    import dbus.bus
    import gi.repository.GLib  # noqa: F401 # mock_service.py needs it
except ImportError as missing:
    print(missing)
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
VAULT, OTHER = '00112233445566778899aabbccddeeff', 'ff112233445566778899aabbccddeeff'
SECRET, NEWER = 'a0' * 31 + '00', '00' + '5c' * 31
MOCKED = '0102030405060708' * 4
PASSWORD = b'correct horse'
SCHEMA = 'io.github.heraldreport.Herald.Vault'
TIMEOUT = 60

CONFIG = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>{more}</busconfig>
'''
DENY = '<policy context="mandatory"><deny send_destination="org.freedesktop.secrets"/></policy>'


class Case(unittest.TestCase):
    """A bus, a home and a runtime folder of its own; whatever was started ends with the test."""

    POLICY = ''
    maxDiff = None  # what a sanitizer says is to be read in full

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='herald-keyring-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.sandbox = self.folder / 'flatpak-info'
        self.home = self.folder / 'home'
        for name in ('home', 'run'):
            (self.folder / name).mkdir(0o700)

        self.env = {name: os.environ[name] for name in
                    ('PATH', 'G_DEBUG', 'MALLOC_CHECK_', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS')
                    if name in os.environ}
        self.env.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(self.folder / 'run'), LC_ALL='C.UTF-8',
                        XDG_DATA_HOME=str(self.home / 'data'), XDG_CACHE_HOME=str(self.home / 'cache'),
                        XDG_CONFIG_HOME=str(self.home / 'config'), GIO_USE_VFS='local',
                        PYTHONDONTWRITEBYTECODE='1')
        self.start_bus()

    def start_bus(self):
        config = self.folder / 'session.conf'
        config.write_text(CONFIG.format(folder=self.folder / 'run', more=self.POLICY))
        self.bus = self.start('dbus-daemon', '--nofork', '--nopidfile', f'--config-file={config}',
                              '--print-address=1', '--nosyslog')
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self.hear(self.bus)

    def start(self, *command, stdin=b''):
        # Daemons see no sanitizer's or allocator's settings.
        env = {k: v for k, v in self.env.items() if k not in ('G_DEBUG', 'MALLOC_CHECK_')}
        process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True)
        self.addCleanup(self.stop, process)
        process.stdin.write(stdin)
        process.stdin.close()
        return process

    def stop(self, process):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGCONT)
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)
        process.stdout.close()

    def hear(self, process):
        """The next line that a process prints."""
        line = b''
        while not line.endswith(b'\n'):
            self.assertTrue(select.select([process.stdout], [], [], TIMEOUT)[0], 'it says nothing')
            byte = process.stdout.read(1)
            self.assertTrue(byte, 'it has ended')
            line += byte
        return line.decode().strip()

    def mock(self, kind, mode):
        process = self.start(sys.executable, str(HERE / 'mock_service.py'), kind, mode)
        self.assertEqual(self.hear(process), 'ready')
        return process

    def drive(self, *arguments, stdin='', asynchronous=None):
        """What the driver prints, the same by both kinds of functions unless one is named."""
        if asynchronous is None:
            first = self.drive(*arguments, stdin=stdin, asynchronous=False)
            self.assertEqual(self.drive(*arguments, stdin=stdin, asynchronous=True), first)
            return first
        command = [sys.argv[1], *(['--async'] if asynchronous else []), *arguments]
        run = subprocess.run(command, env=self.env, input=stdin, capture_output=True, text=True,
                             timeout=TIMEOUT, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ''), arguments)
        return run.stdout.strip()

    def outcome(self, *arguments, **more):
        """The first word; an error has a sentence too."""
        said = self.drive(*arguments, **more)
        word, _, rest = said.partition(' ')
        if word not in ('ok', 'cancelled'):
            self.assertRegex(rest, r'^(The keyring|There is no keyring|What the keyring)\b.*[;,] .*passphrase\b', said)
            self.assertNotIn('words of a service', said)
        return word

    def both(self, expected, *options):
        """Every function comes to the same."""
        self.assertEqual(self.outcome(*options, 'store', VAULT, stdin=SECRET), expected)
        self.assertEqual(self.outcome(*options, 'lookup', VAULT), expected)
        self.assertEqual(self.outcome(*options, 'forget', VAULT), expected)


class DaemonCase(Case):
    """With a real keyring."""

    def setUp(self):
        if shutil.which('gnome-keyring-daemon') is None:
            self.skipTest('gnome-keyring-daemon is not installed')
        super().setUp()
        self.start_daemon()

    def start_daemon(self, password=PASSWORD):
        self.daemon = self.start('gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets',
                                 f'--control-directory={self.folder / "run"}', stdin=password)
        subprocess.run(['gdbus', 'wait', '--session', '--timeout', '30', 'org.freedesktop.secrets'],
                       env=self.env, check=True, timeout=TIMEOUT)

    def service(self):
        bus = dbus.bus.BusConnection(self.env['DBUS_SESSION_BUS_ADDRESS'])
        self.addCleanup(bus.close)
        return bus, dbus.Interface(bus.get_object('org.freedesktop.secrets', '/org/freedesktop/secrets'),
                                   'org.freedesktop.Secret.Service')

    def items(self):
        bus, service = self.service()
        unlocked, locked = service.SearchItems({'xdg:schema': SCHEMA})
        return [dict(bus.get_object('org.freedesktop.secrets', path).GetAll(
            'org.freedesktop.Secret.Item', dbus_interface=dbus.PROPERTIES_IFACE)) for path in unlocked + locked]

    def lock(self):
        _, service = self.service()
        locked, _ = service.Lock([service.ReadAlias('default')])
        self.assertEqual(len(locked), 1)


class GnomeKeyring(DaemonCase):
    def test_keeps_and_forgets(self):
        self.assertEqual(self.drive('store', VAULT, stdin=SECRET), 'ok ' + SECRET)
        self.assertEqual(self.drive('store', OTHER, stdin=NEWER), 'ok ' + NEWER)
        self.assertEqual(self.drive('lookup', VAULT), 'ok ' + SECRET)
        self.assertEqual(self.drive('lookup', OTHER), 'ok ' + NEWER)
        self.assertEqual(self.drive('forget', VAULT), 'ok')
        self.assertEqual(self.outcome('lookup', VAULT), 'not-found')
        self.assertEqual(self.drive('lookup', OTHER), 'ok ' + NEWER)

    def test_replaces(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.assertEqual(self.drive('store', VAULT, stdin=NEWER), 'ok ' + NEWER)
        self.assertEqual(self.drive('lookup', VAULT), 'ok ' + NEWER)
        self.assertEqual(len(self.items()), 1)

    def test_survives_a_restart(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.stop(self.daemon)
        self.assertEqual(self.outcome('lookup', VAULT), 'absent')
        self.start_daemon()
        self.assertEqual(self.drive('lookup', VAULT), 'ok ' + SECRET)

    def test_does_it_again_and_again(self):
        self.drive('store', VAULT, stdin=SECRET)
        said = self.drive('--times', '20', 'lookup', VAULT)
        self.assertEqual(said.split('\n'), ['ok ' + SECRET] * 20)

    def test_tells_little_about_itself(self):
        self.drive('store', VAULT, stdin=SECRET)
        item, = self.items()
        self.assertEqual(item['Label'], 'Key to the vault of Herald')
        self.assertEqual(dict(item['Attributes']), {'vault': VAULT, 'xdg:schema': SCHEMA})

    def test_never_sends_the_secret_in_clear(self):
        said = []
        monitor = self.start('dbus-monitor', '--session', '--pcap')
        header = monitor.stdout.read(24)
        reader = threading.Thread(target=lambda: said.append(header + monitor.stdout.read()))
        reader.start()
        self.drive('store', VAULT, stdin=SECRET)
        self.drive('lookup', VAULT)
        monitor.terminate()
        reader.join(TIMEOUT)
        self.assertIn(VAULT.encode(), said[0])
        self.assertNotIn(SECRET.encode(), said[0])
        self.assertNotIn(bytes.fromhex(SECRET), said[0])

    def test_says_when_it_was_reset(self):
        self.drive('store', VAULT, stdin=SECRET)
        bus, service = self.service()
        for path in service.SearchItems({'vault': VAULT})[0]:
            bus.get_object('org.freedesktop.secrets', path).Delete(dbus_interface='org.freedesktop.Secret.Item')
        self.assertEqual(self.outcome('lookup', VAULT), 'not-found')
        self.assertEqual(self.drive('forget', VAULT), 'ok')
        self.assertEqual(self.drive('store', VAULT, stdin=NEWER), 'ok ' + NEWER)

    def test_says_when_all_of_it_is_gone(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.stop(self.daemon)
        shutil.rmtree(self.home / 'data/keyrings')
        self.start_daemon()
        self.assertEqual(self.outcome('lookup', VAULT), 'not-found')

    def test_is_locked_without_anybody_to_ask(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.lock()
        start = time.monotonic()
        self.both('locked')
        self.assertEqual(self.outcome('lookup', OTHER), 'locked')
        self.assertLess(time.monotonic() - start, 30)

    def test_is_locked_with_another_password(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.stop(self.daemon)
        self.start_daemon(b'wrong')
        self.both('locked')
        self.stop(self.daemon)
        self.start_daemon()
        self.assertEqual(self.drive('lookup', VAULT), 'ok ' + SECRET)

    def test_does_not_wait_for_ever_for_a_person(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.lock()
        prompter = self.mock('prompter', '-')
        self.assertEqual(self.outcome('--person', '300', 'lookup', VAULT, asynchronous=True), 'locked')
        self.assertEqual(self.hear(prompter), 'prompt')

    def test_is_cancelled_while_it_asks(self):
        self.drive('store', VAULT, stdin=SECRET)
        self.lock()
        prompter = self.mock('prompter', '-')
        self.assertEqual(self.outcome('--cancel', '2000', 'lookup', VAULT, asynchronous=False), 'cancelled')
        self.assertEqual(self.hear(prompter), 'prompt')

    def test_gives_up_on_one_that_stopped(self):
        self.drive('store', VAULT, stdin=SECRET)
        os.killpg(self.daemon.pid, signal.SIGSTOP)
        self.both('failed', '--answer', '300')
        self.both('cancelled', '--cancel', '200')
        os.killpg(self.daemon.pid, signal.SIGCONT)
        self.assertEqual(self.drive('lookup', VAULT), 'ok ' + SECRET)


class OddServices(Case):
    def test_is_absent_without_a_service(self):
        self.both('absent')

    def test_is_absent_without_a_bus(self):
        for address in (f'unix:path={self.folder}/none', 'nonsense', ''):
            self.env['DBUS_SESSION_BUS_ADDRESS'] = address
            self.both('absent')
        del self.env['DBUS_SESSION_BUS_ADDRESS']
        self.env['DISPLAY'] = ':99'
        self.both('absent')
        self.assertEqual(list((self.home).iterdir()), [])

    def test_gives_up_on_a_bus_that_stopped(self):
        self.mock('secrets', 'unlocks')
        os.killpg(self.bus.pid, signal.SIGSTOP)
        self.both('failed', '--answer', '300')

    def test_is_refused(self):
        self.mock('secrets', 'refuses')
        self.both('refused')

    def test_fails(self):
        self.mock('secrets', 'fails')
        self.both('failed')

    def test_gives_up_on_silence(self):
        self.mock('secrets', 'silent')
        self.both('failed', '--answer', '300')
        self.both('cancelled', '--cancel', '200')

    def test_is_cancelled_before_it_begins(self):
        self.mock('secrets', 'unlocks')
        self.both('cancelled', '--cancel', '0')

    def test_is_refused_one_item(self):
        self.mock('secrets', 'item-refuses')
        self.assertEqual(self.outcome('lookup', VAULT), 'refused')

    def test_refuses_what_is_no_key(self):
        self.mock('secrets', 'junk')
        self.assertEqual(self.outcome('lookup', VAULT), 'failed')

    def test_finds_what_shows_once_it_is_unlocked(self):
        mock = self.mock('secrets', 'unlocks')
        self.assertEqual(self.drive('lookup', VAULT, asynchronous=True), 'ok ' + MOCKED)
        self.assertEqual(self.hear(mock), 'search vault xdg:schema')
        self.assertEqual(self.hear(mock), 'prompt')

    def test_does_not_count_a_person_s_time_for_the_service(self):
        self.mock('secrets', 'slow-person')
        self.assertEqual(self.drive('--answer', '2000', 'lookup', VAULT, asynchronous=True), 'ok ' + MOCKED)

    def test_is_locked_when_the_prompt_is_dismissed(self):
        self.mock('secrets', 'dismisses')
        self.both('locked')

    def test_leaves_a_prompt_that_never_ends(self):
        mock = self.mock('secrets', 'ignores')
        for option, after, expected in (('--person', '400', 'locked'), ('--cancel', '2000', 'cancelled')):
            self.assertEqual(self.outcome(option, after, 'lookup', VAULT, asynchronous=True), expected)
            self.assertEqual([self.hear(mock) for _ in range(3)], ['search vault xdg:schema', 'prompt', 'dismissed'])

    def test_reads_back_what_it_stored(self):
        mock = self.mock('secrets', 'unlocks')
        self.assertEqual(self.drive('store', VAULT, stdin=MOCKED, asynchronous=False), 'ok ' + MOCKED)
        self.assertEqual(self.outcome('store', VAULT, stdin=NEWER), 'failed')
        self.assertEqual(self.hear(mock), 'prompt')
        self.assertEqual(self.hear(mock),
                         f'create Key to the vault of Herald {MOCKED} text/plain')

    def test_notices_a_service_that_keeps_nothing(self):
        self.mock('secrets', 'forgetful')
        self.assertEqual(self.outcome('store', VAULT, stdin=SECRET), 'not-found')


class Denied(Case):
    POLICY = DENY

    def test_is_refused_by_the_bus(self):
        self.mock('secrets', 'unlocks')
        self.both('refused')


class Portal(Case):
    def setUp(self):
        super().setUp()
        self.sandbox.write_text('[Application]\n')
        self.options = ('--sandbox', str(self.sandbox))

    def expanded(self, vault):
        return hashlib.blake2b(bytes(range(64)), digest_size=32, salt=bytes.fromhex(vault),
                               person=b'Herald-keyring-1').hexdigest()

    def test_expands_what_the_portal_gives(self):
        for mode in ('fine', 'early'):
            portal = self.mock('portal', mode)
            self.assertEqual(self.drive(*self.options, 'lookup', VAULT), 'ok ' + self.expanded(VAULT))
            self.assertEqual(self.drive(*self.options, 'lookup', OTHER), 'ok ' + self.expanded(OTHER))
            self.stop(portal)

    def test_says_which_secret_a_slot_is_to_be_made_with(self):
        self.mock('portal', 'fine')
        self.assertEqual(self.drive(*self.options, 'store', VAULT, stdin=SECRET), 'ok ' + self.expanded(VAULT))
        self.assertEqual(self.drive(*self.options, 'forget', VAULT), 'ok')
        self.assertEqual(self.drive(*self.options, 'lookup', VAULT), 'ok ' + self.expanded(VAULT))
        self.assertEqual(list(self.home.iterdir()), [])

    def test_shows_the_token_next_time(self):
        portal = self.mock('portal', 'token')
        self.drive(*self.options, 'lookup', VAULT)
        self.assertEqual(self.hear(portal), 'retrieve -')
        self.assertEqual(self.hear(portal), 'retrieve token-1')
        token = self.home / 'data/herald/keyring-token'
        self.assertEqual(token.read_text(), 'token-2')
        self.assertEqual(token.stat().st_mode & 0o777, 0o600)

    def test_relies_on_no_token_that_cannot_be_kept(self):
        self.mock('portal', 'token')
        (self.home / 'data').write_text('in the way')
        self.assertEqual(self.outcome(*self.options, 'store', VAULT, stdin=SECRET), 'failed')
        self.assertEqual(self.drive(*self.options, 'lookup', VAULT), 'ok ' + self.expanded(VAULT))

    def check(self, mode, expected, *options):
        portal = self.mock('portal', mode)
        self.assertEqual(self.outcome(*self.options, *options, 'store', VAULT, stdin=SECRET), expected)
        self.assertEqual(self.outcome(*self.options, *options, 'lookup', VAULT), expected)
        self.stop(portal)

    def test_is_absent(self):
        self.assertEqual(self.outcome(*self.options, 'lookup', VAULT), 'absent')
        self.check('absent', 'absent')
        self.env['DBUS_SESSION_BUS_ADDRESS'] = f'unix:path={self.folder}/none'
        self.assertEqual(self.outcome(*self.options, 'lookup', VAULT), 'absent')

    def test_is_refused_dismissed_or_failing(self):
        self.check('refuses', 'refused')
        self.check('dismisses', 'locked')
        self.check('fails', 'failed')

    def test_refuses_a_secret_of_a_strange_size(self):
        self.check('short', 'failed')
        self.check('long', 'failed')

    def test_gives_up(self):
        portal = self.mock('portal', 'silent')
        self.assertEqual(self.outcome(*self.options, '--person', '300', 'lookup', VAULT, asynchronous=True), 'locked')
        self.assertEqual([self.hear(portal) for _ in range(2)], ['retrieve -', 'closed'])
        self.stop(portal)
        self.check('silent', 'cancelled', '--cancel', '200')
        self.check('open', 'failed', '--answer', '400')


if __name__ == '__main__':
    for program in ('dbus-daemon', 'dbus-monitor', 'gdbus'):
        if shutil.which(program) is None:
            print(program, 'is not installed')
            sys.exit(77)
    unittest.main(argv=[sys.argv[0]] + sys.argv[2:], verbosity=2)
