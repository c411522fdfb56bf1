# test_planted.py: what is planted in a machine is found in nothing that leaves it
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs herald-cli on a made-up machine, in namespaces of its own.

The user, the real name, the host, the home, the machine id, the git and SSH
identities, private and public addresses and hardware addresses are made up, so
each can be looked for in what `environment` prints, in a rendered report and in
what a vendor opens. HERALD_CLI is the program; HERALD_SOURCE_ROOT the source.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest

USER = "kimvdm"
NAME = "Kimberley Vandermeer"
HOST = "moorhen"
DOMAIN = "vandermeer-lab.net"
HOME = "/home/kimvdm"
MACHINE_ID = "00112233445566778899aabbccddeeff"
PRIVATE = "10.77.66.55"
PUBLIC = "203.0.113.77"
PUBLIC6 = "2001:db8:77:66::55"
MAC = "02:4b:1d:5a:7e:39"
INTERFACE = "moorhen0"
GIT_NAME = "Oystercatcher"
GIT_EMAIL = "oyster@catcher.example"
SSH_COMMENT = "dunlin@godwit"

# Whatever the case, and however addresses are written.
PLANTED = [
    USER, *NAME.split(), HOST, DOMAIN, HOME, MACHINE_ID, PRIVATE, PUBLIC, PUBLIC6, "db8:77", INTERFACE,
    MAC, MAC.replace(":", "-"), MAC.replace(":", ""), GIT_NAME, "oyster", "catcher.example", "dunlin", "godwit",
]

INSIDE = "HERALD_PLANTED_INSIDE"
SKIPPED = 77


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, capture_output=True, **options)


def cover(path, text, folder):
    """Puts a file of ours over one of the machine, in this mount namespace."""
    path = pathlib.Path(path)
    ours = folder / path.name
    ours.write_text(text)
    if path.exists():
        run("mount", "--bind", ours, path.resolve())


def make_network():
    """Gives the namespace addresses; says why it has no hardware address."""
    run("ip", "link", "set", "lo", "up")
    for kind in ("dummy", "veth", "bridge"):
        made = subprocess.run(["ip", "link", "add", INTERFACE, "type", kind], capture_output=True)
        if made.returncode == 0:
            run("ip", "link", "set", INTERFACE, "address", MAC, "up")
            break
    device = INTERFACE if made.returncode == 0 else "lo"
    for address in (f"{PRIVATE}/24", f"{PUBLIC}/24", f"{PUBLIC6}/64"):
        run("ip", "address", "add", address, "dev", device)
    return None if device == INTERFACE else "the kernel has no kind of interface whose address can be chosen"


def make_machine(folder):
    home = folder / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".gitconfig").write_text(f"[user]\n\tname = {GIT_NAME}\n\temail = {GIT_EMAIL}\n")
    (home / ".ssh/id_ed25519.pub").write_text(f"ssh-ed25519 AAAA {SSH_COMMENT}\n")

    covers = folder / "covers"
    covers.mkdir()
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "sysfs", "sysfs", "/sys")
    run("mount", "-t", "tmpfs", "tmpfs", "/home")
    os.mkdir(HOME)
    run("mount", "--bind", home, HOME)
    socket.sethostname(HOST)
    cover("/etc/passwd", f"{USER}:x:{os.getuid()}:0:{NAME},,,:{HOME}:/bin/sh\n", covers)
    cover("/etc/hostname", f"{HOST}\n", covers)
    cover("/etc/hosts", f"127.0.0.1 localhost\n127.0.1.1 {HOST}.{DOMAIN} {HOST}\n", covers)
    cover("/etc/machine-id", f"{MACHINE_ID}\n", covers)
    cover("/etc/os-release", f'NAME="Debian GNU/Linux"\nPRETTY_NAME="{NAME} on {HOST}"\nVERSION_ID="12 of {USER}"\n',
          covers)
    return make_network()


class Planted(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(dir=os.environ[INSIDE]))
        cls.no_hardware = make_machine(cls.folder)
        cls.environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "TZ": "Asia/Kolkata",
            "HOME": HOME,
            "USER": USER,
            "LOGNAME": USER,
            "EMAIL": GIT_EMAIL,
            "XDG_DATA_HOME": f"{HOME}/.local/share",
            "XDG_RUNTIME_DIR": str(cls.folder),
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                cls.environment[name] = os.environ[name]
        cls.root = pathlib.Path(os.environ["HERALD_SOURCE_ROOT"])

    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(dir=HOME))

    def herald(self, *arguments, status=0, text=None):
        done = subprocess.run([os.environ["HERALD_CLI"], *map(str, arguments)], input=text or "", text=True,
                              capture_output=True, cwd=self.work, env=self.environment, timeout=60)
        self.assertEqual(done.returncode, status, f"herald-cli {arguments}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def assert_clean(self, text, what):
        lower = text.lower()
        for word in PLANTED:
            self.assertNotIn(word.lower(), lower, f"in {what}")

    def make_report(self, anonymous):
        """A report with the sample's answers and all of the environment."""
        sample = self.root / "data/practice/sample"
        self.herald("new", "practice", *(["--anonymous"] if anonymous else []), "-o", "r.herald.json")
        for path in sorted(sample.glob("*.txt")):
            field = path.name.removesuffix(".txt")
            if not (anonymous and field.startswith(("contact.", "credit."))):
                self.herald("set", "r.herald.json", field, text=path.read_text())
        self.herald("environment", "r.herald.json", "--all")

        profile = json.loads(self.herald("vendor", "practice", "--json"))
        for diversion in profile["diversions"]:
            self.herald("divert", "r.herald.json", diversion["id"], "no")
        self.herald("attest", "r.herald.json", *(rule["id"] for rule in profile["prerequisites"] + profile["terms"]))

    def test_the_machine_is_planted(self):
        """Else the other tests prove nothing."""
        self.assertEqual(socket.gethostname(), HOST)
        self.assertIn(PUBLIC, pathlib.Path("/proc/net/fib_trie").read_text())
        self.assertIn(USER, pathlib.Path("/etc/passwd").read_text())
        if self.no_hardware:
            self.skipTest(self.no_hardware)
        self.assertEqual(pathlib.Path(f"/sys/class/net/{INTERFACE}/address").read_text().strip(), MAC)

    def test_environment_shows_nothing_planted(self):
        for options in ([], ["--json"], ["--anonymous"], ["--anonymous", "--json"]):
            shown = self.herald("environment", *options)
            self.assert_clean(shown, f"environment {options}")
            self.assertIn("public address: yes", shown)

    def test_items_are_an_allow_list(self):
        allowed = {"os", "os-version", "kernel", "architecture", "virtual", "network", "browser",
                   "browser-version", "tools", "clock"}
        items = json.loads(self.herald("environment", "--json"))
        for item in items:
            self.assertEqual(set(item), {"item", "label", "value", "field"})
            self.assertIn(item["item"], allowed)
            self.assertEqual(item["field"], f"env.{item['item']}")
        found = {item["item"]: item["value"] for item in items}
        self.assertIn("10.77.66.0/24", found["network"])
        self.assertIn("UTC+05:30", found["clock"])
        self.assertEqual(found["os"], "Debian GNU/Linux")
        self.assertNotIn("os-version", found)

    def test_anonymous_items_tell_less(self):
        found = {item["item"]: item["value"] for item in json.loads(self.herald("environment", "--anonymous", "--json"))}
        self.assertIn("10.0.0.0/8", found["network"])
        self.assertNotIn("UTC", found.get("clock", ""))

    def test_rendered_reports_hold_nothing_planted(self):
        for anonymous in (False, True):
            with self.subTest(anonymous=anonymous):
                self.work = pathlib.Path(tempfile.mkdtemp(dir=HOME))
                self.make_report(anonymous)
                for form in ("text", "markdown", "json"):
                    self.assert_clean(self.herald("render", "r.herald.json", "--as", form), form)
                self.assert_clean((self.work / "r.herald.json").read_text(), "the report's file")

    def test_sealed_reports_hold_nothing_planted(self):
        for form in ("eml", "bundle"):
            with self.subTest(form=form):
                self.work = pathlib.Path(tempfile.mkdtemp(dir=HOME))
                self.make_report(anonymous=True)
                self.herald("seal", "r.herald.json", "--as", form, "-o", "sealed")
                self.herald("open", "sealed", "--key", self.root / "data/practice/practice-secret.asc", "-o", "opened")
                self.assert_clean(self.herald("inspect", "sealed", "--json"), "what others can see")
                self.assert_clean((self.work / "sealed").read_bytes().decode("latin-1"), "the envelope")
                opened = [path for path in (self.work / "opened").rglob("*") if path.is_file()]
                self.assertGreaterEqual(len(opened), 3)
                for path in opened:
                    self.assert_clean(path.read_bytes().decode("latin-1"), path.name)

    def test_own_traces_stop_an_anonymous_report(self):
        self.make_report(anonymous=True)
        told = {
            "vuln.impact": (f"Ask {NAME}.", "real-name"),
            "vuln.attack-scenario": (f"Log in from {HOST.upper()}.{DOMAIN}, {PUBLIC} or {PUBLIC6}.", "host-name"),
            "vuln.poc": (f"{HOME}/poc.py of {USER}", "home-folder"),
            "product.configuration": (f"{SSH_COMMENT} {GIT_EMAIL} {GIT_NAME}", "ssh-identity"),
        }
        if not self.no_hardware:
            told["env.other"] = (f"ARP {MAC.upper()}", "hardware-address")
        for field, (text, _) in told.items():
            self.herald("set", "r.herald.json", field, text=text)
        (self.work / "note.log").write_bytes(f"one\r\ntwo {USER}\r\n".encode("utf-16"))
        self.herald("attach", "r.herald.json", "note.log")

        output = self.herald("review", "r.herald.json", "--json", status=1)
        findings = [finding for finding in json.loads(output) if finding["kind"] == "own-trace"]
        ids = [finding["id"] for finding in findings]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual({finding["severity"] for finding in findings}, {"stop"})
        for field, (_, kind) in told.items():
            self.assertTrue(any(i.startswith(f"own-trace:/answers/{field}:{kind}") for i in ids), (field, ids))
        self.assertIn("own-trace:/attachments/note.log:user-name", ids)
        self.assert_clean(output, "the review")

        self.herald("seal", "r.herald.json", "--as", "eml", "-o", "sealed", status=1)
        self.assertFalse((self.work / "sealed").exists())

    def test_a_substitution_resolves_a_trace(self):
        self.make_report(anonymous=True)
        self.herald("set", "r.herald.json", "vuln.poc", text=f"ssh {USER}, then run it.")
        self.assertIn("own-trace", self.herald("review", "r.herald.json", "--json", status=1))
        self.herald("substitute", "r.herald.json", text=f"{USER}\nUSER-1\n")
        self.assertNotIn("own-trace", self.herald("review", "r.herald.json", "--json"))
        self.assert_clean(self.herald("render", "r.herald.json"), "the text")

    def test_a_named_report_is_not_searched(self):
        self.make_report(anonymous=False)
        self.herald("set", "r.herald.json", "vuln.poc", text=f"Ask {NAME}.")
        self.assertNotIn("own-trace", self.herald("review", "r.herald.json", "--json"))


def enter():
    """Runs this file again in namespaces of its own, where that is allowed."""
    missing = [tool for tool in ("unshare", "mount", "ip") if shutil.which(tool) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        return SKIPPED

    spaces = ["unshare", "--mount", "--net", "--uts"]
    if os.getuid() != 0:
        spaces += ["--user", "--map-root-user"]
    tried = subprocess.run([*spaces, "sh", "-c", "mount --make-rprivate / && mount -t sysfs sysfs /sys"],
                           capture_output=True, text=True)
    if tried.returncode != 0:
        print(f"skipped: no namespaces here: {tried.stderr.strip()}")
        return SKIPPED

    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([*spaces, sys.executable, __file__, *sys.argv[1:]],
                              env={**os.environ, INSIDE: folder}).returncode


if __name__ == "__main__":
    if INSIDE in os.environ:
        unittest.main()
    sys.exit(enter())
