# test_locking.py: a desktop that locks its screen, heard where only the portals are
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import threading

import herald_ui
import person
from gi.repository import Gio, GLib

NAME, PATH = 'org.freedesktop.portal.Desktop', '/org/freedesktop/portal/desktop'
INHIBIT = 'org.freedesktop.portal.Inhibit'
INTERFACE = '''<node><interface name="org.freedesktop.portal.Inhibit">
<property name="version" type="u" access="read"/>
<method name="Inhibit">
<arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
</method>
<method name="CreateMonitor">
<arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
</method>
<method name="QueryEndResponse"><arg type="o" direction="in"/></method>
<signal name="StateChanged"><arg type="o"/><arg type="a{sv}"/></signal>
</interface></node>'''
RUNNING, QUERY_END = 1, 2


class Portal(threading.Thread):
    """Plays the desktop to a program in a sandbox, on the test's own bus."""

    def __init__(self):
        super().__init__(daemon=True)
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        self.sessions, self.answered = [], 0
        self.ready = threading.Event()
        self.start()
        if not self.ready.wait(herald_ui.PATIENCE):
            raise AssertionError('The portal does not get ready')

    def run(self):
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.bus.register_object(PATH, info, self.called, lambda *_: GLib.Variant('u', 3), None)
        self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (NAME, 0)), None, 0, -1)
        self.ready.set()
        self.loop.run()

    def called(self, bus, sender, path, interface, method, parameters, invocation):
        if method == 'QueryEndResponse':
            self.answered += 1
            invocation.return_value(None)
            return
        options = parameters.unpack()[-1]
        where = f'{PATH}/%s/{sender[1:].replace(".", "_")}/{options.get("handle_token", "none")}'
        if method == 'CreateMonitor':
            self.sessions.append((sender, (where % 'session').replace(options.get('handle_token', 'none'),
                                                                      options['session_handle_token'])))
        invocation.return_value(GLib.Variant('(o)', (where % 'request',)))

    def say(self, is_locked, state=RUNNING):
        for sender, session in self.sessions:
            self.bus.emit_signal(sender, PATH, INHIBIT, 'StateChanged', GLib.Variant('(oa{sv})', (session, {
                'screensaver-active': GLib.Variant('b', is_locked), 'session-state': GLib.Variant('u', state)})))

    def end(self):
        self.loop.quit()
        self.join()
        self.bus.close_sync()


class Locking(person.Person):
    def setUp(self):
        super().setUp()
        self.portal = Portal()
        self.addCleanup(self.portal.end)

    def begin(self):
        program = self.start()
        self.keep_with_passphrase(program)
        self.rehearse(program)
        program.wait(lambda: self.portal.sessions, 'a program that listens to the portal')
        return program

    def test_locks_with_the_screen(self):
        program = self.begin()
        self.portal.say(False)
        self.portal.say(True)
        program.find('push button', '^Unlock$')
        self.portal.say(False)
        program.enter('^Passphrase', person.PASSPHRASE)
        program.press('Return')
        program.wait(lambda: self.step_title(program) or program.look('label', '^Reports$'), 'what was locked')
        program.quit()

    def test_saves_at_the_end_of_the_session(self):
        program = self.begin()
        self.go_to_step(program, 'Vulnerability')
        program.enter('^Title', 'Typed last')
        self.portal.say(False, QUERY_END)
        program.wait(lambda: self.portal.answered, 'an answer to the end of the session')
        program.kill()

        program = self.start()
        program.enter('^Passphrase', person.PASSPHRASE)
        program.press('Return')
        program.find('list item', '^Typed last')
        program.quit()


if __name__ == '__main__':
    herald_ui.main()
