# drive.py: uses the installed Flatpak: seals in its sandbox, opens its window, ends it
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Usage: tests/ui/run python3 tests/flatpak/drive.py ID FOLDER-OF-THE-INSTALLATION PICTURE

import os
import subprocess
import sys
import time
import unittest

try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi
except (ImportError, ValueError) as missing:
    # The Python that builds is not always the one that the system's modules are for.
    if sys.executable != '/usr/bin/python3' and os.access('/usr/bin/python3', os.X_OK):
        os.execv('/usr/bin/python3', ['/usr/bin/python3', '-B', *sys.argv])
    print(missing)
    sys.exit(77)

PATIENCE = 120
ID, INSTALLATION, PICTURE = sys.argv[1:4]
ENV = {**os.environ, 'FLATPAK_USER_DIR': INSTALLATION,
       # Whether a child may start it, is asked on the bus of the system.
       'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SESSION_BUS_ADDRESS']}
RUN = ['flatpak', 'run', '--user', '--env=GSK_RENDERER=cairo']

# The whole way of a report, with what the sandbox holds and nothing else.
SEAL = '''
set -e
cd "$(mktemp -d)"
herald-cli new practice -o r.herald.json
for answer in product.name=Pump product.version=1 target.kind=firmware vuln.title=Door vuln.description=Open vuln.impact=Harm; do
  echo "${answer#*=}" | herald-cli set r.herald.json "${answer%%=*}"
done
herald-cli divert r.herald.json harm no
herald-cli divert r.herald.json complaint no
herald-cli attest r.herald.json no-patients careful laws no-payment may-share >/dev/null
herald-cli seal r.herald.json --as eml -o r.eml
herald-cli inspect r.eml
'''
# What must be out of reach: the home of whoever runs it.
LOOK_OUT = '''
set -e
ls -d /run/user/*/gnupg "$HOME/.gnupg" "$OUTSIDE" 2>/dev/null || true
'''
# The programs that know a library for the network.
LOOK_IN = 'cd /app && grep -rl libsoup-3 bin libexec'


def flatpak(*argv, **more):
    return subprocess.run(['flatpak', *argv], env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False, timeout=PATIENCE, **more)


def inside(script, *options):
    return subprocess.run([*RUN, *options, '--command=sh', ID, '-c', script], env=ENV, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=PATIENCE)


def below(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child
            yield from below(child)


def window():
    """The program's window on the accessibility bus, or None."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(i)
        if program is not None and program.get_name() in (ID, 'herald', 'Herald') and program.get_child_count():
            return program.get_child_at_index(0)
    return None


def wait(condition, what):
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f'{what} does not come')
        time.sleep(0.2)  # there is no event of another program's death or birth to wait for
    return found


class Installed(unittest.TestCase):
    def test_asks_for_no_more_than_a_window(self):
        context = flatpak('info', '--user', '--show-permissions', ID).stdout
        allowed = {'shared=ipc;network;', 'sockets=fallback-x11;wayland;x11;', 'devices=dri;'}
        given = (line.split('=') for line in context.split('\n') if '=' in line)
        self.assertEqual({f'{what}={";".join(sorted(which.split(";")[:-1]))};' for what, which in given}, allowed)

    def test_leaves_the_network_to_one_program(self):
        self.assertEqual(inside(LOOK_IN).stdout.split(), ['libexec/herald-drop'])

    def test_sees_no_home(self):
        outside = os.path.join(os.environ['HOME'], 'outside')
        os.makedirs(os.path.join(os.environ['HOME'], '.gnupg'), exist_ok=True)
        with open(outside, 'w', encoding='utf-8') as file:
            file.write('not for the sandbox')
        seen = inside(LOOK_OUT, f'--env=OUTSIDE={outside}')
        self.assertEqual(seen.stdout.split(), [])

    def test_seals_in_the_sandbox(self):
        sealed = inside(SEAL)
        self.assertEqual(sealed.returncode, 0, sealed.stdout)
        self.assertIn('Subject: [...]', sealed.stdout)

    def test_brings_what_the_desktop_looks_for(self):
        exported = os.path.join(INSTALLATION, 'exports/share')
        for name in (f'applications/{ID}.desktop', f'dbus-1/services/{ID}.service', f'mime/packages/{ID}.xml',
                     f'icons/hicolor/scalable/apps/{ID}.svg', f'icons/hicolor/symbolic/apps/{ID}-symbolic.svg'):
            self.assertTrue(os.path.exists(os.path.join(exported, name)), name)

    def test_opens_its_window_and_leaves_nothing_running(self):
        program = subprocess.Popen([*RUN, ID], env=ENV, stdin=subprocess.DEVNULL)
        self.addCleanup(program.kill)
        shown = wait(window, 'The window')
        self.assertTrue([n for n in below(shown) if n.get_role_name() in ('push button', 'button') and n.get_name()])
        subprocess.run(['import', '-window', 'root', PICTURE], check=True, timeout=PATIENCE)
        subprocess.run(['xdotool', 'key', 'ctrl+q'], check=True, timeout=PATIENCE)
        self.assertEqual(program.wait(PATIENCE), 0)
        wait(lambda: ID not in flatpak('ps', '--columns=application').stdout, 'The end of the sandbox')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
