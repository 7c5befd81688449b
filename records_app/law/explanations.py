"""Why a deadline is on its day: every day counted or skipped, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import is_weekend
from records_app.law.day_words import clock_time, short_day
from records_app.law.deadlines import Deadline, after_hours, counting_of, days_of, deadline
from records_app.law.readings import Reading, readings_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way. `counts` is True on the days counted towards `due`.

    `why` is a whole sentence with the day in it; `label` a few words for the day strip.
    """

    on: date
    counts: bool
    why: str
    label: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline with its reasons. `doubts` says why `safe` is later than `due`, if it is."""

    deadline: Deadline
    citation: str
    rule: str
    calendar: str
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    doubts: tuple[str, ...]


def explain(
    law_code: str,
    clock: str,
    start: date,
    *,
    at: time | None = None,
    agency: AgencyDays = STANDARD_DAYS,
) -> Explanation:
    """The deadline that `deadline` gives for the same input, explained. Same errors."""
    found = deadline(law_code, clock, start, at=at, agency=agency)
    rule = counting_of(law_code, clock).rule
    days = _Days(found, at, agency)
    return Explanation(
        deadline=found,
        citation=rule.citation,
        rule=rule.rule,
        calendar=days.calendar_words(),
        steps=tuple(days.steps()),
        readings=readings_of(found, at, agency),
        doubts=tuple(days.doubts()),
    )


class _Days:
    """The days of one deadline, each seen on both calendars and with the agency's own days."""

    def __init__(self, found: Deadline, at: time | None, agency: AgencyDays) -> None:
        counting = counting_of(found.law, found.clock)
        self.found, self.at, self.agency = found, at, agency
        self.earliest, self.latest = counting.earliest, counting.latest
        self.length = counting.length
        self.closed, self.opened = dict(agency.closed), dict(agency.open)
        span = (found.safe - found.start).days
        self.all = [found.start + _DAY * n for n in range(span + 1)]

    def counts(self, day: date) -> bool:
        """Whether the day is open in the earliest reading."""
        return self.earliest.is_open(day, opened=self.opened.keys())

    def surely_counts(self, day: date) -> bool:
        """Whether the day is open in every reading."""
        return self.latest.is_open(day, self.closed.keys())

    def steps(self) -> Iterator[Step]:
        yield Step(self.found.start, False, self._start_why(), "received")
        number = 0
        for day in self.all[1:]:
            if day <= self.found.due and self.counts(day):
                number += 1
                yield self._counted(day, number)
            elif self.surely_counts(day):
                yield self._waited(day)
            else:
                why = f"{short_day(day)}: not counted, {self._reason(day)}"
                yield Step(day, False, why, self._label(day))

    def doubts(self) -> Iterator[str]:
        """The doubts that move `safe`, each a clause."""
        if self.found.due == self.found.safe:
            return
        received_on = self._later_receipt()
        if received_on is not None:
            yield (
                f"the request came in {self._odd_moment()}, and the law does not say whether it "
                f"counts as received then or on {short_day(received_on)}"
            )
        for day in self.all[1:]:
            if self.counts(day) and not self.surely_counts(day):
                reason = self._closed_reason(day)
                yield f"on {short_day(day)} {reason}, and the law does not say if that day counts"

    def calendar_words(self) -> str:
        """Which calendars were used, in words."""
        state = self.latest.rule
        years = sorted({day.year for day in (self.found.start, self.found.safe)})
        published = all(year in state.published_years for year in years)
        named = " and ".join(str(year) for year in years)
        expected = any(year > max(state.published_years, default=0) for year in years)
        how = "published" if published else "expected, not published" if expected else "by rule"
        own = [
            words
            for words, days in (("closures", self.closed), ("openings", self.opened))
            if any(day in days and not is_weekend(day) for day in self.all)
        ]
        agency = f"; this agency's {' and '.join(own)}" if own else ""
        return f"{self.earliest.rule.title}; {state.title} for {named} ({how}){agency}"

    def _start_why(self) -> str:
        begun = f"{short_day(self.found.start)}: received"
        later = self._later_receipt()
        if later is None:
            return f"{begun}, not counted, counting starts on the next business day"
        return f"{begun} {self._odd_moment()}, may count as received only on {short_day(later)}"

    def _later_receipt(self) -> date | None:
        """The day of receipt in the latest reading, when that is not the start."""
        start = self.found.start
        if self.surely_counts(start) and not after_hours(self.at, self.agency):
            return None
        return self.latest.count(start, 1, days_of(self.agency.closed))

    def _odd_moment(self) -> str:
        start = self.found.start
        if is_weekend(start):
            return "on a Saturday" if start.weekday() == 5 else "on a Sunday"
        if not self.surely_counts(start):
            return f"on a day when {self._closed_reason(start)}"
        at = clock_time(self.at) if self.at is not None else ""
        return f"at {at}, after the office closed at {clock_time(self.agency.closes_at)}"

    def _counted(self, day: date, number: int) -> Step:
        last = number == self.length
        why = f"{short_day(day)}: day {number}"
        label = f"day {number}"
        if last:
            why += ", an answer is due by the end of this day"
            label += " · due"
        if not self.surely_counts(day):
            why += f", unless the day does not count: {self._closed_reason(day)}"
            label += "" if last else ", or closed"
        return Step(day, True, why, label)

    def _waited(self, day: date) -> Step:
        if day == self.found.safe:
            why = f"{short_day(day)}: safe, an answer is late only after this day"
            return Step(day, False, why, "safe")
        why = f"{short_day(day)}: we wait, the law can be read to allow more time"
        return Step(day, False, why, "we wait")

    def _label(self, day: date) -> str:
        if is_weekend(day):
            return "weekend"
        holiday = self.latest.holiday_on(day)
        return holiday.short if holiday and day not in self.closed else "closed"

    def _reason(self, day: date) -> str:
        """Why a day is not counted, after the words "not counted"."""
        if is_weekend(day):
            open_anyway = ", not a business day though the office is open"
            return "weekend" + (open_anyway if day in self.opened else "")
        holiday = self.latest.holiday_on(day)
        if holiday is None:
            return self._closed_reason(day)
        return holiday.name + (f" ({holiday.note})" if holiday.note else "")

    def _closed_reason(self, day: date) -> str:
        """Why a weekday may be closed, as a clause."""
        holiday = self.latest.holiday_on(day)
        if day in self.closed or holiday is None:
            reason = self.closed.get(day, "")
            return "the agency is closed" + (f" ({reason})" if reason else "")
        if day in self.opened:
            return f"it is {holiday.name}, though the agency is open"
        if self.earliest.holiday_on(day):
            return f"it is {holiday.name}"
        return f"the State keeps {holiday.name} ({holiday.note})"
