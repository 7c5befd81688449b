"""How long a deadline takes: `python -m bench.bench_due`. Prints medians, tests nothing.

`deadline` counts on two calendars and returns both dates. It is compared with a plain loop over
days for one calendar and one date, and with numpy.busday_offset asked for one date at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.deadlines import deadline
from records_app.law.explanations import explain

STARTS = [date(2025, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
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


def microseconds(function: Callable[[date], object], rounds: int) -> float:
    """The median over rounds of the mean time of one call, over all the starts."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        for start in STARTS:
            function(start)
        times.append((perf_counter() - begun) / len(STARTS) * 1e6)
    return median(times)


def main() -> None:
    if any(naive(start) != with_numpy(start) for start in STARTS):
        sys.exit("the plain loop and numpy disagree: nothing to compare")
    ours = microseconds(lambda start: deadline("us-mo", "response", start), 51)
    rows = [
        ("deadline, no closures", ours),
        (
            "deadline, 24 closures",
            microseconds(lambda start: deadline("us-mo", "response", start, agency=CLOSED), 21),
        ),
        ("explain", microseconds(lambda start: explain("us-mo", "response", start), 11)),
        ("plain loop, one date", microseconds(naive, 21)),
        ("numpy.busday_offset, one date", microseconds(with_numpy, 21)),
    ]
    print(f"median of {len(STARTS)} start days, microseconds a call")
    for name, time in rows:
        print(f"  {name:<32}{time:8.2f}   {time / ours:6.2f} x deadline")
    print(f"  goal for deadline: at most 5; {'met' if ours <= 5 else 'missed'}")


if __name__ == "__main__":
    main()
