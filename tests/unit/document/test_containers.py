#!/usr/bin/env python3
#
# test_containers.py: reads containers back with readers that are not ours
#
# SPDX-License-Identifier: GPL-3.0-or-later

import email
import email.policy
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

import jsonschema

MAKE = sys.argv.pop(1)
SCHEMA = pathlib.Path(os.environ['HERALD_SOURCE_ROOT'], 'data', 'schema', 'manifest.schema.json')
TEXT = 'Größe of the pump\n\nThe second line.\n'
OWN = ['report.txt', 'report.json', 'manifest.json']


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Containers(unittest.TestCase):

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def make_files(self, number):
        """Files with names and contents of many kinds."""
        names = ['poc.py', 'пример один.bin', 'report.json', 'a' * 140 + '.txt', "it's 100%.log"]
        names += [f'{i}.bin' for i in range(len(names), number)]
        files = {}
        for i, name in enumerate(names[:number]):
            files[name] = bytes((i * j * j >> 3) & 255 for j in range(i * 211))
            (self.folder / name).write_bytes(files[name])
        return files

    def make(self, form, files, **environment):
        return subprocess.run([MAKE, form, *(self.folder / name for name in files)], check=True,
                              stdout=subprocess.PIPE, env={**os.environ, **environment}).stdout

    def check_manifest(self, parts):
        """Every part but the manifest and the padding is in the manifest, as it is."""
        manifest = json.loads(parts['manifest.json'])
        jsonschema.validate(manifest, json.loads(SCHEMA.read_text(encoding='utf-8')))
        self.assertEqual([(p['name'], p['size'], p['sha256']) for p in manifest['parts']],
                         [(name, len(data), sha256(data)) for name, data in parts.items()
                          if name not in ('manifest.json', 'padding')])

    def check_parts(self, parts, files):
        self.assertEqual(list(parts), OWN + [f'attachments/{name}' for name in files] + ['padding'])
        self.assertEqual(parts['report.txt'].decode(), TEXT)
        for name, data in files.items():
            self.assertEqual(parts[f'attachments/{name}'], data)
        self.check_manifest(parts)

    def test_zip_is_read_by_python(self):
        for number in 0, 1, 7, 100:
            files = self.make_files(number)
            path = self.folder / 'container'
            path.write_bytes(self.make('zip', files))
            with zipfile.ZipFile(path) as archive:
                self.assertIsNone(archive.testzip())
                self.check_parts({name: archive.read(name) for name in archive.namelist()}, files)
                for info in archive.infolist():
                    self.assertEqual(info.date_time, (1980, 1, 1, 0, 0, 0))
                    self.assertEqual(info.compress_type, zipfile.ZIP_STORED)
                    self.assertEqual(info.external_attr >> 16, 0o100644)

    def test_zip_is_read_by_unzip(self):
        for number in 0, 1, 100:
            path = self.folder / 'container'
            path.write_bytes(self.make('zip', self.make_files(number)))
            done = subprocess.run(['unzip', '-t', path], stdout=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertIn('No errors detected', done.stdout)

    def read_message(self, data):
        """The parts of a message by the names that a manifest gives them."""
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = {}
        for part in message.walk():
            self.assertEqual(part.defects, [])
            if part.is_multipart():
                continue
            name = part.get_filename() or 'report.txt'
            if part.get_content_disposition() == 'attachment':
                name = f'attachments/{name}'
            parts[name] = part.get_payload(decode=True)
        parts['report.txt'] = parts['report.txt'].replace(b'\r\n', b'\n')
        return message, parts

    def test_message_is_read_by_python(self):
        for number in 0, 1, 7, 100:
            files = self.make_files(number)
            message, parts = self.read_message(self.make('mime', files))
            self.check_parts(parts, files)
            self.assertEqual(message.get_content_type(), 'multipart/mixed')
            self.assertEqual(message.get_param('hp'), 'cipher')
            self.assertEqual(message.get_param('protected-headers'), 'v1')
            self.assertEqual(message['Subject'], 'The pump stops')
            self.assertEqual(message['HP-Outer'], 'Subject: [...]')

    def test_message_has_short_lines(self):
        data = self.make('mime', self.make_files(7))
        self.assertLessEqual(max(map(len, data.split(b'\r\n'))), 998)

    def test_size_does_not_tell(self):
        for form in 'zip', 'mime':
            self.assertEqual(len(self.make(form, self.make_files(0))),
                             len(self.make(form, self.make_files(3))))

    def test_same_bytes_everywhere(self):
        files = self.make_files(7)
        for form in 'zip', 'mime':
            made = {self.make(form, files, LC_ALL=locale, TZ=zone)
                    for locale in ('C', 'C.UTF-8') for zone in ('UTC', 'Asia/Tokyo')}
            self.assertEqual(len(made), 1)


if __name__ == '__main__':
    unittest.main()
