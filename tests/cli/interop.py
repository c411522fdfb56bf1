# interop.py: opens Herald's envelopes with the programs that a vendor has
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Each check_… takes the path of an envelope, opens it with one real program
under a home of its own, and raises AssertionError with the reason when that
program cannot, or sees something that Herald never writes.

    check_gpg, check_sq, check_rnp              any envelope -> its plain bytes
    check_python_email, check_neomutt,
    check_notmuch                               an eml -> Opened
    check_draft                                 a draft -> name and message
"""

import contextlib
import dataclasses
import email
import email.policy
import fcntl
import itertools
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRACTICE_SECRET = ROOT / 'data/practice/practice-secret.asc'

TIMEOUT = 60
EML_HEADERS = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type']
DRAFT_HEADERS = ['X-Unsent', 'From', 'To', 'Subject', 'MIME-Version', 'Content-Type']


@dataclasses.dataclass
class Opened:
    """A report as a mail program shows it."""
    subject: str
    parts: list  # (name or None, bytes) of each leaf; texts with LF line ends

    def get(self, name):
        """The bytes of the only part of that name."""
        found = [data for part_name, data in self.parts if part_name == name]
        assert len(found) == 1, f'{len(found)} parts are named {name}'
        return found[0]


@contextlib.contextmanager
def vendor_home(secret):
    """A home with the vendor's secret key; yields its path and environment."""
    with tempfile.TemporaryDirectory(prefix='v-', ignore_cleanup_errors=True) as home:
        home = pathlib.Path(home)
        env = {'HOME': str(home), 'GNUPGHOME': str(home / 'gnupg'), 'TERM': 'xterm',
               'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH']}
        (home / 'gnupg').mkdir(mode=0o700)
        run(['gpg', '--batch', '--quiet', '--import', str(secret)], env)
        try:
            yield home, env
        finally:
            subprocess.run(['gpgconf', '--kill', 'all'], env=env, timeout=TIMEOUT, check=False)


def run(command, env, data=None):
    """Runs a program that must succeed; returns what it wrote."""
    done = subprocess.run(command, env=env, input=data, capture_output=True,
                          timeout=TIMEOUT, check=False)
    assert done.returncode == 0, \
        f'{command[0]} ended with {done.returncode}: {done.stderr.decode(errors="replace")}'
    return done.stdout


def read_mail(data):
    """Parses a mail strictly: not one defect in any part or header."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    for part in mail.walk():
        assert not part.defects, f'{part.get_content_type()}: {part.defects}'
        for name, value in part.items():
            assert not value.defects, f'{name}: {value.defects}'
    return mail


def message_of(path):
    """The OpenPGP message of an envelope in any of the four forms."""
    data = pathlib.Path(path).read_bytes()
    if data.startswith(b'-----BEGIN PGP MESSAGE-----') or data[0] & 0x80:
        return data
    mail = read_mail(data)
    return list(mail.iter_parts())[1].get_payload(decode=True)


# The message alone

def check_gpg(path, secret=PRACTICE_SECRET):
    """Decrypts an envelope with GnuPG."""
    with vendor_home(secret) as (_, env):
        return run(['gpg', '--batch', '--quiet', '--decrypt'], env, message_of(path))


def check_sq(path, secret=PRACTICE_SECRET):
    """Decrypts an envelope with Sequoia, whose version 1 has renamed the option."""
    with vendor_home(secret) as (_, env):
        option = '--recipient-file' if b'--recipient-file' in run(['sq', 'decrypt', '--help'], env) else '--recipient-key'
        return run(['sq', 'decrypt', option, str(secret)], env, message_of(path))


def check_rnp(path, secret=PRACTICE_SECRET):
    """Decrypts an envelope with RNP, which is what Thunderbird uses."""
    with vendor_home(secret) as (home, env):
        (home / 'message').write_bytes(message_of(path))
        run(['rnp', '--homedir', str(home / 'rnp'), '--keyfile', str(secret), '--password', '',
             '--decrypt', '--output', str(home / 'plain'), str(home / 'message')], env)
        return (home / 'plain').read_bytes()


# The mail

def check_wire(data, allowed):
    """What holds for every mail on the wire: lines, headers, and no traces."""
    assert not re.search(rb'(?<!\r)\n|\r(?!\n)', data), 'a line does not end in CRLF'
    assert max(map(len, data.split(b'\r\n'))) <= 998, 'a line is too long'
    head = data.split(b'\r\n\r\n', 1)[0]
    assert max(map(len, head.split(b'\r\n'))) <= 78, 'a header is not folded'
    assert head.isascii(), 'a header is not ASCII'

    mail = read_mail(data)
    names = mail.keys()
    assert set(names) <= set(allowed), f'headers that tell too much: {set(names) - set(allowed)}'
    assert len(names) == len(set(names)), 'a header is there twice'
    assert mail['MIME-Version'] == '1.0'
    return mail


def leaves_of(mail):
    """Every part that holds no others, with texts as their LF text."""
    for part in mail.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        if part.get_content_maintype() == 'text':
            data = data.replace(b'\r\n', b'\n')
        yield part.get_filename(), data


def check_protection(outer, inner):
    """The protected headers of RFC 9788, against what stands outside."""
    parameters = inner['Content-Type'].params
    assert parameters.get('hp') == 'cipher', 'the sealed headers are not marked by RFC 9788'
    assert parameters.get('protected-headers') == 'v1', 'Thunderbird would not see the sealed headers'

    visible = {name: str(value) for name, value in outer.items()
               if name not in ('MIME-Version', 'Content-Type')}
    copies = dict(str(value).split(': ', 1) for value in inner.get_all('HP-Outer'))
    assert copies == visible, f'outside {visible}, but inside it says {copies}'
    for name in visible:
        if name != 'Subject':
            assert str(inner[name]) == visible[name], f'{name} differs inside'


def check_python_email(path, secret=PRACTICE_SECRET):
    """Opens an eml with Python's email and gpg, and judges every header."""
    outer = check_wire(pathlib.Path(path).read_bytes(), EML_HEADERS)
    assert outer.get_content_type() == 'multipart/encrypted'
    assert outer['Content-Type'].params['protocol'] == 'application/pgp-encrypted'
    assert re.fullmatch(r'<[0-9a-f]{32}@random\.invalid>', outer['Message-ID'])
    assert outer['Date'].endswith(' +0000'), 'the date is not in UTC'
    if outer['From'] is None:
        assert ' 00:00:00 ' in outer['Date'], 'an anonymous mail tells the time of day'

    control, message = outer.iter_parts()
    assert control.get_content_type() == 'application/pgp-encrypted'
    assert control.get_payload(decode=True).strip() == b'Version: 1'
    assert message.get_content_type() == 'application/octet-stream'
    assert message.get_content_disposition() == 'inline'
    assert message.get_filename() == 'encrypted.asc'

    plain = check_gpg(path, secret)
    assert not re.search(rb'(?<!\r)\n', plain), 'a sealed line does not end in CRLF'
    inner = read_mail(plain)
    check_protection(outer, inner)
    return Opened(str(inner['Subject']), list(leaves_of(inner)))


def check_draft(path):
    """Reads a draft; returns the attachment's name and the OpenPGP message."""
    mail = check_wire(pathlib.Path(path).read_bytes(), DRAFT_HEADERS)
    assert mail['X-Unsent'] == '1', 'a mail program would not open it for sending'
    assert mail.get_content_type() == 'multipart/mixed'
    text, attachment = mail.iter_parts()
    assert text.get_content_type() == 'text/plain'
    assert attachment.get_content_disposition() == 'attachment'
    return attachment.get_filename(), attachment.get_payload(decode=True)


def put_into_maildir(path, home):
    for name in ('cur', 'new', 'tmp'):
        (home / 'mail' / name).mkdir(parents=True)
    (home / 'mail/new/1.mail').write_bytes(pathlib.Path(path).read_bytes())


def agree(program, opened, expected):
    """What a mail program shows must be what Python's email found."""
    assert opened.subject == expected.subject, f'{program} shows the subject “{opened.subject}”'
    for (_, data), (name, wanted) in itertools.zip_longest(opened.parts, expected.parts, fillvalue=(None, None)):
        # What pads a mail is lines, whose ends programs write in their own way.
        if name == 'padding':
            data, wanted = data.replace(b'\r\n', b'\n'), wanted.replace(b'\r\n', b'\n')
        assert data == wanted, f'{program} shows another part than “{name}”'
    return opened


def check_notmuch(path, secret=PRACTICE_SECRET):
    """Opens an eml in notmuch, which uses GMime."""
    expected = check_python_email(path, secret)
    with vendor_home(secret) as (home, env):
        put_into_maildir(path, home)
        env['NOTMUCH_CONFIG'] = str(home / 'notmuch')
        (home / 'notmuch').write_text(f'[database]\npath={home}/mail\n', encoding='utf-8')
        run(['notmuch', 'new', '--quiet'], env)
        show = ['notmuch', 'show', '--decrypt=true', '--entire-thread=false']

        message = json.loads(run([*show, '--format=json', '*'], env))[0][0][0]
        decrypted = message['crypto']['decrypted']
        assert decrypted['status'] == 'full', f'notmuch decrypted it as {decrypted["status"]}'
        assert 'Subject' in decrypted['header-mask'], 'notmuch sees no protected subject'

        parts = []
        pending = [message['body'][0]['content'][1]]
        while pending:
            part = pending.pop(0)
            if part['content-type'].startswith('multipart/'):
                pending = part['content'] + pending
                continue
            data = run([*show, f'--part={part["id"]}', '--format=raw', '*'], env)
            if part['content-type'].startswith('text/'):
                data = data.replace(b'\r\n', b'\n')
            parts.append((part.get('filename'), data))
        return agree('notmuch', Opened(message['headers']['Subject'], parts), expected)


def run_on_terminal(command, env):
    """Runs a program on a wide terminal of its own; returns what it drew."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 50, 900, 0, 0))
        os.execvpe(command[0], command, env)

    drawn = b''
    deadline = time.monotonic() + TIMEOUT
    try:
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 1)[0]:
                drawn += os.read(terminal, 65536)
    except OSError:  # the program ended, and its terminal with it
        os.waitpid(pid, 0)
        return drawn.decode(errors='replace')
    finally:
        os.close(terminal)

    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError(f'{command[0]} did not end')


def check_neomutt(path, secret=PRACTICE_SECRET):
    """Opens an eml in neomutt, by the keys that a person presses."""
    expected = check_python_email(path, secret)
    with vendor_home(secret) as (home, env):
        put_into_maildir(path, home)
        keys = '<display-message><exit><view-attachments>'
        for i in range(len(expected.parts) + 1):
            keys += f'<jump>{i + 1}<enter><pipe-entry>cat >{home}/part-{i}<enter>'
        (home / 'neomuttrc').write_text('\n'.join([
            f'set folder={home}/mail',
            'set crypt_use_gpgme=yes quit=yes wait_key=no sleep_time=0 history_file=""',
            'set index_format="SUBJECT<<%s>>"',
            'unset mark_old',
            f'push "{keys}<exit><quit>"',
        ]), encoding='utf-8')
        drawn = run_on_terminal(['neomutt', '-n', '-F', str(home / 'neomuttrc'),
                                 '-f', str(home / 'mail')], env)

        subjects = re.findall(r'SUBJECT<<(.*?)>>', drawn)
        assert subjects, 'neomutt shows no subject'
        parts = []
        # Newer ones list what holds the parts before them.
        first = 1 if (home / 'part-0').read_bytes().startswith(b'--') else 0
        for i, (name, data) in enumerate(expected.parts, first):
            shown = (home / f'part-{i}').read_bytes()
            # Texts go through the terminal's line ends.
            if shown != data and shown.replace(b'\r\n', b'\n') == data:
                shown = data
            parts.append((name, shown))
        return agree('neomutt', Opened(subjects[-1], parts), expected)
