"""Dates and times as people type them in a terminal or a file."""

from __future__ import annotations

import re
from datetime import date, time

from records_app.cli.input_error import InputError
from records_app.law.errors import shown

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


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
