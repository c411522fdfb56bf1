# tour.py: a walk through all pages of the window, with a picture of each
#
# SPDX-License-Identifier: GPL-3.0-or-later

import gettext
import os
import re
import subprocess
import sys

import herald_ui
import person
import server


WHOLE = (1100, 800)


class Tour:
    """One walk, in one look. Nothing is found by its English name but through the catalogue."""

    def __init__(self, folder, size, env):
        self.folder, self.size = folder, size
        self.folder.mkdir(parents=True, exist_ok=True)
        self.hand = person.Person()
        self.hand.make_home()
        self.hand.set_up_desktop()
        self.report = self.hand.make_report()
        self.server = server.Server(self.hand.folder / 'drop')
        self.hand.cli('confirm', 'practice', '--endpoint', self.server.endpoint, '--ca', self.server.certificate)
        self.env = env
        self.catalogue = gettext.translation('herald', env.get('TEXTDOMAINDIR'), [env.get('LANGUAGE', 'en')], fallback=True)
        self.program = None
        self.count = 0

    def say(self, text):
        """A text as it is on the screen, as a regular expression."""
        return '^' + re.escape(self.catalogue.gettext(text).replace('_', ''))

    def resize(self):
        width, height = self.size
        done = subprocess.run(['xdotool', 'getactivewindow', 'windowsize', '--sync', str(width), str(height),
                               'getwindowgeometry', '--shell'], capture_output=True, text=True, check=False,
                              timeout=herald_ui.PATIENCE)
        found = dict(line.split('=') for line in done.stdout.splitlines() if '=' in line)
        if (int(found.get('WIDTH', 0)), int(found.get('HEIGHT', 0))) != self.size:
            print(f'{self.folder.name}: the window is {found.get("WIDTH")}x{found.get("HEIGHT")}', file=sys.stderr)

    def rest(self):
        """Waits until nothing moves: two trees in a row are the same."""
        trees = []

        def same():
            trees.append(self.program.tree().dump())
            return trees[-3:] == [trees[-1]] * 3

        self.program.wait(same, 'a window that rests')

    def picture(self, name, whole=False):
        """Takes what is in the window, or all of the screen for a window beside it."""
        self.rest()
        self.count += 1
        path = self.folder / f'{self.count:02}-{name}.png'
        width, height = WHOLE if whole else self.size
        herald_ui.run('import', '-silent', '-window', 'root', '-crop', f'{width}x{height}+0+0', '+repage', path)
        for complaint in herald_ui.complaints(self.program.tree()):
            print(f'{self.folder.name}/{path.name}: {complaint[:200]}', file=sys.stderr)

    def dialog(self, name, *keys):
        """A window of its own, which Escape closes."""
        windows = len(self.program.tree().root.children)
        self.program.press(*keys)
        self.program.wait(lambda: len(self.program.tree().root.children) > windows, f'the window {name}')
        self.picture(name, whole=True)
        self.program.press('Escape')
        self.program.wait(lambda: len(self.program.tree().root.children) == windows, f'the end of {name}')

    def step(self):
        """(number, how many there are) of the step that is shown, in any language."""
        for node in self.program.look_all('label'):
            found = re.fullmatch(r'\D*(\d+)\D+(\d+)\D*', node.name)
            if found and int(found[2]) > 9 and node.parent.children[-1] is node:
                return int(found[1]), int(found[2])
        return None

    def walk(self):
        self.program = self.hand.start(env=self.env)
        self.resize()
        self.picture('keeping')
        self.program.press('Down')
        self.program.find('password text')
        for entry in self.program.look_all('password text'):
            entry.set_text(person.PASSPHRASE)
        self.picture('passphrase')
        self.program.push(self.say('_Use This Passphrase'))
        self.program.find('push button', self.say('_Write a Report'))
        self.picture('empty')
        self.program.press('ctrl+n')
        self.program.wait(lambda: (focused := self.program.focused()) and focused.role in ('entry', 'list item'), 'the vendors')
        self.picture('vendors')

        subprocess.run([os.environ['HERALD'], self.report], env={**self.hand.env, **self.env}, check=True,
                       timeout=herald_ui.PATIENCE)
        self.program.wait(self.step, 'the report')
        for number in range(1, self.step()[1] + 1):
            self.picture(f'step-{number:02}')
            if self.program.look('push button', self.say('_Seal…')) is not None:
                self.seal()
            if self.program.look('push button', self.say('Open in Your _Mail Program…')) is not None:
                self.deliver()
            if number < self.step()[1]:
                self.program.press('ctrl+Page_Down')
                self.program.wait(lambda n=number: (self.step() or (0, 0))[0] == n + 1, f'step {number + 1}')
        self.dialog('entry', 'alt+a')
        self.dialog('preferences', 'ctrl+comma')
        self.dialog('shortcuts', 'ctrl+question')
        self.dialog('history', 'ctrl+h')
        back = self.say('Back to the Reports')
        if self.program.look('push button', back) is None:
            # A narrow window shows the list of steps, with the way back, or a step.
            self.program.click('push button', self.say('Steps'))
        self.program.click('push button', back)
        self.program.find('push button', self.say('New Report'))
        self.picture('reports')
        self.program.press('ctrl+l')
        self.program.find('password text')
        self.picture('locked')

    def seal(self):
        path = self.hand.work / 'report.eml'
        self.program.push(self.say('_Seal…'))
        self.hand.save_as(self.program, path, label='')
        self.program.wait(path.exists, 'the envelope')
        self.program.find('push button', self.say('See It as the _Vendor Does…'))
        self.picture('sealed')

    def deliver(self):
        send = self.say('Send to %s').replace('%s', r'127\.0\.0\.1')
        way = self.say('Direct')
        self.program.go('list item', way + r'\. ')
        self.program.press('Return')
        self.program.find('check box', way, states=('checked',))
        self.picture('way')
        self.program.go(('toggle button', 'check box', 'switch'), self.say('Follow-Up Secret'))
        self.program.press('space')
        self.program.go(herald_ui.ENTRIES, self.say('I have saved it. Its _last group is:'))
        self.picture('secret')
        self.program.go(('toggle button', 'check box', 'switch'), self.say('Follow-Up Secret'), key='shift+Tab')
        self.program.press('space')
        self.program.push(send)
        self.program.wait(self.server.stored, 'a report that was stored')
        self.program.find('label', self.say('Accepted'))
        self.picture('delivered')

    def end(self):
        self.server.close()
        self.hand.clear()


def take(folder, size, env):
    """Makes all pictures of one look in a folder; a page that cannot be reached ends the walk."""
    tour = Tour(folder, size, env)
    try:
        tour.walk()
    except Exception:
        if tour.program is not None:
            tour.program.complain(f'tour-{folder.name}')
        raise
    finally:
        tour.end()
    print(f'{folder.name}: {tour.count} pictures', flush=True)
