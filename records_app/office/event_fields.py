"""The fields of what people type when they record something, each read with its errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from records_app.letters.request_form import FieldError
from records_app.office.refusals import Refused

MOST_TEXT = 4_000
MOST_LINE = 200
LABELS: dict[str, str] = {
    "on": "Day",
    "at": "Time",
    "channel": "How it was sent",
    "reference": "Confirmation or tracking number",
    "to": "Sent to",
    "evidence": "How we know",
    "detail": "Details",
    "kind": "Their answer",
    "promised_on": "Promised day",
    "fee": "Fee",
    "exception": "Law they cite",
    "text": "Note",
    "outcome": "Outcome",
    "notice": "Notice of withdrawal",
    "letter": "Letter",
    "number": "Letter",
    "amount": "Amount",
    "severed": "Open and closed parts",
    "estimate": "Estimate or demand",
    "lines": "Lines of the fee",
    "how": "How we spoke",
    "who": "Who was there",
    "step": "Step outside",
    "ruling": "How it ended",
    "line": "This line",
    "why": "Why is this a correction",
    "strike": "Strike it out",
}
MOST_LINES = 8
_LINE_LABELS = {
    "what": "what it is for",
    "charge": "kind of cost",
    "quantity": "pages or hours",
    "rate": "dollars for each",
    "amount": "dollars in all",
    "role": "whose time",
}
_LINE_FIELD = re.compile(r"line_([a-z]+)_([1-9])")
_NUMBER = re.compile(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,9})(\.[0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
_AMOUNT = re.compile(r"\$? ?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,9})(\.[0-9]{1,2})?")
_REFUSED_CATEGORIES = {
    "Cc": "a control character",
    "Cs": "half of a character",
    "Co": "a private character",
}
# These turn the direction of the text around them, so a sentence could read as its opposite.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

T = TypeVar("T")
Words = TypeVar("Words", bound=StrEnum)


def label_of(field: str) -> str:
    """The name of a field for a list of errors: `Day`, or `Line 2, dollars in all`."""
    line = _LINE_FIELD.fullmatch(field)
    if line is None:
        return LABELS[field]
    return f"Line {line[2]}, {_LINE_LABELS[line[1]]}"


class _Wrong(Exception):
    """Why one value is refused."""


class EventForm:
    """Reads fields and gathers what is wrong; a wrong field gives a stand-in value meanwhile."""

    def __init__(self, raw: Mapping[str, object], today: date) -> None:
        self._raw = raw
        self.today = today
        self._errors: list[FieldError] = []

    def refuse(self, field: str, message: str) -> None:
        if all(error.field != field for error in self._errors):
            self._errors.append(FieldError(field, label_of(field), message))

    def refuse_if_wrong(self) -> None:
        if self._errors:
            raise Refused(tuple(self._errors))

    def day(self, field: str) -> date:
        day = self.optional_day(field)
        if day is None:
            self.refuse(field, "Choose the day.")
        return day or self.today

    def optional_day(self, field: str) -> date | None:
        return self._read(field, _read_day, None)

    def time(self, field: str) -> time | None:
        return self._read(field, _read_time, None)

    def amount(self, field: str) -> Decimal | None:
        return self._read(field, _read_amount, None)

    def number(self, field: str) -> Decimal | None:
        return self._read(field, _read_number, None)

    def yes_or_no(self, field: str) -> bool | None:
        def choose(text: str) -> bool | None:
            if text not in ("", "yes", "no"):
                raise _Wrong("Choose one from the list.")
            return text == "yes" if text else None

        return self._read(field, choose, None)

    def one_of(self, field: str, words: type[Words], otherwise: Words) -> Words:
        def choose(text: str) -> Words:
            if text not in set(words):
                raise _Wrong("Choose one from the list.")
            return words(text)

        return self._read(field, choose, otherwise)

    def text(self, field: str, most: int = MOST_TEXT, *, one_line: bool = False) -> str:
        return self._read(field, lambda text: _read_text(text, most, one_line=one_line), "")

    def line(self, field: str) -> str:
        return self.text(field, MOST_LINE, one_line=True)

    def _read(self, field: str, reader: Callable[[str], T], otherwise: T) -> T:
        value = self._raw.get(field)
        value = "" if value is None else value
        try:
            if not isinstance(value, str):
                raise _Wrong("This is not text.")
            return reader(value.strip())
        except _Wrong as wrong:
            self.refuse(field, str(wrong))
            return otherwise


def _read_day(text: str) -> date | None:
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise _Wrong(
            "This is not a day on the calendar. Write it as year-month-day, such as 2026-11-23."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"{text} is not a day on the calendar.") from None


def _read_time(text: str) -> time | None:
    if not text:
        return None
    if not _TIME.fullmatch(text):
        raise _Wrong("This is not a time of day. Write it as hours and minutes, such as 16:30.")
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


def _read_amount(text: str) -> Decimal | None:
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        raise _Wrong("Write the amount in dollars, such as 25 or 40.50.")
    return Decimal(text.lstrip("$ ").replace(",", ""))


def _read_number(text: str) -> Decimal | None:
    """A number of pages or hours, or dollars for each of them, which may be parts of a cent."""
    if not text:
        return None
    plain = text.lstrip("$ ")
    if not _NUMBER.fullmatch(plain):
        raise _Wrong("Write a number, such as 12 or 0.10.")
    return Decimal(plain.replace(",", ""))


def _read_text(text: str, most: int, *, one_line: bool) -> str:
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    for character in tidy:
        if character != "\n":
            _check_character(character)
    if not any(unicodedata.category(each)[0] in "LMNPS" for each in tidy):
        return ""  # spaces and invisible characters alone say nothing
    if one_line:
        tidy = " ".join(tidy.split())
    if len(tidy) > most:
        raise _Wrong(f"This has {len(tidy):,} characters. At most {most:,} fit here.")
    return tidy


def _check_character(character: str) -> None:
    code = f"U+{ord(character):04X}"
    reason = _REFUSED_CATEGORIES.get(unicodedata.category(character), "")
    if reason:
        raise _Wrong(f"This contains {code}, {reason}. Please remove it.")
    if character in _BIDI:
        raise _Wrong(f"This contains {code}, which turns text around. Please remove it.")
