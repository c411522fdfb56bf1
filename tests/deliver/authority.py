# authority.py: certificates as they should and should not be
#
# SPDX-License-Identifier: GPL-3.0-or-later

import hashlib
import shutil
import subprocess

CONFIG = '''
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
'''
# Old TLS knows no other keys everywhere.
KINDS = {'ec': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'rsa': ['rsa:2048']}


class Authority:
    """Signs certificates for hosts, now or at another time."""

    def __init__(self, folder):
        self.folder, self.n = folder, 0
        folder.mkdir(mode=0o700, exist_ok=True)
        self.path, self.key = folder / 'authority.pem', folder / 'authority-key.pem'
        self.run('authority', CONFIG, 'ec', '-subj', '/CN=Authority', '-days', '3650',
                 '-keyout', self.key, '-out', self.path)

    def run(self, section, config, kind, *options, time=None):
        (self.folder / 'config').write_text(config, encoding='ascii')
        command = ['openssl', 'req', '-x509', '-config', self.folder / 'config', '-extensions', section, '-nodes',
                   '-sha256', '-newkey', *KINDS[kind], *options]
        if time:
            command = ['faketime', time, *command]
        subprocess.run(command, check=True, capture_output=True)

    def sign(self, *names, time=None, days=30, kind='ec', itself=False):
        """Makes a certificate for hosts and addresses; returns it and its key.

        A time needs the program faketime. One that signs itself has no authority.
        """
        self.n += 1
        certificate, key = self.folder / f'{self.n}.pem', self.folder / f'{self.n}-key.pem'
        parts = [('IP:' if name.replace('.', '').isdigit() else 'DNS:') + name for name in names]
        config = CONFIG + (f'subjectAltName = {", ".join(parts)}\n' if names else '')
        signer = [] if itself else ['-CA', self.path, '-CAkey', self.key]
        self.run('server', config, kind, *signer, '-subj', '/CN=Server', '-days', str(days),
                 '-keyout', key, '-out', certificate, time=time)
        return certificate, key


def can_fake_time():
    return shutil.which('faketime') is not None


def pin_of(certificate):
    """SHA-256 of the public key of a certificate, as curl and browsers count it."""
    key = subprocess.run(['openssl', 'x509', '-in', certificate, '-noout', '-pubkey'], check=True, capture_output=True)
    der = subprocess.run(['openssl', 'pkey', '-pubin', '-outform', 'DER'], input=key.stdout, check=True,
                         capture_output=True)
    return hashlib.sha256(der.stdout).hexdigest()
