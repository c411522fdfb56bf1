# test_mail_program.py: a real mail program opens the draft that Herald makes
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Thunderbird, with an account that leads nowhere, is given the draft as a file
manager would give it. What it shows is read over the accessibility bus; what it
would send, from the draft that it saves.

Runs under tests/ui/run; skipped where Thunderbird is not installed.
"""

import email
import email.policy
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import herald_ui  # first: it finds the Python that has the accessibility bus
import accessible

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'cli'))
import herald

PATIENCE = 300  # seconds: it is a large program, and its first start
SAVED = 'Mail/Local Folders/Drafts'

# An account is all that a draft needs; without one nothing opens. Nothing of it
# can be reached, and nothing is looked for.
PREFERENCES = {
    'mail.accountmanager.accounts': 'account1,account2', 'mail.accountmanager.defaultaccount': 'account2',
    'mail.accountmanager.localfoldersserver': 'server1',
    'mail.account.account1.server': 'server1', 'mail.server.server1.type': 'none',
    'mail.server.server1.hostname': 'Local Folders', 'mail.server.server1.userName': 'nobody',
    'mail.server.server1.directory-rel': '[ProfD]Mail/Local Folders',
    'mail.account.account2.server': 'server2', 'mail.account.account2.identities': 'id1',
    'mail.server.server2.type': 'pop3', 'mail.server.server2.hostname': '127.0.0.1', 'mail.server.server2.userName': 'ada',
    'mail.server.server2.check_new_mail': False, 'mail.server.server2.login_at_startup': False,
    'mail.server.server2.directory-rel': '[ProfD]Mail/lab',
    'mail.identity.id1.fullName': 'Ada', 'mail.identity.id1.useremail': 'ada@lab.example', 'mail.identity.id1.valid': True,
    'mail.identity.id1.smtpServer': 'smtp1', 'mail.identity.id1.drafts_folder_picker_mode': '1',
    'mail.identity.id1.draft_folder': 'mailbox://nobody@Local%20Folders/Drafts',
    'mail.smtpservers': 'smtp1', 'mail.smtp.defaultserver': 'smtp1', 'mail.smtpserver.smtp1.hostname': '127.0.0.1',
    'mail.provider.suppress_dialog_on_startup': True, 'mail.rights.version': 1, 'mail.shell.checkDefaultClient': False,
    'mail.inappnotifications.enabled': False, 'mailnews.start_page.enabled': False,
    'mailnews.start_page_override.mstone': 'ignore', 'mail.compose.autosave': False,
    'app.update.enabled': False, 'extensions.update.enabled': False, 'services.settings.server': 'data:,',
    'datareporting.policy.dataSubmissionEnabled': False, 'datareporting.healthreport.uploadEnabled': False,
    'network.online': False, 'offline.startup_state': 3, 'accessibility.force_disabled': -1,
}


def write_preferences(profile):
    def written(value):
        return f'"{value}"' if isinstance(value, str) else str(value).lower()
    profile.mkdir()
    (profile / 'user.js').write_text(''.join(f'user_pref("{name}", {written(value)});\n'
                                             for name, value in PREFERENCES.items()), encoding='ascii')


def plain(text):
    """A name as it is, without what says where it may break."""
    return text.replace('\u200b', '').replace(' ', '')


class Draft(herald.Case):
    def setUp(self):
        super().setUp()
        if shutil.which('thunderbird') is None:
            self.skipTest('thunderbird is not installed')
        self.profile = self.folder / 'profile'
        write_preferences(self.profile)

    def open(self, draft, subject, name):
        """Starts the mail program with a file; returns the window in which that is a mail."""
        env = {**os.environ, 'GNOME_ACCESSIBILITY': '1', 'HOME': str(self.home)}
        self.process = subprocess.Popen(['thunderbird', '--no-remote', '--profile', self.profile, draft], env=env,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.terminate)
        self.bus = accessible.Bus(self.process.pid, lambda: self.process.poll() is None)
        return self.bus.wait(lambda: self.find_window(f'Write: {subject}', name), 'the mail in a window', PATIENCE)

    def find_window(self, title, name):
        """The title and what is attached come one after the other."""
        for window in self.bus.tree().root.children:
            said = [(node.role, plain(node.name)) for node in window]
            if window.name.startswith(title) and any(role == 'list item' and text.startswith(name) for role, text in said):
                return [text for role, text in said]
        return None

    def save(self):
        """Has it save the draft, which is what it would send; returns that."""
        window = herald_ui.run('xdotool', 'search', '--sync', '--onlyvisible', '--name', '^Write: ',
                               capture_output=True, text=True).stdout.split()[0]
        herald_ui.run('xdotool', 'windowfocus', '--sync', window)
        herald_ui.run('xdotool', 'key', 'ctrl+s')
        return self.bus.wait(self.find_saved, 'the saved draft', PATIENCE)

    def find_saved(self):
        path = self.profile / SAVED
        data = path.read_bytes() if path.exists() else b''
        mail = email.message_from_bytes(data.partition(b'\n')[2], policy=email.policy.default)
        whole = mail.is_multipart() and data.rstrip().endswith(f'--{mail.get_boundary()}--'.encode())
        return (data, mail) if whole else None

    def check(self, attach, name):
        self.make_report(attach=attach)
        draft = self.seal('draft', self.work / 'report.eml')
        ours = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
        self.assertIn('psirt@practice.example', self.open(draft, ours['Subject'], name))
        data, mail = self.save()
        self.assertEqual((mail['To'], mail['Subject']), ('psirt@practice.example', ours['Subject']))
        words, attached = mail.iter_parts()
        self.assertEqual(words.get_content().split(), next(ours.iter_parts()).get_content().split())
        self.assertEqual(attached.get_filename(), name)
        self.check_sealed(attached, data, name)

    def check_sealed(self, attached, data, name):
        """The attachment is the sealed report, whole, and nothing of it stands anywhere in clear."""
        sealed, opened = self.work / name, self.work / 'opened'
        sealed.write_bytes(attached.get_payload(decode=True))
        self.herald('open', sealed, '--key', herald.PRACTICE / 'practice-secret.asc', '-o', opened)
        self.assertIn('Vulnerability report', (opened / 'report.txt').read_text(encoding='utf-8'))
        for field in ('product.name', 'vuln.title', 'vuln.description'):
            answer = self.read()['answers'][field]
            for clear in (answer, answer.split('\n')[0][:30]):
                self.assertNotIn(clear.encode(), data)

    def test_opens_with_the_text_attached(self):
        self.check(attach=False, name='report.asc')

    def test_opens_with_the_bundle_attached(self):
        self.check(attach=True, name='report.zip.pgp')


if __name__ == '__main__':
    if shutil.which('thunderbird') is None:
        print('thunderbird is not installed')
        sys.exit(77)
    unittest.main()
