"""Reads one raw form value each; what is wrong is said in one sentence (``TextRefused``)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from records_app.casework.subjects import OFFERED, Subject
from records_app.letters.characters import TextRefused, check_text
from records_app.letters.facts import FORMATS, Format

FIRST_YEAR = 1950
MOST_SPECIFICS = 40
MOST_SPECIFICS_LENGTH = 4000
MOST_REASON = 20
MOST_REASON_LENGTH = 2000
MOST_DOLLARS = Decimal(100_000)
_AMOUNT = re.compile(r"\$? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(\.[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# At the start of a line; the last two are the bullets of word processors' symbol fonts.
_LIST_MARK = re.compile(
    r"^[^\S\n]*(?:[-*–—•·‣◦▪●○■□\uf0b7\uf0a7]|\(?[0-9]{1,2}[.)])[^\S\n]+(?=\S)", re.MULTILINE
)


def read_text(value: object, most: int, *, one_line: bool = True) -> str:
    """Tidy text of at most ``most`` characters; nothing given is the empty text."""
    return check_text("", "" if value is None else value, max_length=most, one_line=one_line)


def read_subjects(value: object) -> tuple[Subject, ...]:
    """Subjects in the order of the form, each once; at least one."""
    values = [value] if isinstance(value, str) else value
    if values is not None and not isinstance(values, list | tuple):
        raise TextRefused("", "This is not a list of subjects.")
    chosen = set[Subject]()
    for each in values or ():
        if each == "":
            continue
        if not isinstance(each, str) or each not in set(OFFERED):
            raise TextRefused("", f"Choose from: {', '.join(each.label for each in OFFERED)}.")
        chosen.add(Subject(each))
    if not chosen:
        raise TextRefused("", "Choose at least one subject.")
    return tuple(subject for subject in Subject if subject in chosen)


def read_day(value: object, *, last_year: int) -> date | None:
    """A day written 2025-01-31, from 1950 to the end of ``last_year``; None when empty."""
    text = read_text(value, 40)
    if not text:
        return None
    if not _DAY.fullmatch(text):
        raise TextRefused(
            "", "This is not a day on the calendar. Write it as year-month-day, such as 2025-01-31."
        )
    if not FIRST_YEAR <= int(text[:4]) <= last_year:
        raise TextRefused(
            "", f"{text} is out of range: choose a year from {FIRST_YEAR} to {last_year}."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TextRefused("", f"{text} is not a day on the calendar.") from None


def read_specifics(value: object) -> tuple[str, ...]:
    """Extra items, one a line, without the bullets and numbers of a pasted list: ours follow."""
    if isinstance(value, str):
        value = _LIST_MARK.sub("", value)
    text = read_text(value, MOST_SPECIFICS_LENGTH, one_line=False)
    lines = tuple(text.splitlines())
    if len(lines) > MOST_SPECIFICS:
        raise TextRefused(
            "",
            f"Write at most {MOST_SPECIFICS} lines; each line is one item. This is {len(lines)}.",
        )
    return lines


def read_reason(value: object) -> str:
    """Why fees should be waived: text of a few paragraphs, one a line."""
    text = read_text(value, MOST_REASON_LENGTH, one_line=False)
    count = len(text.splitlines())
    if count > MOST_REASON:
        raise TextRefused("", f"Write at most {MOST_REASON} paragraphs; this is {count}.")
    return text


def read_amount(value: object) -> Decimal | None:
    """US dollars, such as 25, $25, 40.50 or 1,000; None when empty."""
    text = read_text(value, 40)
    if not text:
        return None
    if not _AMOUNT.fullmatch(text):
        raise TextRefused("", "Write an amount in dollars, such as 25 or 40.50.")
    amount = Decimal(text.lstrip("$ ").replace(",", ""))
    if amount > MOST_DOLLARS:
        raise TextRefused("", f"Write at most {MOST_DOLLARS:,} dollars, or leave it empty.")
    return amount


def read_format(value: object) -> Format:
    """How the records should come; electronic when nothing is chosen."""
    text = read_text(value, 40) or "electronic"
    for known in FORMATS:
        if text == known:
            return known
    raise TextRefused("", "Choose electronic copies, paper copies or inspection.")
