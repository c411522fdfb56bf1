# herald_ui.py: drives the window from outside, as a person with a keyboard and a screen reader does
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""A test case with an empty home and the real program in it.

Runs under tests/ui/run. The program is the first argument of a test, or
HERALD; herald-cli, for looking at what the window made, HERALD_CLI.

What a test does, it does with keys; what it sees, it sees over the
accessibility bus. Nothing is waited for by sleeping: every look is repeated
when something has happened, up to a limit that no machine should need.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

try:
    import accessible
except (ImportError, ValueError) as missing:
    # The Python that builds is not always the one that the system's modules are for.
    if sys.executable != '/usr/bin/python3' and os.access('/usr/bin/python3', os.X_OK):
        os.execv('/usr/bin/python3', ['/usr/bin/python3', '-B', *sys.argv])
    print(missing)
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRACTICE = ROOT / 'data/practice'
SAMPLE = PRACTICE / 'sample'
SANITIZED = 'HERALD_SANITIZED' in os.environ
PATIENCE = int(os.environ.get('HERALD_UI_PATIENCE', 300 if SANITIZED else 120))

# A widget that nobody has named is called after its class.
NAMELESS = re.compile(r'^\s*$|^(Gtk|Adw|Herald)[A-Z]\w+$')
# What GTK 4.8 says of its own scroll bars, also in a program that is nothing but a text.
TOOLKIT = re.compile(r'Gtk-WARNING.*Trying to snapshot GtkGizmo 0x[0-9a-f]+ without a current allocation')
ENTRIES = ('text', 'password text', 'entry')


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, timeout=PATIENCE, **options)


class Program:
    """One run of the program."""

    def __init__(self, process, errors):
        self.process = process
        self.errors = errors
        self.bus = accessible.Bus(process.pid, lambda: process.poll() is None)
        try:
            self.wait(self.active, 'its window')
        except AssertionError:
            self.complain('start')
            self.end()
            raise

    def said(self):
        self.errors.seek(0)
        lines = self.errors.read().decode(errors='replace').splitlines()
        return '\n'.join(line for line in lines if line and not TOOLKIT.search(line))

    # Looking

    def tree(self):
        return self.bus.tree()

    def wait(self, condition, what, seconds=PATIENCE):
        try:
            return self.bus.wait(condition, what, seconds)
        except accessible.Gone as gone:
            raise AssertionError(f'{gone}; status {self.process.wait(PATIENCE)}\n{self.said()}') from gone

    def active(self):
        """The window that has the keyboard: a dialog, while there is one."""
        return next((node for node in self.tree().root.children if node.has('active')), None)

    def look(self, role, name=None, **more):
        """The first object there is now with a role (or one of several) and a name, or None."""
        return next(iter(self.look_all(role, name, **more)), None)

    def look_all(self, role, name=None, within=None, states=()):
        """All that is on the page, whether scrolled to or not; what was never shown has no size."""
        roles = (role,) if isinstance(role, str) else role
        found = within if within is not None else self.tree()
        return [node for node in found
                if node.role in roles and (name is None or re.search(name, node.name)) and node.has(*states) and
                node.has_size()]

    def find(self, role, name=None, **more):
        """Waits for an object; the name is a regular expression."""
        return self.wait(lambda: self.look(role, name, **more), f'{role} “{name}” {more or ""}')

    def find_text(self, pattern):
        """Waits for words that are shown, in a label or an entry."""
        return self.wait(lambda: self.shows(pattern), f'the words “{pattern}”')

    def shows(self, pattern):
        return next((node for node in self.tree()
                     if re.search(pattern, node.name) or re.search(pattern, node.description)), None)

    def gone(self, role, name=None, **more):
        self.wait(lambda: self.look(role, name, **more) is None, f'the end of {role} “{name}”')

    def focused(self, deep=False):
        return self.bus.focused(deep)

    # Acting: keys, as a person presses them

    def press(self, *keys):
        run('xdotool', 'key', '--delay', '5', *keys)

    def type(self, text):
        run('xdotool', 'type', '--delay', '5', '--', text)

    def step(self, key='Tab'):
        """Moves the focus by a key; fails when it stays where it is."""
        before = self.focused()
        path = before and before.path

        def moved():
            node = self.focused()
            return node if node is not None and node.path != path else None

        self.press(key)
        return self.wait(moved, f'the focus to leave {before} with {key}', 30)

    def go(self, role, name, key='Tab', most=150):
        """Moves the focus with Tab until it is where it shall be."""
        roles = (role,) if isinstance(role, str) else role

        def there(node):
            return node is not None and node.role in roles and re.search(name, node.name)

        node, seen = self.focused(), []
        while not there(node):
            seen.append(str(node))
            if len(seen) > most:
                raise AssertionError(f'{key} does not lead to {role} “{name}”, but to: ' + ', '.join(seen)[:2000])
            node = self.step(key)
        return node

    def push(self, name, role=('push button', 'toggle button', 'menu item', 'link'), **more):
        """Goes to a button and pushes it."""
        node = self.go(role, name, **more)
        self.press('space' if 'button' in node.role else 'Return')
        return node

    def enter(self, name, text, **more):
        """Goes to an entry and types into it, in place of what stands there."""
        node = self.go(ENTRIES, name, **more)
        self.press('ctrl+a')
        self.type(text)
        return self.wait(lambda: node.text() == text and node, f'“{text[:40]}” in {node}')

    def click(self, role, name=None, **more):
        """What a click of the mouse does, where the toolkit lets a screen reader click."""
        node = self.find(role, name, **more)
        if not node.act():
            raise AssertionError(f'{node} has no action')
        return node

    # The end

    def quit(self):
        """Quits with the keyboard; nothing may have been complained of."""
        self.press('ctrl+q')
        status, said = self.process.wait(PATIENCE), self.said()
        if status != 0 or said:
            raise AssertionError(f'It ended with {status}, and said “{said}”')

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        self.errors.close()

    # For whoever reads a failure

    def shot(self, path):
        run('import', '-silent', '-window', 'root', path)

    def complain(self, name):
        """Keeps the screen and prints the tree of a test that failed."""
        folder = pathlib.Path(os.environ.get('HERALD_UI_FAILED', tempfile.gettempdir()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.shot(folder / f'{name}.png')
            print(f'The screen: {folder / name}.png', file=sys.stderr)
            if self.process.poll() is None and self.bus is not None:
                print(self.tree().dump(), file=sys.stderr)
        except Exception as error:  # noqa: BLE001 # the failure itself is what matters
            print(f'No more is known: {error}', file=sys.stderr)
        print(self.said(), file=sys.stderr)


class Machine:
    """A home that nobody has lived in yet."""

    def make_home(self):
        self.programs = []
        # Sockets lie in it, whose paths have to be short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='h-', dir=os.environ['HERALD_UI_FOLDER']))
        for name in ('home', 'work', 'tmp', 'run'):
            (self.folder / name).mkdir(mode=0o700)
        self.home, self.work, self.tmp = (self.folder / name for name in ('home', 'work', 'tmp'))
        self.data = self.home / '.local/share/herald'
        self.env = dict(os.environ)
        self.env.update(HOME=str(self.home), TMPDIR=str(self.tmp), XDG_RUNTIME_DIR=str(self.folder / 'run'),
                        XDG_CONFIG_HOME=str(self.home / '.config'), XDG_DATA_HOME=str(self.home / '.local/share'),
                        XDG_CACHE_HOME=str(self.home / '.cache'), XDG_STATE_HOME=str(self.home / '.local/state'))
        self.set_up_desktop()

    def set_up_desktop(self, *lines):
        """The person's settings: as everywhere, and lines of this machine's own."""
        common = pathlib.Path(os.environ['XDG_CONFIG_HOME']) / 'gtk-4.0/settings.ini'
        own = self.home / '.config/gtk-4.0/settings.ini'
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(common.read_text(encoding='utf-8') + ''.join(line + '\n' for line in lines), encoding='utf-8')

    def start(self, *arguments, env=None):
        """Starts the program, and waits for its window."""
        errors = open(self.folder / f'errors-{len(self.programs)}', 'w+b')
        process = subprocess.Popen([os.environ['HERALD'], *map(str, arguments)], env={**self.env, **(env or {})},
                                   cwd=self.work, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
        self.programs.append(Program(process, errors))
        return self.programs[-1]

    def cli(self, *arguments, data=None):
        """What herald-cli prints, which must succeed."""
        done = subprocess.run([os.environ['HERALD_CLI'], *map(str, arguments)], env=self.env, input=data,
                              capture_output=True, check=False, timeout=PATIENCE, cwd=self.work)
        if done.returncode != 0:
            raise AssertionError(f'herald-cli {arguments}: {done.stderr.decode()}')
        return done.stdout

    def make_report(self, *options, skip=(), attach=True):
        """A report file for the practice vendor, from its sample, from which nothing is missing."""
        report = self.work / 'report.herald.json'
        self.cli('new', 'practice', *options, '-o', report)
        for path in sorted(SAMPLE.glob('*.txt')):
            field = path.name.removesuffix('.txt')
            if not field.startswith(('contact.', 'credit.') if '--anonymous' in options else ()) and field not in skip:
                self.cli('set', report, field, data=path.read_bytes())
        for field, value in (('discovery.date', b'2026-11-01'), ('env.os', b'Debian'), ('env.os-version', b'12')):
            self.cli('set', report, field, data=value)
        profile = json.loads(self.cli('vendor', 'practice', '--json'))
        for diversion in profile['diversions']:
            self.cli('divert', report, diversion['id'], 'no')
        self.cli('attest', report, *(rule['id'] for rule in profile['prerequisites'] + profile['terms']))
        for name, role in (('poc.py', 'poc'), ('device.log', 'log')) if attach else ():
            shutil.copyfile(SAMPLE / name, self.work / name)
            self.cli('attach', report, self.work / name, '--role', role)
        return report

    def clear(self):
        for program in self.programs:
            program.end()
        shutil.rmtree(self.folder, ignore_errors=True)


class Case(Machine, unittest.TestCase):
    """One test on a fresh machine."""
    maxDiff = None

    def setUp(self):
        self.make_home()
        self.addCleanup(self.clear)

    def tearDown(self):
        result = self._outcome.result
        failed = any(test is self for test, _ in result.failures + result.errors)
        if failed and self.programs:
            self.programs[-1].complain(self.id().rpartition('.')[2])


def complaints(tree):
    """What a screen reader could not speak of: every object that takes the focus has a name and a role."""
    for node in tree:
        if not node.has('focusable') or passes_focus_on(node):
            continue
        where = ' in '.join(str(above) for above in ancestors(node) if above.name) or 'the window'
        if NAMELESS.search(node.name):
            yield f'{node} has no name, in {where}'
        if node.role in ('unknown', 'invalid', 'filler'):
            yield f'{node} has no role, in {where}'


def passes_focus_on(node):
    """What scrolls, or lists, gives the focus to what is in it; the rest is the toolkit's own.

    That is: the face of a drop-down, which has the focus from its button; the row around an expander's
    rows; what closes a toast, and the window of the shortcuts, in which nothing can be named."""
    below = list(node)[1:]
    if node.role == 'scroll pane':
        return True
    if node.role == 'list':
        return any(other.has('focusable') for other in below)
    if node.role == 'list item' and not node.name:
        return any(other.role == 'list item' for other in below)
    above = list(ancestors(node))
    if node.name == 'GtkListItemWidget':
        return any(other.role == 'push button' for other in above)
    return any(other.name in ('AdwToastWidget', 'GtkShortcutsWindow') for other in above)


def ancestors(node):
    while node.parent is not None:
        node = node.parent
        yield node


def main():
    if len(sys.argv) > 1 and os.access(sys.argv[1], os.X_OK):
        os.environ['HERALD'] = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if 'HERALD_UI_FOLDER' not in os.environ:
        sys.exit('Run it on a desktop of its own: tests/ui/run python3 ' + ' '.join(sys.argv))
    unittest.main()
