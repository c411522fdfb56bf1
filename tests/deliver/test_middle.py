# test_middle.py: somebody in the middle whom the machine trusts
#
# SPDX-License-Identifier: GPL-3.0-or-later

import shutil

import deliver
from authority import pin_of
from deliver import ACCEPTED, LARGE, REFUSED


class Mitmproxy(deliver.Case):
    """A company that reads along: its authority is trusted on every machine that it owns."""

    def setUp(self):
        super().setUp()
        if shutil.which('mitmdump') is None:
            self.skipTest('mitmproxy is not installed')
        server = self.open_drop(confirm=False)
        self.port = self.free_port()
        trusted = self.folder / 'mitm'
        self.run_server('mitmdump', '--mode', f'reverse:https://{self.address}:{server.port}', '--listen-host', self.address,
                        '--listen-port', self.port, '--set', f'confdir={trusted}', '--ssl-insecure', '--quiet',
                        '--set', f'stream_large_bodies={deliver.MIB}', port=self.port)
        self.trusted = trusted / 'mitmproxy-ca-cert.pem'
        self.confirm(f'https://{self.address}:{self.port}/reports', self.trusted)

    def test_is_not_seen_without_pins(self):
        """So the envelope is what protects the report, and the pin whoever has one."""
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                self.assert_ends(self.submit(size=size), ACCEPTED)

    def test_is_seen_with_pins(self):
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                self.assert_ends(self.submit('--pin', pin_of(self.certificate), size=size), REFUSED, 'wrong-pin')
        self.assertEqual([seen.size for seen in self.server.seen], [0] * len(self.server.seen))

    def test_is_not_trusted_by_itself(self):
        """With the vendor's own authority confirmed, this one is nobody."""
        self.confirm(f'https://{self.address}:{self.port}/reports')
        self.assert_ends(self.submit(), REFUSED, 'untrusted')
        self.assertEqual([seen.size for seen in self.server.seen], [0] * len(self.server.seen))


if __name__ == '__main__':
    deliver.main()
