#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The promise clock against another calendar: Python's.

10,000 cases that nobody chose: units, weekends, zones, dates and instants around
weekends, the ends of years, leap days and the days on which clocks are changed.
HERALD_TEST_SEED repeats a run.

Usage: test_promise_dates.py CLOCK-DRIVER
"""

import datetime
import os
import random
import subprocess
import sys
import unittest
import zoneinfo

DRIVER = sys.argv.pop(1)
SEED = int(os.environ.get("HERALD_TEST_SEED", random.SystemRandom().randrange(2**32)))
N_CASES = 10000

DAY = datetime.timedelta(days=1)
UTC = datetime.timezone.utc
ZONES = ["", "", "UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata",
         "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Tehran",
         "No/Such_Zone"]
WEEKENDS = [{5, 6}, {5, 6}, {5, 6}, {4, 5}, {6}, {3, 4}, set(), {0, 1, 2, 3, 4, 5}]
UNITS = ["none", "hour", "day", "business-day", "business-day"]


def pick_date(rng):
    """A date, often one near which calendars go wrong."""
    year = rng.choice([1999, 2000, 2023, 2024, 2026, 2027, 2028, 2099, 2100, rng.randrange(1970, 2200)])
    month, day = rng.choice([(12, 28), (2, 26), (3, 8), (3, 26), (10, 24), (11, 1), (1, 1),
                             (rng.randrange(1, 13), rng.randrange(1, 29))])
    return datetime.date(year, month, day) + rng.randrange(-3, 8) * DAY


def pick_point(rng, day):
    """The date itself, or an instant on it."""
    if rng.random() < 0.5:
        return day
    time = datetime.time(rng.choice([0, 1, 2, 9, 12, 22, 23]), rng.randrange(60), rng.randrange(60))
    return datetime.datetime.combine(day, time, UTC)


def is_instant(point):
    return isinstance(point, datetime.datetime)


def pick_case(rng):
    start = pick_date(rng)
    near = lambda: start + rng.randrange(-5, 60) * DAY
    return {
        "unit": rng.choice(UNITS),
        "count": rng.choice([1, 2, 3, 5, 7, 10, 24, 30, 45, 72, 90, rng.randrange(1, 3651)]),
        "condition": rng.random() < 0.3,
        "weekend": rng.choice(WEEKENDS),
        "zone": rng.choice(ZONES),
        "start": pick_point(rng, start) if rng.random() < 0.95 else None,
        "proven": rng.random() < 0.7,
        "contact": rng.random() < 0.5,
        "kept": near() if rng.random() < 0.2 else None,
        "ended": near() if rng.random() < 0.1 else None,
        "now": pick_point(rng, near()),
    }


def to_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_instant(value):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, set):
        return str(sum(2 ** (day + 1) for day in value))
    return str(value)


def there(case, point):
    """The vendor's date at an instant, and whether that is sure."""
    try:
        zone = zoneinfo.ZoneInfo(case["zone"])
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        return point.date(), False
    return point.astimezone(zone).date(), True


def due(case):
    """By when it is due, and whether that is an estimate, counted by lists of days."""
    start, count = case["start"], case["count"]
    if case["unit"] == "hour":
        if is_instant(start):
            day, sure = there(case, start + datetime.timedelta(hours=count))
            return day, not sure
        last_minute = datetime.datetime.combine(start, datetime.time(23, 59))
        return (last_minute + datetime.timedelta(hours=count)).date(), True

    day, sure = there(case, start) if is_instant(start) else (start, True)
    if case["unit"] == "day":
        return day + count * DAY, not sure

    first = next(day + n * DAY for n in range(7) if (day + n * DAY).weekday() not in case["weekend"])
    whole_weeks, rest = divmod(count, 7 - len(case["weekend"]))
    end = first + whole_weeks * 7 * DAY
    following = [end + n * DAY for n in range(1, 8)]
    return ([end] + [d for d in following if d.weekday() not in case["weekend"]])[rest], True


def expected(case):
    owed = case["kept"] is not None or not case["condition"] or case["contact"]
    when, estimate, days = None, False, 0

    if case["unit"] != "none" and case["start"] is not None and owed:
        when, estimate = due(case)
        estimate = estimate or not case["proven"]
        now = there(case, case["now"])[0] if is_instant(case["now"]) else case["now"]
        days = (when - (case["kept"] or case["ended"] or now)).days

    if case["kept"] is not None:
        state = "kept"
    elif case["unit"] == "none":
        state = "untimed"
    elif not owed:
        state = "not-owed"
    elif case["ended"] is not None:
        state = "ended"
    elif when is None:
        state = "waiting"
    else:
        state = "running" if days > 0 else "overdue" if days < 0 else "due-today"

    return f"{state}\t{to_text(when)}\t{days}\t{to_text(estimate)}"


class PromiseDates(unittest.TestCase):
    def test_agrees_with_another_calendar(self):
        rng = random.Random(SEED)
        cases = [pick_case(rng) for _ in range(N_CASES)]
        lines = ["\t".join(to_text(value) for value in case.values()) for case in cases]
        said = subprocess.run([DRIVER], input="\n".join(lines) + "\n", capture_output=True,
                              text=True, check=True, timeout=300).stdout.splitlines()

        self.assertEqual(len(said), N_CASES)
        for case, line, answer in zip(cases, lines, said):
            self.assertEqual(answer, expected(case), f"seed {SEED}: {line!r}")

        # Each way of counting and each answer has had its turn.
        states = {answer.split("\t")[0] for answer in said}
        self.assertEqual(states, {"untimed", "not-owed", "waiting", "running", "due-today",
                                  "overdue", "kept", "ended"}, f"seed {SEED}")


if __name__ == "__main__":
    print(f"HERALD_TEST_SEED={SEED}", flush=True)
    unittest.main()
