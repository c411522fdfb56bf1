# test_window.py: the window as a whole: it starts once, names everything, and leaves nothing behind
#
# SPDX-License-Identifier: GPL-3.0-or-later

import subprocess

import herald_ui


class Window(herald_ui.Case):
    def test_starts_and_quits(self):
        program = self.start()
        program.find('frame', '^Herald$')
        program.quit()

    def test_says_its_version_without_a_display(self):
        env = {name: value for name, value in self.env.items() if name != 'DISPLAY'}
        done = subprocess.run([herald_ui.os.environ['HERALD'], '--version'], env=env, capture_output=True, check=True)
        self.assertRegex(done.stdout.decode(), r'^herald \d+\.\d+\.\d+\n$')
        self.assertEqual(done.stderr, b'')

    def test_second_one_shows_the_first(self):
        program = self.start()
        second = subprocess.run([herald_ui.os.environ['HERALD']], env=self.env, capture_output=True, check=False,
                                timeout=herald_ui.PATIENCE)
        self.assertEqual((second.returncode, second.stdout, second.stderr), (0, b'', b''))
        self.assertEqual(len(program.look_all('frame')), 1)
        program.quit()

    def test_names_whatever_takes_the_focus(self):
        program = self.start()
        self.assertEqual(list(herald_ui.complaints(program.tree())), [])
        program.quit()


if __name__ == '__main__':
    herald_ui.main()
