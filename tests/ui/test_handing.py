# test_handing.py: a sealed envelope is handed to the file manager, and a draft to the mail program
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import threading

import herald_ui
import person
from gi.repository import Gio, GLib

NAME, PATH = 'org.freedesktop.FileManager1', '/org/freedesktop/FileManager1'
INTERFACE = '''<node><interface name="org.freedesktop.FileManager1">
<method name="ShowItems"><arg type="as" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>'''


class Files(threading.Thread):
    """Plays a file manager on the test's own bus."""

    def __init__(self):
        super().__init__(daemon=True)
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        self.shown = []
        self.ready = threading.Event()
        self.start()
        if not self.ready.wait(herald_ui.PATIENCE):
            raise AssertionError('The file manager does not get ready')

    def run(self):
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self.called, None, None)
        self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'RequestName',
                           GLib.Variant('(su)', (NAME, 0)), None, 0, -1)
        self.ready.set()
        self.loop.run()

    def called(self, bus, sender, path, interface, method, parameters, invocation):
        self.shown += parameters.unpack()[0]
        invocation.return_value(None)

    def end(self):
        self.loop.quit()
        self.join()
        self.bus.close_sync()


class Handing(person.Person):
    def install_reader(self, kind):
        """A program for a kind of file, which notes what it was started with; gives the note."""
        note = self.work / 'opened'
        script = self.work / 'reader'
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{note}.new" && mv "{note}.new" "{note}"\n', encoding='utf-8')
        script.chmod(0o755)
        applications = self.home / '.local/share/applications'
        applications.mkdir(parents=True)
        (applications / 'reader.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Reader\nExec={script} %f\nMimeType={kind};\n', encoding='utf-8')
        config = self.home / '.config/mimeapps.list'
        config.write_text(f'[Default Applications]\n{kind}=reader.desktop\n', encoding='utf-8')
        subprocess.run(['update-desktop-database', applications], check=True, capture_output=True)
        return note

    def seal_as(self, form, name):
        """A program that shows what it has just sealed, and the envelope."""
        report = self.make_report()
        program = self.start()
        self.keep_in_memory(program)
        subprocess.run([os.environ['HERALD'], report], env=self.env, check=True, timeout=herald_ui.PATIENCE)
        program.find('label', '^Step 1 of')
        self.settle(program)
        self.seal(program, form, self.work / name)
        program.find('heading', '^What Others Can See')
        return program, self.work / name

    def quit(self, program):
        program.press('ctrl+q')
        program.push('^Discard')
        self.assertEqual(program.process.wait(herald_ui.PATIENCE), 0, program.said())

    def test_shows_in_the_folder(self):
        files = Files()
        self.addCleanup(files.end)
        program, envelope = self.seal_as('Sealed E-Mail', 'report.eml')
        program.push('^Show in Folder')
        program.wait(lambda: files.shown, 'a file manager that is asked')
        self.assertEqual(files.shown, [envelope.as_uri()])
        self.quit(program)

    def test_opens_the_folder_without_a_file_manager(self):
        note = self.install_reader('inode/directory')
        program, envelope = self.seal_as('Sealed E-Mail', 'report.eml')
        program.push('^Show in Folder')
        program.wait(note.exists, 'a program that opens folders')
        self.assertEqual(note.read_text(encoding='utf-8').strip(), str(envelope.parent))
        self.quit(program)

    def test_opens_a_draft_in_the_mail_program(self):
        note = self.install_reader('message/rfc822')
        program, envelope = self.seal_as('Draft', 'report-draft.eml')
        program.push('^Open in the Mail Program')
        program.wait(note.exists, 'a mail program')
        self.assertEqual(note.read_text(encoding='utf-8').strip(), str(envelope))
        self.quit(program)


if __name__ == '__main__':
    herald_ui.main()
