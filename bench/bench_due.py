"""How long deadlines take: `python -m bench.bench_due`. Prints figures and ratios, tests nothing.

A million Missouri response deadlines in one process, both dates each, against the same count done
with numpy.busday_offset (one date, one call a day; and one call for all days) and with a plain
loop over days (one date). The starts are the days of 2025 to 2027, again and again: a start asked
about before is answered from memory, so the first asking is measured as well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.run import Line, shown
from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.course import Course, Pause
from records_app.law.deadlines import deadline, deadlines
from records_app.law.explanations import explain

MILLION = 1_000_000
STARTS = [date(2025, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
ALL_STARTS = list(islice(cycle(STARTS), MILLION))
NEW_STARTS = [date(2010, 1, 1) + timedelta(days=n) for n in range(60_000)]
CLOSED = AgencyDays(
    closed=tuple((date(2025, 1, 1) + timedelta(days=30 * n), "") for n in range(24))
)
HOLIDAYS = frozenset(calendar_of("us-mo", "state").holidays)
NUMPY_CALENDAR = np.busdaycalendar(holidays=sorted(HOLIDAYS))


def naive(start: date) -> date:
    """The third open day after a start, day by day."""
    day, left = start, 3
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def with_numpy(start: date) -> date:
    """The same by numpy: the third business day after the start, which may be a holiday."""
    found = np.busday_offset(start, 3, roll="backward", busdaycal=NUMPY_CALENDAR)
    day: date = found.astype(date)
    return day


def all_with_numpy() -> list[date]:
    """The same in one call for all starts, handed over and taken back as dates."""
    starts = np.array(ALL_STARTS, dtype="datetime64[D]")
    found = np.busday_offset(starts, 3, roll="backward", busdaycal=NUMPY_CALENDAR)
    days: list[date] = found.tolist()
    return days


def response(start: date) -> object:
    """What is measured: both dates of a Missouri response."""
    return deadline("us-mo", "response", start)


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The median time of some runs."""
    times = []
    for _ in range(runs):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return median(times)


def each(function: Callable[[date], object]) -> Callable[[], None]:
    """The function called a million times."""

    def work() -> None:
        for start in ALL_STARTS:
            function(start)

    return work


def microseconds(function: Callable[[date], object], starts: list[date], runs: int = 5) -> float:
    """The median over runs of the mean time of one call."""

    def work() -> None:
        for start in starts:
            function(start)

    return seconds(work, runs) / len(starts) * 1e6


def measure() -> Iterator[Line]:
    if any(naive(start) != with_numpy(start) for start in STARTS):
        sys.exit("the plain loop and numpy disagree: nothing to compare")
    response(STARTS[0])
    parts = [NEW_STARTS[n : n + 10_000] for n in range(0, len(NEW_STARTS), 10_000)]
    cold = median(microseconds(response, part, runs=1) for part in parts)
    yield Line("one Missouri deadline, its start not asked about before", f"{cold:.2f} µs", "5 µs")
    single = seconds(each(response))
    yield Line("1,000,000 of them, one call each, both dates", shown(single), "5 s")
    batch = seconds(lambda: deadlines("us-mo", "response", ALL_STARTS))
    yield Line("1,000,000 of them, one call for all, both dates", shown(batch))
    rivals = [
        ("a plain loop", seconds(each(naive), 1), single),
        ("numpy.busday_offset, one call each", seconds(each(with_numpy), 1), single),
        ("numpy.busday_offset, one call for all", seconds(all_with_numpy), batch),
    ]
    for name, took, ours in rivals:
        yield Line(f"1,000,000 by {name}, one date", shown(took))
        yield Line("  that is, times ours", f"{took / ours:.1f} x")
    others: list[tuple[str, Callable[[date], object]]] = [
        ("with 24 closures", lambda day: deadline("us-mo", "response", day, agency=CLOSED)),
        ("with a pause", lambda day: deadline("us-mo", "response", day, course=paused(day))),
        ("response with its steps", lambda day: explain("us-mo", "response", day)),
        ("federal appeal with its steps", lambda day: explain("us-fed", "appeal", day)),
        ("suit with its steps", lambda day: explain("us-mo", "suit", day)),
    ]
    for name, function in others:
        yield Line(f"one call, {name}", f"{microseconds(function, STARTS[:300]):.1f} µs")


def paused(start: date) -> Course:
    """A course with one pause of three days."""
    return Course(pauses=(Pause(start + timedelta(days=2), start + timedelta(days=4)),))


def main() -> None:
    for line in measure():
        goal = f"  (goal: {line.goal})" if line.goal else ""
        print(f"{line.what:<58}{line.value:>14}{goal}", flush=True)


if __name__ == "__main__":
    main()
