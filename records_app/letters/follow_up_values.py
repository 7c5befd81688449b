"""Reads raw values that only letters after a request have; refusals as in ``form_values``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from records_app.casework.fees import TEN_CENTS
from records_app.letters.characters import TextRefused
from records_app.letters.facts import MONTHS, long_date
from records_app.letters.follow_up import FeeLine, FeeReason, Happening
from records_app.letters.form_values import read_amount, read_day, read_text

MOST_LINES = 40
MOST_PARAGRAPHS = 20
_COUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(\.[0-9]{1,2})?")
_HAPPENED = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z]{3,9}\.? [0-9]{1,2}, ?[0-9]{4})[:,.]? +(.+)"
)
_WRITTEN = re.compile(r"([A-Za-z]+)\.? ([0-9]+), ?([0-9]+)")
_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'"}


def read_quote(value: object, most: int) -> str:
    """Their words without the quotation marks around them: the letter has its own."""
    text = read_text(value, most)
    while len(text) > 1 and _MARKS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def read_paragraphs(value: object, most: int) -> str:
    """Text of a few paragraphs, one a line."""
    text = read_text(value, most, one_line=False)
    number = len(text.splitlines())
    if number > MOST_PARAGRAPHS:
        raise TextRefused("", f"Write at most {MOST_PARAGRAPHS} paragraphs; this is {number}.")
    return text


def read_lines(value: object, most: int) -> tuple[str, ...]:
    """Items, one a line."""
    lines = tuple(read_text(value, most, one_line=False).splitlines())
    if len(lines) > MOST_LINES:
        raise TextRefused("", f"Write at most {MOST_LINES} lines; this is {len(lines)}.")
    return lines


def read_choice(value: object, choices: tuple[tuple[str, str], ...]) -> str:
    """One of the values; the first when nothing is chosen."""
    text = read_text(value, 40) or choices[0][0]
    if text not in {known for known, _ in choices}:
        raise TextRefused("", f"Choose from: {', '.join(words for _, words in choices)}.")
    return text


def read_happenings(value: object, most: int, dated: date) -> tuple[Happening, ...]:
    """A chronology, one line for each event, in the order of the days."""
    found = []
    for line in read_lines(value, most):
        parts = _HAPPENED.fullmatch(line)
        day = _figures(parts[1]) if parts else ""
        if parts is None or not day:
            why = f"Begin each line with a date such as November 5, 2026: {line[:60]}"
            raise TextRefused("", why)
        try:
            on = read_day(day, last_year=dated.year)
        except TextRefused as refused:
            raise TextRefused("", refused.reason.replace(day, parts[1])) from None
        if on is None or on > dated:
            why = f"{parts[1]} is after the date of the letter, {long_date(dated)}."
            raise TextRefused("", why)
        found.append(Happening(on, parts[2]))
    return tuple(sorted(found, key=lambda each: each.on))


def _figures(text: str) -> str:
    """`2026-11-05` for `November 5, 2026` and `Nov. 5, 2026`; "" where the month is none."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return text
    name = written[1].capitalize()
    months = (number for number, month in enumerate(MONTHS, 1) if month.startswith(name))
    number = next(months, 0)
    return f"{written[3]}-{number:02}-{int(written[2]):02}" if number else ""


def read_fee_lines(value: object) -> tuple[FeeLine, ...]:
    """Lines of a fee, each with the keys what, quantity, rate, amount and reason."""
    if value is None or value == "":
        return ()
    if not isinstance(value, list | tuple):
        raise TextRefused("", "This is not a list of lines.")
    if len(value) > MOST_LINES:
        raise TextRefused("", f"Write at most {MOST_LINES} lines; this is {len(value)}.")
    return tuple(_numbered(at, each) for at, each in enumerate(value, 1))


def _numbered(at: int, value: object) -> FeeLine:
    if not isinstance(value, Mapping):
        raise TextRefused("", f"Line {at}: this is not a line of a fee.")
    try:
        return _fee_line(value)
    except TextRefused as refused:
        part = f"{refused.label}: " if refused.label else ""
        raise TextRefused("", f"Line {at}: {part}{refused.reason}") from None


def _fee_line(value: Mapping[object, object]) -> FeeLine:
    what = read_text(value.get("what"), 200)
    if not what:
        raise TextRefused("", "Write what the line is for, in their words.")
    line = FeeLine(
        what,
        _reason(value.get("reason")),
        _part("quantity", _quantity, value),
        _part("rate", read_amount, value),
        _part("amount", read_amount, value),
    )
    if line.reason is FeeReason.PAGE_RATE:
        if line.rate is None:
            raise TextRefused("rate", "Write what they ask for a page.")
        if line.rate <= TEN_CENTS:
            raise TextRefused("rate", "10 cents a page or less is allowed; this is no ground.")
    if line.reason is FeeReason.CLERICAL_RATE and line.rate is None:
        raise TextRefused("rate", "Write what they ask for an hour.")
    return line


def _part(
    name: str, reader: Callable[[object], Decimal | None], value: Mapping[object, object]
) -> Decimal | None:
    try:
        return reader(value.get(name))
    except TextRefused as refused:
        raise TextRefused(name, refused.reason) from None


def _quantity(value: object) -> Decimal | None:
    text = read_text(value, 40)
    if not text:
        return None
    if not _COUNT.fullmatch(text):
        raise TextRefused("", "Write a number of pages or hours, such as 412 or 3.5.")
    return Decimal(text.replace(",", ""))


def _reason(value: object) -> FeeReason:
    text = read_text(value, 40)
    try:
        return FeeReason(text)
    except ValueError:
        known = ", ".join(FeeReason)
        raise TextRefused("reason", f"Choose from: {known}.") from None
