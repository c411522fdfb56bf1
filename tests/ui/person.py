# person.py: what a person does in the window, by keys alone
#
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import re

import herald_ui

PASSPHRASE = 'correct horse battery'
BUTTONS = ('push button', 'toggle button')

# How the toolkit names the page of a step, which has no name of its own.
STEP = re.compile('^Herald[A-Za-z]+Step$')
# The next step, and the one before.
FORWARD, BACK = 'alt+Right', 'alt+Left'


def today():
    return datetime.datetime.now(datetime.timezone.utc).date().isoformat()


class Person(herald_ui.Case):
    """Every method takes a running program."""

    # The start

    def keep_with_passphrase(self, program):
        program.go('list item', '^Keyring')
        program.step('Down')
        program.enter('^Passphrase', PASSPHRASE)
        program.enter('Same Again', PASSPHRASE)
        program.push('Use This Passphrase')
        self.at_reports(program)

    def keep_in_memory(self, program):
        program.go('list item', '^Keyring')
        program.step('End')
        program.push('Keep in Memory Only')
        self.at_reports(program)

    def at_reports(self, program):
        program.find('label', '^Reports$')

    def unlock(self, program):
        program.find('push button', '^Unlock$')
        program.enter('^Passphrase', PASSPHRASE)
        program.press('Return')
        self.at_reports(program)

    def rehearse(self, program):
        program.push('^Rehearse')
        program.find('label', '^Step 1 of')

    def begin_for(self, program, vendor, anonymous=False):
        """Begins a report for one of the vendors."""
        program.press('ctrl+n')
        program.find('label', '^New Report$')
        program.enter('^Search vendors', vendor)
        program.press('Return')
        program.find('label', f'^{vendor}$')
        program.wait(lambda: (focused := program.focused()) and focused.role != 'entry', 'what there is to write')
        if anonymous:
            program.go('list item', '^Write Anonymously')
            program.press('Return')
            program.find('check box', '^Write Anonymously', states=('checked',))
        program.push('^Write Report')
        program.find('label', '^Step 1 of')
        self.settle(program)

    # The composer

    def step_title(self, program):
        """The title of the step that is shown, or None outside the composer."""
        number = program.look('label', r'^Step \d+ of \d+$')
        return number and number.parent.children[0].name

    def settle(self, program):
        """Waits until the focus rests in the step that is shown: it is put there once the page is laid out."""
        looks = []

        def rests():
            focused = next((node for node in program.tree() if node.has('focused')), None)
            inside = focused and any(STEP.search(above.name) for above in herald_ui.ancestors(focused))
            looks.append(focused.path if inside else None)
            return looks[-1] is not None and looks[-3:] == [looks[-1]] * 3

        program.wait(rests, 'the focus in the step that is shown')

    def go_to_step(self, program, title, key=FORWARD, most=25):
        """Goes from step to step until there, with the keyboard."""
        for _ in range(most):
            now = self.step_title(program)
            if now == title:
                return
            program.press(key)
            program.wait(lambda now=now: self.step_title(program) not in (now, None), f'the step after “{now}”')
            self.settle(program)
        raise AssertionError(f'No step “{title}”')

    def tick(self, program, name):
        """Ticks a box, or one of several."""
        program.go('check box', name)
        program.press('space')
        program.wait(lambda: program.look('check box', name, states=('checked',)), f'a tick at “{name}”')

    def choose(self, program, field, choice):
        """Takes one of a list."""
        button = program.go('push button', f'^{field}: ')
        program.press('space')
        program.wait(lambda: program.focused() is not None and program.focused().path != button.path, f'the list of {field}')
        for _ in range(40):
            if re.search(choice, ' '.join(node.name for node in program.focused(deep=True))):
                break
            program.step('Down')
        program.press('Return')
        program.wait(lambda: re.search(choice, program.focused().name), f'{choice} for {field}')

    def answer_no_to_all(self, program):
        """Answers every question of “Before You Start” with no, and agrees to every rule."""
        self.go_to_step(program, 'Before You Start')
        questions = len(program.look_all('check box', '^No'))
        for _ in range(questions):
            program.go('check box', '^No')
            program.press('space')
            program.step()
        program.wait(lambda: len(program.look_all('check box', '^No', states=('checked',))) == questions, 'every no')
        for box in program.look_all('check box'):
            if not re.match('(No|Yes)', box.name):
                self.tick(program, f'^{re.escape(box.name)}$')

    def answer_what_is_required(self, program):
        """The least that the practice vendor wants."""
        self.answer_no_to_all(program)
        self.go_to_step(program, 'Product')
        program.enter('^Product name', 'Rehearsal Pump 3')
        program.enter('^Product version', '3.2.1')
        self.go_to_step(program, 'Target')
        self.choose(program, 'What was tested', 'Software')
        self.go_to_step(program, 'Vulnerability')
        program.enter('^Title', 'The maintenance port asks for no password')
        program.enter('^Technical description', 'Whoever connects to port 4711 can change the dose limit.')

    # Sealing

    def preview(self, program):
        """What the vendor will read, on the review's page, which shows it alone where it is narrow."""
        switches = (*BUTTONS, 'check box', 'radio button')
        text = ('text', '^What the vendor will read')
        program.wait(lambda: program.look(*text) or program.look(switches, '^Preview$'), 'the preview')
        if program.look(*text) is None:
            program.push('^Preview$', role=switches)
        return program.find(*text)

    def name_file(self, program, path, label='Name:'):
        """Names a file in the dialog for saving."""
        name = program.wait(lambda: (focused := program.focused()) and focused.role == 'text' and
                            focused.name.startswith(label) and focused, 'the dialog for saving')
        program.press('ctrl+a')
        program.type(str(path))
        program.wait(lambda: name.text() == str(path), 'the name of the file')

    def save_as(self, program, path, **more):
        self.name_file(program, path, **more)
        program.press('Return')

    def ask_to_seal(self, program, form):
        """Asks for an envelope in a form, as the list on the page calls it."""
        self.go_to_step(program, 'Seal')
        program.go('list item', f'^{form}')
        program.press('Return')
        program.wait(lambda: program.look('check box', f'^{form}', states=('checked',)), f'the form {form}')
        program.push('^Seal…')

    def seal(self, program, form, path):
        self.ask_to_seal(program, form)
        self.save_as(program, path)
