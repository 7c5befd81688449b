"""The fields of the calculator: raw text from an address in, a question to the engine out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from records_app.law.agency_days import AgencyDays
from records_app.law.course import PLAIN_COURSE, Course, Pause, PauseKind
from records_app.law.day_words import clock_time, full_day
from records_app.law.rules import ClockRule, Side, Start, Unit
from records_app.letters.request_form import FieldError
from records_app.office.calculating_view import Needs
from records_app.office.desk_view import Choice

LABELS: Mapping[str, str] = {
    "law": "Law",
    "clock": "Clock",
    "way": "Count",
    "start": "Start day",
    "at": "Time of day",
    "wanted": "Answer needed by",
    "promised_on": "Day they promised",
    "fee": "Fee they ask",
    "extension": "Extension",
    "violated_on": "Day of the violation",
    "asked_on": "Day of the request",
    "pauses": "Pauses",
    "agency": "Agency",
}
MOST_PAUSES = 5
PAUSE_FIELDS = tuple(
    f"pause{number}_{part}"
    for number in range(1, MOST_PAUSES + 1)
    for part in ("from", "to", "why")
)
FIELDS = (*(name for name in LABELS if name != "pauses"), *PAUSE_FIELDS)
BACKWARDS = "back"

_ALWAYS = ("law", "clock", "start", "agency")
_UNTIL_WANTED = timedelta(days=14)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_MONEY = re.compile(r"\$?\s?(\d{1,3}(,\d{3})+|\d{1,9})(\.\d{1,2})?")
_PAUSE_NAMES = {
    PauseKind.CLARIFICATION: "They asked us a question",
    PauseKind.FEE: "A fee was being settled",
    PauseKind.IDENTITY: "They asked for proof of a person",
    PauseKind.OTHER: "Another reason",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as far as it could be read; ``errors`` are complete for what could not."""

    start: date
    at: time | None
    wanted: date
    course: Course
    errors: tuple[FieldError, ...]


def needs_of(rule: ClockRule) -> Needs:
    """Which fields this clock has a use for."""
    counts_days = rule.unit in (Unit.BUSINESS_DAYS, Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)
    theirs = rule.side is Side.THEM
    kinds = [*(pause.kind for pause in rule.pauses), PauseKind.OTHER]
    return Needs(
        at=rule.start is not Start.AS_DATED,
        promised_on=rule.unit is Unit.GIVEN_DAY,
        fee=rule.long_length > 0,
        extension=rule.unit.words(rule.extension_most) if rule.extension_most else "",
        violated_on=rule.outer is not None,
        asked_on=rule.before is not None,
        pauses=tuple(Choice(kind.value, _PAUSE_NAMES[kind]) for kind in kinds)
        if theirs and rule.unit.counts_open_days
        else (),
        backwards=theirs and counts_days,
    )


def used_fields(rule: ClockRule, way: str) -> tuple[str, ...]:
    """The names of the fields that make up a question about this clock, in their order."""
    needs = needs_of(rule)
    if needs.backwards and way == BACKWARDS:
        return ("law", "clock", "way", "wanted", "agency")
    optional = ("at", "promised_on", "fee", "extension", "violated_on", "asked_on")
    own = [name for name in optional if getattr(needs, name)]
    return (*_ALWAYS, *own, *(PAUSE_FIELDS if needs.pauses else ()))


def start_values(values: Mapping[str, str], today: date) -> dict[str, str]:
    """The same with the days filled in that nobody named: today, and two weeks from today."""
    return {
        **values,
        "start": values["start"] or today.isoformat(),
        "wanted": values["wanted"] or (today + _UNTIL_WANTED).isoformat(),
    }


def pause_rows(values: Mapping[str, str]) -> int:
    """How many rows of pauses to offer: those in use and one more."""
    used = [n for n in range(1, MOST_PAUSES + 1) if any(_row(values, n)[:2])]
    return min(MOST_PAUSES, max(used, default=0) + 1)


def read_question(values: Mapping[str, str], today: date) -> Asked:
    """Read what the used fields hold; those a clock has no use for must be empty by now."""
    reader = _Reader(values)
    start = reader.day("start") or today
    at, wanted = reader.time("at"), reader.day("wanted") or today
    course = Course(
        pauses=tuple(reader.pauses()),
        extension=reader.whole_number("extension"),
        promised_on=reader.day("promised_on"),
        fee=reader.dollars("fee"),
        violated_on=reader.day("violated_on"),
        asked_on=reader.day("asked_on"),
    )
    plain = PLAIN_COURSE if course == PLAIN_COURSE else course
    return Asked(start, at, wanted, plain, tuple(reader.errors))


def start_hint(rule: ClockRule) -> str:
    """What the start day is the day of."""
    return f"What starts this clock: {rule.starts_at}."


def time_hint(agency: AgencyDays) -> str:
    """When the hour matters."""
    return f"Only matters after office hours, which end at {clock_time(agency.closes_at)}."


def spoken_dates(message: str) -> str:
    """A message of the engine with its dates as the screen writes them, as a sentence."""
    words = _DAY.sub(_full_day, message)
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def unused_words(names: list[str]) -> str:
    """Says that the address asks for something that this clock has no use for."""
    seen = dict.fromkeys("pauses" if name in PAUSE_FIELDS else name for name in names)
    listed = ", ".join(LABELS[name].lower() for name in seen)
    return f"Left out, because this clock has no use for it: {listed}."


def _full_day(match: re.Match[str]) -> str:
    try:
        return full_day(date.fromisoformat(match.group()))
    except ValueError:
        return match.group()


def _row(values: Mapping[str, str], number: int) -> tuple[str, str, str]:
    first, last, why = (values[f"pause{number}_{part}"] for part in ("from", "to", "why"))
    return first, last, why


class _Reader:
    """Reads one field after the other and keeps what was wrong."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.errors: list[FieldError] = []

    def day(self, name: str, label: str = "") -> date | None:
        text = self.values[name]
        if not text:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            example = "a day of the calendar, such as 2026-11-24"
            self._wrong(name, f"“{text}” is not {example}.", label)
            return None

    def time(self, name: str) -> time | None:
        text = self.values[name]
        if not text:
            return None
        if not _TIME.fullmatch(text):
            self._wrong(name, f"“{text}” is not a time, such as 17:30.")
            return None
        return time.fromisoformat(text)

    def whole_number(self, name: str) -> int | None:
        text = self.values[name]
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            self._wrong(name, f"“{text}” is not a whole number of days.")
            return None
        return int(text)

    def dollars(self, name: str) -> Decimal | None:
        text = self.values[name]
        if not text:
            return None
        if not _MONEY.fullmatch(text) or not text.isascii():
            self._wrong(name, f"“{text}” is not an amount in dollars, such as 412.50.")
            return None
        return Decimal(text.lstrip("$ ").replace(",", ""))

    def pauses(self) -> Iterator[Pause]:
        for number in range(1, MOST_PAUSES + 1):
            first_text, last_text, why = _row(self.values, number)
            if not first_text and not last_text:
                continue
            name, label = f"pause{number}", f"Pause {number}"
            first = self.day(f"{name}_from", label)
            last = self.day(f"{name}_to", label)
            if not first_text or not last_text:
                missing = "from" if not first_text else "to"
                message = f"Name the {'first' if missing == 'from' else 'last'} day as well."
                self._wrong(f"{name}_{missing}", message, label)
            if first and last:
                known = why in set(PauseKind)
                yield Pause(first, last, PauseKind(why) if known else PauseKind.OTHER)

    def _wrong(self, name: str, message: str, label: str = "") -> None:
        self.errors.append(FieldError(name, label or LABELS[name], message))
