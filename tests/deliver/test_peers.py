# test_peers.py: web servers and balancers that vendors have, in the way and out of it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import socket
import subprocess
import threading

import deliver
import drop
import socks
from deliver import ACCEPTED, KIB, LARGE, MIB, NOT_DELIVERED, REFUSED, UNKNOWN

NGINX = '''
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
  log_format test '$server_protocol $status $request_length $request_method';
  access_log access.log test;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  default_type text/html;
  client_max_body_size 0;
  limit_req_zone $server_addr zone=all:64k rate=1r/m;
  server {{
    listen {listen} ssl{more};
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    {server}
    location / {{
      {location}
    }}
  }}
}}
'''
HAPROXY = '''
global
  ssl-default-bind-options ssl-min-ver TLSv1.2
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend drop
  bind {address}:{port} ssl crt {pem}
  default_backend behind
backend behind
  {backend}
'''
# What makes nginx pass a body on as it comes, and leave the answer alone.
THROUGH = ('proxy_pass https://{}; proxy_http_version 1.1; proxy_request_buffering off; proxy_buffering off; '
           'proxy_ssl_verify off; ')


class Nginx(deliver.Case):
    def serve(self, location, server='', more=''):
        """Starts nginx, at whose endpoint a vendor would have its report drop."""
        self.port = self.free_port()
        self.place = self.folder / 'nginx'
        self.place.mkdir(mode=0o700)
        user = 'user root;\n' if os.geteuid() == 0 else ''
        (self.place / 'nginx.conf').write_text(user + NGINX.format(
            listen=f'{self.address}:{self.port}', certificate=self.certificate, key=self.key,
            location=location, server=server, more=more), encoding='ascii')
        self.nginx = self.run_server('nginx', '-p', self.place, '-e', 'stderr', '-c', self.place / 'nginx.conf',
                                     port=self.port)
        self.confirm(f'https://{self.address}:{self.port}/reports')

    def requests(self):
        """What nginx wrote down about each request, once it is done with all."""
        self.nginx.terminate()
        self.nginx.wait()
        lines = (self.place / 'access.log').read_text().splitlines()
        return [(protocol, int(status), int(length)) for protocol, status, length, method in map(str.split, lines)
                if method == 'POST']

    def assert_one(self, status, sent):
        """One request came, over HTTP/1.1, with its body or without it."""
        (protocol, got, length), = self.requests()
        self.assertEqual((protocol, got), ('HTTP/1.1', status))
        if sent is not None:
            self.assertEqual(length > 10 * KIB, sent, length)

    def test_in_front_of_the_receiver(self):
        """What a vendor would do: nothing is in the way, in small and in large."""
        server = self.open_drop(confirm=False)
        self.serve(THROUGH.format(f'{self.address}:{server.port}'))
        for size in (0, LARGE):
            with self.subTest(size):
                self.report.unlink(missing_ok=True)
                self.envelope = self.work / f'{size}.zip.pgp'
                self.assert_ends(self.submit(size=size), ACCEPTED)
        self.assertEqual([status for _, status, _ in self.requests()], [201, 201])

    def test_never_http2(self):
        """It offers HTTP/2 first; that crashed a library that this is built on."""
        server = self.open_drop(confirm=False)
        self.serve(THROUGH.format(f'{self.address}:{server.port}'), more=' http2')
        self.assert_ends(self.submit(size=LARGE), ACCEPTED)
        self.assert_one(201, sent=True)

    def test_killed_on_the_way(self):
        server = self.open_drop(confirm=False)
        self.serve(THROUGH.format(f'{self.address}:{server.port}'), more=' http2')
        self.prepare(size=LARGE)
        reached = threading.Event()
        with socks.Slow(self, self.port, after=4 * MIB, reached=reached) as proxy:
            herald = subprocess.Popen(
                [deliver.herald.cli(), 'submit', self.report, '-o', self.envelope, '--proxy', proxy.address],
                cwd=self.work, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertTrue(reached.wait(drop.TIMEOUT))
            self.nginx.kill()
            self.nginx.wait()
            proxy.go_on.set()
            said, problem = herald.communicate(timeout=drop.TIMEOUT)
        self.assert_ends(self.judge(herald.returncode, said.decode(), problem.decode()), UNKNOWN)
        self.assertEqual(server.rows, [])

    def test_302(self):
        elsewhere = self.listen(lambda listener, connection: drop.wait_for_end(connection))
        target = f'http://{self.address}:{elsewhere.port}/login'
        self.serve(f'return 302 {target};')
        end = self.assert_ends(self.submit(), REFUSED, 'redirect')
        self.assertIn(target, end.said + end.problem)
        self.assertEqual(elsewhere.n_connections, 0)
        self.assert_one(302, sent=None)

    def test_307_to_another_host(self):
        elsewhere = self.listen(lambda listener, connection: drop.wait_for_end(connection))
        self.serve(f'return 307 https://{self.address}:{elsewhere.port}/reports;')
        self.assert_ends(self.submit(size=LARGE), REFUSED, 'redirect')
        self.assertEqual(elsewhere.n_connections, 0)
        self.assert_one(307, sent=None)

    def test_captive_portal(self):
        """A login page answers everything with 200."""
        self.serve("return 200 '<html><body>Room number, please</body></html>';")
        end = self.assert_ends(self.submit(), UNKNOWN, 'web-page')
        self.assertRegex(end.said + end.problem, '(?i)page')
        self.assertNotIn('Room number', end.said + end.problem)
        self.assert_one(200, sent=None)

    def test_captive_portal_that_is_asked_first(self):
        """This one says 100 Continue to everything, so that some of it may be gone."""
        self.serve("return 200 '<html><body>Room number, please</body></html>';")
        self.assert_ends(self.submit(size=LARGE), (UNKNOWN, NOT_DELIVERED))
        self.assert_one(200, sent=None)

    def test_413_before_the_body(self):
        self.serve('proxy_pass http://127.0.0.1:1;', server='client_max_body_size 1m;')
        end = self.assert_ends(self.submit(size=LARGE), REFUSED, 'status')
        self.assertEqual(end.delivery['status'], 413)
        self.assertIsNone(end.delivery['max-bytes'])
        self.assert_one(413, sent=False)

    def test_413_after_it(self):
        self.serve('proxy_pass http://127.0.0.1:1;', server='client_max_body_size 1k;')
        end = self.assert_ends(self.submit(), REFUSED, 'status')
        self.assertEqual(end.delivery['status'], 413)
        self.assert_one(413, sent=None)

    def test_429(self):
        """Without the contract's JSON nobody knows who said it, to whom and when."""
        self.serve('proxy_pass http://127.0.0.1:1;',
                   server='limit_req zone=all; limit_req_status 429; add_header Retry-After 120 always;')
        # The first one is let through, to nobody.
        self.assert_ends(self.submit(), UNKNOWN)
        self.assert_ends(self.retry(), UNKNOWN)
        self.report.unlink()
        self.envelope = self.work / 'large.zip.pgp'
        self.assert_ends(self.submit(size=LARGE), (UNKNOWN, NOT_DELIVERED))
        self.assertEqual([status for _, status, _ in self.requests()], [502, 429, 429])

    def test_impatient_server(self):
        """A client too slow for it is cut off, and its answer may be lost with that."""
        self.serve('proxy_pass http://127.0.0.1:1; client_max_body_size 0;',
                   server='client_body_timeout 1s; lingering_close off;')
        with socks.Slow(self, self.port, after=4 * MIB, reached=threading.Event(), until_closed=True) as proxy:
            self.assert_ends(self.submit('--proxy', proxy.address, size=LARGE), UNKNOWN)
        (protocol, status, _), = self.requests()
        self.assertEqual((protocol, status), ('HTTP/1.1', 408))

    def test_502(self):
        self.serve('proxy_pass http://127.0.0.1:1;')
        self.assert_ends(self.submit(size=LARGE), UNKNOWN)
        self.assert_one(502, sent=True)


class HAProxy(deliver.Case):
    def serve(self, backend):
        self.port = self.free_port()
        pem = self.folder / 'haproxy.pem'
        pem.write_bytes(self.certificate.read_bytes() + self.key.read_bytes())
        config = self.folder / 'haproxy.cfg'
        config.write_text(HAPROXY.format(address=self.address, port=self.port, pem=pem, backend=backend))
        self.haproxy = self.run_server('haproxy', '-db', '-f', config, port=self.port)
        self.confirm(f'https://{self.address}:{self.port}/reports')

    def test_in_front_of_the_receiver(self):
        server = self.open_drop(confirm=False)
        self.serve(f'server one {self.address}:{server.port} ssl verify none')
        self.assert_ends(self.submit(size=LARGE), ACCEPTED)
        self.assert_one_request()

    def test_503_without_a_backend(self):
        self.serve('')
        self.assert_ends(self.submit(), UNKNOWN)
        self.report.unlink()
        self.envelope = self.work / 'large.zip.pgp'
        end = self.assert_ends(self.submit(size=LARGE), (NOT_DELIVERED, UNKNOWN))
        self.assertIn(end.delivery['status'], (503, None))

    def test_backend_that_is_down(self):
        self.serve(f'server one {self.address}:{self.free_port()}')
        self.assert_ends(self.submit(size=LARGE), (NOT_DELIVERED, UNKNOWN))

    def test_backend_that_breaks(self):
        def reset(request):
            request.go_on()
            request.read(MIB)
            request.reset()
        server = self.open_drop(reset, confirm=False)
        self.serve(f'server one {self.address}:{server.port} ssl verify none')
        self.assert_ends(self.submit(size=LARGE), UNKNOWN)
        self.assert_one_request()
        self.assert_recovers(replayed=False)


if __name__ == '__main__':
    deliver.main()
