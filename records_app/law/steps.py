"""The days of one deadline: each counted or skipped, with the reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import is_weekend
from records_app.law.day_words import clock_time, short_day
from records_app.law.deadlines import Deadline
from records_app.law.questions import Question
from records_app.law.rules import Roll, Side, Start, Unit

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


class Days:
    """The days of one deadline, each seen on both calendars and with the agency's own days."""

    def __init__(
        self, found: Deadline, question: Question, at: time | None, agency: AgencyDays
    ) -> None:
        self.found, self.question, self.at, self.agency = found, question, at, agency
        self.rule = question.rule
        self.earliest, self.latest = question.counting.earliest, question.counting.latest
        self.closed, self.opened = dict(agency.closed), dict(agency.open)
        self.ours = self.rule.side is Side.US
        self.way = question.latest_way() if self.ours else question.earliest_way()
        span = (max(found.safe, found.due) - found.start).days
        self.all = [found.start + _DAY * n for n in range(span + 1)]
        self.counted = self.way.counted_days()
        self.paused = self.way.paused_days()
        self.by_open_days = self.rule.unit.counts_open_days

    def steps(self) -> Iterator[Step]:
        start = self.found.start
        if start in self.counted:
            yield self._counted(start, 1)
        else:
            label = self.rule.words.started
            if self.ours and start == self.found.safe:
                label += " · act by"
            yield Step(start, False, self._start_why(), label)
        number = 0
        for day in self.all[1:]:
            if day in self.counted:
                number += 1
                yield self._counted(day, number)
            elif not self.ours and day > self.found.due and self.may_count_late(day):
                yield self._waited(day)
            else:
                why = f"{short_day(day)}: not counted, {self._reason(day)}"
                label = self._label(day)
                if self.ours and day == self.found.safe:
                    why, label = f"{why}; {self.rule.words.safe}", f"{label} · act by"
                yield Step(day, False, why, label)

    def may_count_late(self, day: date) -> bool:
        """Whether a day after `due` is one on which an answer could still come in time."""
        return not self.by_open_days or self.surely_counts(day) or day == self.found.safe

    def surely_counts(self, day: date) -> bool:
        """Whether the day is open in every reading."""
        return self.latest.is_open(day, self.closed.keys())

    def later_receipt(self) -> date | None:
        """The day of receipt in the latest reading, when that is not the start."""
        start = self.found.start
        if self.rule.start is Start.AS_DATED:
            return None
        if self.surely_counts(start) and not self.question.late:
            return None
        return self.latest.count(start, 1, self.question.closed)

    def odd_moment(self) -> str:
        """Why the start is no ordinary one."""
        start = self.found.start
        if is_weekend(start):
            return "on a Saturday" if start.weekday() == 5 else "on a Sunday"
        if not self.surely_counts(start):
            return f"on a day when {self.closed_reason(start)}"
        at = clock_time(self.at) if self.at is not None else ""
        return f"at {at}, after the office closed at {clock_time(self.agency.closes_at)}"

    def closed_reason(self, day: date) -> str:
        """Why a weekday may be closed, as a clause."""
        holiday = self.latest.holiday_on(day)
        if day in self.closed or holiday is None:
            reason = self.closed.get(day, "")
            return "the agency is closed" + (f" ({reason})" if reason else "")
        if day in self.opened:
            return f"it is {holiday.name}, though the agency is open"
        if self.earliest.holiday_on(day):
            return f"it is {holiday.name}"
        note = f" ({holiday.note})" if holiday.note else ""
        keeps = "may keep" if self.latest.rule.caution else "keeps"
        return f"the State {keeps} {holiday.name}{note}"

    def _start_why(self) -> str:
        begun = f"{short_day(self.found.start)}: {self.rule.words.started}"
        if not isinstance(self.way.span, date) and self.rule.start is Start.AS_DATED:
            return f"{begun}, not counted, counting starts on the next day"
        if self.rule.unit is Unit.GIVEN_DAY:
            return begun
        later = self.later_receipt()
        if later is None:
            return f"{begun}, not counted, counting starts on the next business day"
        if self.rule.start is Start.NEXT_OPEN_DAY and self.way.begin() == later:
            return f"{begun} {self.odd_moment()}, counts as received on {short_day(later)}"
        return f"{begun} {self.odd_moment()}, may count as received only on {short_day(later)}"

    def _counted(self, day: date, number: int) -> Step:
        last = day == self.found.due
        given = self.rule.unit is Unit.GIVEN_DAY
        why, label = f"{short_day(day)}: day {number}", f"day {number}"
        if given:
            why, label = f"{short_day(day)}: {self.rule.words.due}", "due"
        elif last:
            why += f", {self.rule.words.due}"
            label += " · due"
        if self.ours and day == self.found.safe:
            why += f"; {self.rule.words.safe}"
            label += " · act by"
        if self.by_open_days and not self.surely_counts(day) and not self.ours:
            why += f", unless the day does not count: {self.closed_reason(day)}"
            label += "" if last else ", or closed"
        return Step(day, True, why, label)

    def _waited(self, day: date) -> Step:
        if day == self.found.safe:
            return Step(day, False, f"{short_day(day)}: {self.rule.words.safe}", "safe")
        why = f"{short_day(day)}: we wait, the law can be read to allow more time"
        return Step(day, False, why, "we wait")

    def _label(self, day: date) -> str:
        if day in self.paused:
            return "paused"
        if not self.by_open_days:
            return "Sunday" if self.rule.roll is Roll.SUNDAY else "not counted"
        if is_weekend(day):
            return "weekend"
        if not self.surely_counts(day):
            holiday = self.latest.holiday_on(day)
            return holiday.short if holiday and day not in self.closed else "closed"
        return "not counted"

    def _reason(self, day: date) -> str:
        """Why a day is not counted, after the words "not counted"."""
        if day in self.paused:
            return "the clock stands still"
        if not self.by_open_days:
            return self._reason_of_calendar_day(day)
        if is_weekend(day):
            open_anyway = ", not a business day though the office is open"
            return "weekend" + (open_anyway if day in self.opened else "")
        holiday = self.latest.holiday_on(day)
        if holiday is not None:
            return holiday.name + (f" ({holiday.note})" if holiday.note else "")
        if day in self.closed:
            return self.closed_reason(day)
        return self._reason_before_the_count(day)

    def _reason_before_the_count(self, day: date) -> str:
        if day > self.way.begin():
            return "the day is in doubt"
        if self.rule.start is Start.NEXT_OPEN_DAY:
            return "it counts as the day of receipt"
        return "it may be the day on which the clock starts"

    def _reason_of_calendar_day(self, day: date) -> str:
        if day <= self.way.begin():
            return self._reason_before_the_count(day)
        if self.rule.unit is Unit.GIVEN_DAY:
            return "before the day that counts"
        if self.rule.roll is Roll.SUNDAY:
            return f"a Sunday at the end does not count ({self.rule.roll_citation})"
        return "a closed last day moves on"
