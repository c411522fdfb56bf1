# server.py: the vendor's server, as the README of the reference receiver has it started
#
# SPDX-License-Identifier: GPL-3.0-or-later

import pathlib
import sqlite3
import subprocess
import sys

RECEIVER = pathlib.Path(__file__).resolve().parents[1] / 'receiver/receiver.py'


class Server:
    """A receiver on this machine, with a certificate of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, '-B', str(RECEIVER), str(folder)],
                                        stdout=subprocess.PIPE, text=True)
        said = {}
        for line in self.process.stdout:
            name, _, value = line.partition(':')
            said[name] = value.strip()
            if name == 'Reports':
                break
        self.endpoint, self.certificate = said['Endpoint'], said['Certificate']

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def stored(self):
        """What was stored: a row for each report."""
        database = sqlite3.connect(self.folder / 'reports.sqlite')
        database.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in database.execute('SELECT * FROM reports')]
        finally:
            database.close()

    def envelope(self, row):
        return self.folder / 'reports' / f'{row["sha256"]}.pgp'
