"""Dates, times, pauses and amounts as people type them in a terminal or a file."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from records_app.cli.input_error import InputError
from records_app.law.course import Pause, PauseKind
from records_app.law.errors import shown

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
_MONEY = re.compile(r"\d{1,9}(\.\d{1,2})?", re.ASCII)


def read_date(field: str, text: str) -> date:
    """A date written as YYYY-MM-DD and in no other way. Raises InputError."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{field}: {shown(text)} is not a date (YYYY-MM-DD)") from None


def read_time(field: str, text: str) -> time | None:
    """A time written as HH:MM; None when the text is empty. Raises InputError."""
    if not text:
        return None
    try:
        if not _TIME.fullmatch(text):
            raise ValueError
        return time.fromisoformat(text)
    except ValueError:
        raise InputError(f"{field}: {shown(text)} is not a time (HH:MM, 00:00 to 23:59)") from None


def read_pause(field: str, text: str) -> Pause:
    """Days written as FIRST..LAST, with `:kind` behind them if wanted. Raises InputError."""
    days, _, kind = text.partition(":")
    first, dots, last = days.partition("..")
    if not dots:
        raise InputError(f"{field}: {shown(text)} is not FIRST..LAST, two dates")
    if kind and kind not in list(PauseKind):
        raise InputError(f"{field}: {shown(kind)} is not one of {', '.join(PauseKind)}")
    return Pause(read_date(field, first), read_date(field, last), PauseKind(kind or "other"))


def read_money(field: str, text: str) -> Decimal:
    """Dollars, such as 412.50. Raises InputError."""
    if not _MONEY.fullmatch(text):
        raise InputError(f"{field}: {shown(text)} is not an amount in dollars, such as 412.50")
    return Decimal(text)
