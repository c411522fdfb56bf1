#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a zoo of good and bad keys, with what Herald must say about each.

usage: make_zoo.py DIRECTORY

Writes the key files and zoo.json into DIRECTORY. Real keys come from gpg, sq
and rnpkeys, with the clock set where the date matters; hostile ones are cut out
of these. Everything happens in a throw-away home.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from packets import (COMPRESSED, MARKER, PUBLIC_KEY, SIGNATURE, SUBKEY, USER_ID,
                     armor, join, number, packet, signature, split, subpacket)

NOW = 1780272000        # 2026-06-01, when the keys are judged
MADE = '20240301T120000'
MADE_UNIX = 1709294400
OLD = '20150301T120000'
SOME_MODULUS = (1 << 2047) + 12345

USABLE = 'usable'


class Zoo:
    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        self.home = tempfile.mkdtemp(prefix='hz-')
        self.environment = {**os.environ, 'GNUPGHOME': self.home, 'HOME': self.home, 'LC_ALL': 'C.UTF-8'}
        self.entries = []
        self.public = {}

    def close(self):
        subprocess.run(['gpgconf', '--kill', 'all'], env=self.environment, check=False)
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, *command, data=None):
        done = subprocess.run(command, env=self.environment, input=data, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode != 0:
            raise SystemExit(f'{command}: {done.stderr.decode(errors="replace")}')
        return done.stdout

    def has_new_sq(self):
        """Whether sq speaks as it does since version 1."""
        return shutil.which('sq') is not None and b'--recipient-file' in self.run('sq', 'decrypt', '--help')

    def gpg(self, *options, at=MADE, data=None):
        return self.run('gpg', '--batch', '--quiet', '--no-tty', '--pinentry-mode', 'loopback',
                        '--passphrase', '', '--faked-system-time', at + '!', *options, data=data)

    def new(self, name, primary='ed25519', usage='cert,sign', subkeys=(('cv25519', MADE, 'never'),),
            at=MADE, expires='never', options=()):
        """A key made by gpg; its fingerprint."""
        user_id = f'{name} <{name}@example.org>'
        self.gpg(*options, '--quick-gen-key', user_id, primary, usage, expires, at=at)
        fingerprint = self.fingerprint(name)
        for algorithm, made, lasts in subkeys:
            self.gpg(*options, '--quick-add-key', fingerprint, algorithm, 'encr', lasts, at=made)
        self.public[name] = self.gpg('--export', fingerprint)
        return fingerprint

    def fingerprint(self, name):
        listing = self.gpg('--with-colons', '--list-keys', f'<{name}@example.org>').decode()
        return next(line.split(':')[9] for line in listing.splitlines() if line.startswith('fpr:'))

    def secret(self, name):
        return self.gpg('--export-secret-keys', self.fingerprint(name))

    def write(self, file, data):
        (self.directory / file).write_bytes(data)

    def add(self, file, data, *verdicts, warnings=(), error=None, secret=None, opens=None, **more):
        """A file, and the verdict on each key in it or the error on the whole.

        Of what else is said, `wall` means a key made just now, by a program whose
        clock cannot be set, `clock` a verdict that does not last, and `truncate`
        that the file cut off at any such step is to be refused.
        """
        self.write(file, data)
        entry = {'file': file, 'verdicts': list(verdicts), 'warnings': sorted(warnings), 'error': error, **more}
        if secret is not None:
            self.write(file + '.secret', secret)
            entry['secret'] = file + '.secret'
            entry['opens'] = opens or ['gpg', 'sq', 'rnp']
        self.entries.append(entry)

    def add_good(self, name, warnings=(), opens=None, **more):
        self.add(name + '.pgp', self.public[name], USABLE, warnings=warnings,
                 secret=self.secret(name), opens=opens, **more)

    def finish(self):
        self.write('zoo.json', json.dumps({
            'now': NOW, 'sq': '--recipient-file' if self.has_new_sq() else '--recipient-key',
            'keys': self.entries}, indent=1).encode())


def good_keys(zoo):
    zoo.new('ed25519')
    zoo.add_good('ed25519')

    zoo.new('rsa3072', 'rsa3072', subkeys=[('rsa3072', MADE, 'never')])
    zoo.add_good('rsa3072')

    zoo.new('rsa2048', 'rsa2048', subkeys=[('rsa2048', MADE, 'never')])
    zoo.add_good('rsa2048', ['short-rsa'])

    for curve in 'nistp256', 'nistp384', 'nistp521':
        zoo.new(curve, curve, subkeys=[(curve, MADE, 'never')])
        zoo.add_good(curve)

    for curve in 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'secp256k1':
        zoo.new(curve, curve, subkeys=[(curve, MADE, 'never')])
        zoo.add_good(curve, ['curve'], opens=['gpg', 'rnp'])

    zoo.new('alone', 'rsa3072', usage='cert,sign,encr', subkeys=())
    zoo.add_good('alone')

    zoo.new('both', 'rsa3072', usage='cert,sign,encr', subkeys=[('cv25519', MADE, 'never')])
    zoo.add_good('both', ['several'])

    zoo.new('3des', options=['--default-preference-list', 'S2 H8 Z1'])
    zoo.add_good('3des', ['no-ciphers'])

    zoo.new('nothing', options=['--default-preference-list', 'none'])
    zoo.add_good('nothing', ['no-ciphers'])

    zoo.new('newest-expired', subkeys=[('cv25519', MADE, 'never'), ('cv25519', '20240401T120000', '10d')])
    zoo.add_good('newest-expired', ['older-subkey'])

    zoo.new('several', subkeys=[('cv25519', MADE, 'never'), ('cv25519', '20240401T120000', 'never')])
    zoo.add_good('several', ['several'])

    zoo.new('soon', expires='20260615T120000')
    zoo.add_good('soon', ['expires-soon'], clock=True)

    zoo.new('with-elgamal', 'rsa3072', subkeys=[('rsa3072', MADE, 'never'), ('elg2048', '20240401T120000', 'never')])
    zoo.add_good('with-elgamal', ['ignored-subkey'])


def foreign_keys(zoo):
    """Keys that other programs made, where they are installed: for the tests they are."""
    if shutil.which('sq') is not None:
        sequoia_keys(zoo)
    if shutil.which('rnpkeys') is not None:
        rnp_key(zoo)


def sequoia_keys(zoo):
    for name, options in ('sequoia', ['--userid', 'Sequoia <sequoia@example.org>']), ('nameless', []):
        path = f'{zoo.home}/{name}.pgp'
        if zoo.has_new_sq():
            zoo.run('sq', '--home', 'none', 'key', 'generate', '--shared-key', *(options or ['--no-userids']),
                    '--without-password', '--rev-cert', path + '.rev', '--output', path)
            public = zoo.run('sq', '--home', 'none', 'packet', 'dearmor', data=zoo.run(
                'sq', '--home', 'none', 'key', 'delete', '--cert-file', path, '--output', '-'))
        else:
            zoo.run('sq', 'key', 'generate', *options, '--export', path)
            public = zoo.run('sq', '--force', 'key', 'extract-cert', '--binary', path)
        data = pathlib.Path(path).read_bytes()
        if name == 'nameless':
            zoo.add(name + '.pgp', public, 'nameless', wall=True)
        else:
            zoo.add(name + '.pgp', public, USABLE, secret=data, wall=True)


def rnp_key(zoo):
    ring = zoo.home + '/rnp'
    os.mkdir(ring, 0o700)
    zoo.run('rnpkeys', '--homedir', ring, '--generate-key', '--userid', 'rnp@example.org', '--password', '')
    public = pathlib.Path(ring, 'pubring.gpg').read_bytes() if os.path.exists(ring + '/pubring.gpg') else \
        zoo.run('rnpkeys', '--homedir', ring, '--export-key', 'rnp@example.org')
    secret = zoo.run('rnpkeys', '--homedir', ring, '--export-key', '--secret', 'rnp@example.org')
    zoo.add('rnp.asc', public, USABLE, secret=secret, wall=True)


def wrappings(zoo):
    """One key, as mail programs and people pass it on."""
    key = zoo.public['ed25519']
    text = armor(key).decode()

    def add(file, data):
        zoo.add(file, data if isinstance(data, bytes) else data.encode(), USABLE)

    add('armor.asc', text)
    add('armor-crlf.asc', armor(key, end='\r\n'))
    add('armor-cr.asc', armor(key, end='\r'))
    add('armor-headers.asc', armor(key, headers=['Version: X', 'Comment: none']))
    add('armor-no-blank.asc', armor(key, blank=False))
    add('armor-no-blank-headers.asc', armor(key, blank=False, headers=['Version: X']))
    add('armor-quoted.asc', ''.join('> ' + line + '\n' for line in text.splitlines()))
    add('armor-quoted-twice.asc', ''.join('>> ' + line + '\r\n' for line in text.splitlines()))
    add('armor-indented.asc', ''.join('    ' + line + '  \n' for line in text.splitlines()))
    add('armor-in-text.asc', 'Škoda: here is our key.\n\n' + text + '\nKind regards\n')
    add('armor-in-signed-text.asc',
        '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n' + text.replace('-----', '- -----', 1) +
        '-----BEGIN PGP SIGNATURE-----\n\nabcd\n-----END PGP SIGNATURE-----\n')
    add('armor-bom.asc', b'\xef\xbb\xbf' + text.encode())
    add('armor-no-checksum.asc', '\n'.join(line for line in text.splitlines() if not line.startswith('=')) + '\n')
    add('marker-first.pgp', packet(MARKER, b'PGP') + key)
    zoo.add('two-keys.pgp', key + zoo.public['rsa2048'], USABLE, USABLE)
    zoo.add('two-blocks.asc', armor(key) + b'and\n' + armor(zoo.public['expired']), USABLE, 'expired')


def refused_keys(zoo):
    def refuse(name, verdict, **how):
        zoo.new(name, **how)
        zoo.add(name + '.pgp', zoo.public[name], verdict)

    refuse('expired', 'expired', expires='20250101T000000')
    refuse('expired-subkey', 'subkey-expired', subkeys=[('cv25519', MADE, '30d')])
    refuse('sign-only', 'no-encryption', subkeys=())
    refuse('rsa1024', 'weak', primary='rsa1024', subkeys=[('rsa1024', MADE, 'never')])
    refuse('rsa1024-subkey', 'weak', primary='rsa3072', subkeys=[('rsa1024', MADE, 'never')])
    refuse('sha1', 'digest', primary='rsa3072', subkeys=[('rsa3072', MADE, 'never')],
           options=['--cert-digest-algo', 'SHA1'])
    # Sequoia looks at its own clock, not at the date of the signature.
    refuse('sha1-old', 'digest', primary='rsa3072', at=OLD, subkeys=[('rsa3072', OLD, 'never')],
           options=['--cert-digest-algo', 'SHA1'])
    refuse('future', 'future', at='20990101T120000', subkeys=[('cv25519', '20990101T120000', 'never')])
    refuse('future-subkey', 'subkey-future', subkeys=[('cv25519', '20990101T120000', 'never')])
    refuse('dsa', 'algorithm', primary='dsa2048', subkeys=[('elg2048', MADE, 'never')])
    refuse('elgamal', 'algorithm', primary='rsa3072', subkeys=[('elg2048', MADE, 'never')])
    refuse('critical', 'unsigned', options=['--cert-notation', '!unheard@example.org=1'])

    zoo.new('sha1-binding', primary='rsa3072', subkeys=())
    fingerprint = zoo.fingerprint('sha1-binding')
    zoo.gpg('--cert-digest-algo', 'SHA1', '--quick-add-key', fingerprint, 'rsa3072', 'encr', 'never')
    zoo.add('sha1-binding.pgp', zoo.gpg('--export', fingerprint), 'digest')

    revoked_keys(zoo)

    secret = zoo.secret('ed25519')
    zoo.add('secret.pgp', secret, 'private')
    zoo.add('secret.asc', armor(secret, 'PRIVATE KEY BLOCK'), 'private')
    zoo.add('mixed.pgp', zoo.public['rsa2048'] + secret, USABLE, 'private')
    zoo.add('secret-damaged.asc', armor(secret, 'PRIVATE KEY BLOCK')[:300], error='damaged')


def revoked_keys(zoo):
    fingerprint = zoo.new('revoked')
    path = pathlib.Path(zoo.home, 'openpgp-revocs.d', fingerprint + '.rev')
    revocation = path.read_text().replace(':-----BEGIN', '-----BEGIN').encode()
    alone = revocation[revocation.index(b'-----BEGIN'):]
    before = zoo.public['revoked']
    zoo.gpg('--import', data=revocation)
    zoo.add('revoked.pgp', zoo.gpg('--export', fingerprint), 'revoked')
    zoo.add('revoked-appended.asc', armor(before) + alone, 'revoked')
    zoo.add('revocation-alone.asc', alone, error='not-a-key')

    fingerprint = zoo.new('revoked-subkey')
    zoo.run('gpg', '--no-tty', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', '', '--command-fd', '0',
            '--edit-key', fingerprint, data=b'key 1\nrevkey\ny\n0\n\ny\nsave\n')
    zoo.add('revoked-subkey.pgp', zoo.gpg('--export', fingerprint), 'subkey-revoked')


def surgery(zoo):
    """Keys that no program makes."""
    key = split(zoo.public['ed25519'])
    other = split(zoo.public['several'])

    forged = bytearray(zoo.public['ed25519'])
    forged[-5] ^= 1
    zoo.add('forged-binding.pgp', bytes(forged), 'signature')

    certification = bytearray(key[2][1])
    certification[-5] ^= 1
    zoo.add('forged-user-id.pgp', join(key[:2] + [(SIGNATURE, bytes(certification))] + key[3:]), 'signature')
    zoo.add('renamed.pgp', join(key[:1] + [(USER_ID, b'Somebody <else@example.org>')] + key[2:]), 'signature')

    zoo.add('unbound.pgp', join(key[:4]), 'unsigned')
    zoo.add('unbound-extra.pgp', join(key + other[3:4]), USABLE)
    zoo.add('foreign-subkey.pgp', join(key[:3] + other[3:5]), 'unsigned')
    zoo.add('no-signature.pgp', join([key[0], key[1], key[3], key[4]]), 'unsigned')
    zoo.add('primary-alone.pgp', join(key[:1]), 'unsigned')

    unknown = key[3][1][:5] + bytes([99]) + key[3][1][6:]
    zoo.add('unknown-extra.pgp', join(key + [(SUBKEY, unknown), key[4]]), USABLE, warnings=['ignored-subkey'])
    zoo.add('unknown-only.pgp', join(key[:3] + [(SUBKEY, unknown), key[4]]), 'algorithm')
    zoo.add('unknown-primary.pgp',
            join([(PUBLIC_KEY, key[0][1][:5] + bytes([99]) + key[0][1][6:])] + key[1:]), 'algorithm')
    zoo.add('malformed.pgp', join([(PUBLIC_KEY, key[0][1] + b'x')] + key[1:]), 'malformed')

    spoofed = 'Good \u202egro.elpmaxe@doog\u202c \x1b[31m\0'.encode() + b'\xff'
    zoo.add('hidden-user-id.pgp', join(key[:3] + [(USER_ID, spoofed), key[2]] + key[3:]), 'signature')

    time = MADE_UNIX.to_bytes(4, 'big')
    rsa = number(SOME_MODULUS) + number(65537)
    user_id = (USER_ID, b'Old <old@example.org>')
    signature = (SIGNATURE, b'\x03\x05\x10' + time + bytes(8) + b'\x01\x01\x00\x00' + number(SOME_MODULUS))
    zoo.add('v3.pgp', join([(PUBLIC_KEY, b'\x03' + time + b'\0\0\x01' + rsa), user_id, signature]), 'version')
    for version in 5, 6:
        body = bytes([version]) + time + b'\x01' + len(rsa).to_bytes(4, 'big') + rsa
        zoo.add(f'v{version}.pgp', join([(PUBLIC_KEY, body), user_id]), 'version')
    body = b'\x06' + time + b'\x1b' + (32).to_bytes(4, 'big') + bytes(range(32))
    zoo.add('v6-ed25519.asc', armor(join([(PUBLIC_KEY, body), user_id])), 'version')
    zoo.add('v7.pgp', join([(PUBLIC_KEY, b'\x07' + time + b'\x01' + rsa), user_id]), 'version')


def sayings(zoo):
    """Keys with signatures that only claim something: no worse than a refusal."""
    key = split(zoo.public['ed25519'])
    own = bytes.fromhex(zoo.fingerprint('ed25519'))[-8:]
    other = bytes.fromhex(zoo.fingerprint('rsa2048'))
    later = MADE_UNIX + 86400

    def add(name, verdict, *packets, at=5, **more):
        zoo.add(name + '.pgp', join(key[:at] + list(packets) + key[at:]), verdict, **more)

    add('says-revoked', 'revoked', signature(0x20, own, later), at=1)
    add('says-revoked-late', 'revoked', signature(0x20, own, later))
    add('says-revoked-by-stranger', USABLE, signature(0x20, other[-8:], later), at=1)
    add('says-revoked-by-revoker', 'revoked',
        signature(0x1F, own, later, subpacket(12, b'\x80\x01' + other)), signature(0x20, other[-8:], later), at=1)
    add('says-revoked-v3', 'revoked',
        (SIGNATURE, b'\x03\x05\x20' + later.to_bytes(4, 'big') + own + b'\x16\x08\0\0' + number(1 << 255) * 2), at=1)
    add('says-revoked-subkey', 'subkey-revoked', signature(0x28, own, later))
    add('says-revoked-name', 'unsigned', signature(0x30, own, later), at=3)
    add('says-revoked-name-before', USABLE, signature(0x30, own, MADE_UNIX - 1), at=3)
    add('says-expired', 'expired', signature(0x1F, own, later, subpacket(9, (86400).to_bytes(4, 'big'))), at=1)
    add('says-nothing', USABLE, signature(0x1F, own, later), at=1)
    add('says-lasting-long', 'signature', signature(0x1F, own, later, subpacket(9, b'\x10\0\0\0')), at=1)
    add('says-direct-md5', USABLE, signature(0x1F, own, later, digest=1), at=1)
    add('says-binding-md5', 'digest', signature(0x18, own, later, digest=1))
    add('says-binding-unknown-hash', 'digest', signature(0x18, own, later, digest=77))
    add('says-binding-expired', USABLE, signature(0x18, own, later, subpacket(3, b'\0\0\0\1')))
    add('says-binding-too-early', USABLE, signature(0x18, own, MADE_UNIX - 1))
    add('says-binding-in-2099', USABLE, signature(0x18, own, 4070908800))
    add('says-binding-twice', USABLE, signature(0x18, own, later, subpacket(27, b'\x0c'), subpacket(27, b'\x02')))
    add('says-binding-critical', USABLE, signature(0x18, own, later, subpacket(100, b'', critical=True)))
    add('says-sign-only', 'no-encryption', signature(0x18, own, later, subpacket(27, b'\x02')))
    add('says-subkey-expired', 'subkey-expired',
        signature(0x18, own, later, subpacket(27, b'\x0c'), subpacket(9, b'\0\1\0\0')))
    add('says-extra-subkey', USABLE, key[3], signature(0x18, own, later, subpacket(27, b'\0\x04')),
        warnings=['extra-subkey'])

    def subkey(name, verdict, body):
        zoo.add(name + '.pgp', join(key[:3] + [(SUBKEY, body), key[4]]), verdict)

    body = key[3][1]
    subkey('subkey-curve', 'algorithm', body.replace(bytes.fromhex('2b060104019755010501'), bytes.fromhex('2b060104019755010502')))
    subkey('subkey-kdf', 'algorithm', body[:-2] + b'\x02\x07')
    subkey('subkey-no-kdf', 'malformed', body[:-4])
    subkey('subkey-point', 'malformed', body.replace(b'\x01\x07\x40', b'\x01\x07\x41'))
    subkey('subkey-cut', 'malformed', body[:20])
    subkey('subkey-v3', 'version', b'\x03' + body[1:5] + b'\0\0\1' + number(SOME_MODULUS) + number(65537))
    subkey('subkey-x25519', 'algorithm', body[:5] + b'\x19' + bytes(32))
    subkey('subkey-rsa-even', 'malformed', body[:5] + b'\x01' + number(SOME_MODULUS - 1) + number(65537))
    subkey('subkey-rsa-exponent-1', 'malformed', body[:5] + b'\x01' + number(SOME_MODULUS) + number(1))
    subkey('subkey-rsa-padded', 'weak', body[:5] + b'\x01\x08\0' + bytes(128) + b'\x81' * 128 + number(65537))
    subkey('subkey-rsa-huge', 'algorithm', body[:5] + b'\x01' + number((1 << 20000) + 1) + number(65537))


def hostile_files(zoo):
    """Refused as a whole."""
    key = zoo.public['ed25519']
    packets = split(key)
    text = armor(key)
    user_id, certification, subkey, binding = packets[1:5]

    def many(name, *repeated, count, error):
        zoo.add(name + '.pgp', join(packets) + join(repeated) * count, error=error)

    many('100000-user-ids', (USER_ID, b'Spam <spam-spam@example.org>'), count=100000, error='too-large')
    many('20000-subkeys', subkey, binding, count=20000, error='too-large')
    many('100000-signatures', certification, count=100000, error='too-large')
    many('30000-user-ids', (USER_ID, b'Spam <spam-spam@example.org>'), count=30000, error='limits')
    many('51-keys', packets[0], count=50, error='limits')
    many('201-user-ids', user_id, count=200, error='limits')
    many('51-subkeys', subkey, count=50, error='limits')
    many('5000-subkeys', subkey, binding, count=5000, error='limits')
    many('2001-signatures', certification, count=1999, error='limits')
    many('200000-markers', (MARKER, b'PGP'), count=200000, error='limits')
    zoo.add('100000-user-ids.asc', armor(join([user_id]) * 100000), error='too-large')
    zoo.add('long-user-id.pgp', join([packets[0], (USER_ID, b'x' * 2049)]), error='limits')
    zoo.add('compressed.pgp', packet(COMPRESSED, b'\0' + key), error='limits')
    zoo.add('compressed-inside.pgp', key + packet(COMPRESSED, b'\0' + key), error='limits')
    zoo.add('partial.pgp', bytes([0xC0 | PUBLIC_KEY, 0xE0 | 4]) + key, error='limits')
    zoo.add('open-ended.pgp', bytes([0x80 | PUBLIC_KEY << 2 | 3]) + key, error='limits')

    zoo.add('truncated.pgp', key, USABLE, truncate=64)
    zoo.add('truncated-rsa.pgp', zoo.public['rsa3072'], USABLE, truncate=64)
    zoo.add('truncated.asc', text, USABLE, truncate=64)
    zoo.add('checksum.asc', text.replace(b'\n=', b'\n=A', 1).replace(b'\n-----END', b'', 1), error='damaged')
    damaged = text.replace(text.splitlines()[3], text.splitlines()[3][::-1])
    zoo.add('changed.asc', damaged, error='damaged')
    zoo.add('not-base64.asc', text.replace(b'\n\n', b'\n\n!!!\n', 1), error='damaged')
    zoo.add('garbage-after.pgp', key + b'\nhello', error='damaged')

    zoo.add('empty', b'', error='not-a-key')
    zoo.add('garbage', bytes((i * 7919 >> 3) & 0xFF for i in range(5000)), error='not-a-key')
    zoo.add('zeros', bytes(5000), error='not-a-key')
    zoo.add('text.txt', b'This is no key.\n' * 10, error='not-a-key')
    zoo.add('subkey-alone.pgp', join(packets[3:]), error='not-a-key')
    zoo.add('message.asc', armor(b'\xd2\x01\x01', 'MESSAGE'), error='not-a-key')
    zoo.add('message.pgp', packet(1, bytes(20)) + packet(18, bytes(40)), error='not-a-key')
    zoo.add('signature.asc', armor(packet(SIGNATURE, certification[1]), 'SIGNATURE'), error='not-a-key')


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    zoo = Zoo(sys.argv[1])
    try:
        good_keys(zoo)
        foreign_keys(zoo)
        refused_keys(zoo)
        wrappings(zoo)
        surgery(zoo)
        sayings(zoo)
        hostile_files(zoo)
    finally:
        zoo.close()
    zoo.finish()


if __name__ == '__main__':
    main()
