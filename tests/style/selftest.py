# selftest.py: each style check finds what it is there for, and nothing in what is right
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

import functions
import heads
import rooms
import scripts
import strings
import text
import tree

GOOD = '''/* herald-kite.c: a kite on a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-base"

#include "config.h"

#include "herald-kite.h"

static void
pull (void)
{
}

/**
 * herald_kite_fly:
 * @self: a kite
 * @metres: how high
 *
 * Lets a kite rise.
 */
void
herald_kite_fly (HeraldKite  *self,
                 guint        metres)
{
}
'''


def one(source):
    return list(tree.functions(source))


class Rooms(unittest.TestCase):
    def check(self, name, line, *more):
        found = {'app/vendor/herald-vendor.h': '', 'app/report/herald-report.h': '', 'app/base/herald-json.h': '',
                 'app/composer/herald-composer.h': '#include "herald-report.h"\n', name: line + '\n'}
        return rooms.check({**found, **dict(more)})

    def test_allows_what_the_table_says(self):
        self.assertEqual(self.check('app/report/a.c', '#include "config.h"\n#include "herald-vendor.h"'), [])
        self.assertEqual(self.check('app/cli/a.c', '#include "herald-composer.h"\n#include "herald-report.h"'), [])

    def test_refuses_the_rest(self):
        self.assertEqual(len(self.check('app/base/a.c', '#include "herald-vendor.h"')), 1)
        self.assertEqual(len(self.check('app/vendor/a.c', '# include "herald-report.h"')), 1)
        self.assertEqual(len(self.check('app/cli/a.c', '#include "herald-vendor.h"')), 1)
        self.assertEqual(len(self.check('app/base/a.c', '#include <gtk/gtk.h>')), 1)
        self.assertEqual(len(self.check('app/base/a.c', '#include "../base/herald-json.h"')), 1)
        self.assertEqual(len(self.check('app/base/a.c', '#include <herald-json.h>')), 1)
        self.assertEqual(len(self.check('app/attic/a.c', '')), 1)

    def test_reads_what_a_build_hands_out(self):
        self.assertEqual(rooms.check_build({'app/report/meson.build': '[config_inc, base_inc, report_inc]'}), [])
        self.assertEqual(len(rooms.check_build({'app/seal/meson.build': '[vendor_inc]'})), 1)


class Heads(unittest.TestCase):
    def test_knows_a_good_head(self):
        self.assertEqual(heads.check_c('app/base/herald-kite.c', GOOD), [])

    def test_misses_each_part(self):
        for part in ('herald-kite.c:', 'SPDX-License-Identifier', '"herald-base"', '#include "config.h"\n'):
            self.assertEqual(len(heads.check_c('app/base/herald-kite.c', GOOD.replace(part, '', 1))), 1, part)
        self.assertEqual(len(heads.check_header('app/base/a.h', '#pragma once\n')), 1)
        self.assertEqual(len(heads.check_script('a.py', 'import os\n')), 1)
        self.assertEqual(len(heads.check_length('a.c', '\n' * (heads.MAX_LINES + 1))), 1)


class Functions(unittest.TestCase):
    def test_finds_definitions_alone(self):
        self.assertEqual([(f.name, f.static) for f in one(GOOD)], [('pull', True), ('herald_kite_fly', False)])

    def test_accepts_lined_up_parameters(self):
        for function in one(GOOD):
            self.assertEqual(functions.check_list('a.c', function), [])
        rare = 'static void\npull (char  *names[2],\n      void *(*call) (void),\n      ...)\n{\n}\n'
        self.assertEqual(functions.parameter_names(one(rare)[0])[0], 'names')

    def test_refuses_ragged_parameters(self):
        for bad in ('static void\npull (int a, int b)\n{\n}\n',
                    'static void\npull (int    a,\n      char *b)\n{\n}\n',
                    'static void\npull (int  a,\n    char b)\n{\n}\n'):
            self.assertEqual(len(functions.check_list('a.c', one(bad)[0])), 1, bad)

    def test_reads_doc_blocks(self):
        fly = one(GOOD)[1]
        self.assertEqual(functions.check_doc('a.c', fly), [])
        for old, new in (('/**', '/*'), ('herald_kite_fly:', 'herald_kite_sink:'), (' * @metres: how high\n', ''),
                         ('Lets a kite rise.', 'Lets a kite\n * rise.'), (' */\nvoid', ' */\n\nvoid')):
            self.assertEqual(len(functions.check_doc('a.c', one(GOOD.replace(old, new))[1])), 1, new)


class Text(unittest.TestCase):
    def test_finds_what_was_left(self):
        self.assertEqual(text.check('app/a.c', 'fine\n'), [])
        for bad in ('end \n', '\ttab\n', 'no end', '/* ' + 'TO' + 'DO */\n', 'cd /' + 'work/main\n'):
            self.assertEqual(len(text.check('app/a.c', bad)), 1, bad)

    def test_knows_the_top_level(self):
        self.assertEqual(text.check_place('app/run') + text.check_place('README.md'), [])
        self.assertEqual(len(text.check_place('notes.txt')) + len(text.check_place('tools/x.py')), 2)

    def test_finds_vendors_in_code(self):
        words = text.vendor_words([{'id': 'acme', 'name': 'Acme Corp'}, {'id': 'practice', 'name': 'Practice'}])
        self.assertEqual(words, {'acme'})
        self.assertEqual(text.check_vendors('app/a.c', 'practice makes perfect', words), [])
        self.assertEqual(len(text.check_vendors('app/a.c', 'if (ACME)', words)), 1)
        self.assertEqual(len(text.check_vendors('app/a.c', 'id == "practice"', words)), 1)


class Scripts(unittest.TestCase):
    def test_compares_the_set_up_with_the_build(self):
        setup = 'for module in gpgme libsodium; do'
        self.assertEqual(scripts.check_setup("a = dependency('gpgme', version: '>= 1')", setup), [])
        self.assertEqual(len(scripts.check_setup("a = dependency('gpgmepp')", setup)), 1)

    def test_lets_the_build_do_without_python_modules(self):
        self.assertEqual(scripts.check_modules('a', "import('python').find_installation()"), [])
        self.assertEqual(len(scripts.check_modules('a', "find_installation('python3', modules: ['x'])")), 1)


class Strings(unittest.TestCase):
    ENTRY = '# head\n\n{}#: app/a.c:1\n#, c-format\nmsgid "{}"\nmsgstr ""\n'

    def test_wants_a_note_beside_each_placeholder(self):
        self.assertEqual(strings.check_notes(self.ENTRY.format('', 'plain, 100%%')), [])
        self.assertEqual(strings.check_notes(self.ENTRY.format('#. TRANSLATORS: a name\n', '%s is late')), [])
        self.assertEqual(len(strings.check_notes(self.ENTRY.format('', '%1$s is late'))), 1)

    def test_compares_the_list(self):
        wanted = strings.expected_list()
        self.assertEqual(strings.check_list(wanted), [])
        self.assertTrue(strings.check_list(wanted + ['app/gone.c']))


if __name__ == '__main__':
    unittest.main()
