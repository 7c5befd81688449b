"""Read what comes from a browser about people: names, e-mail addresses, which row is meant."""

from __future__ import annotations

import re
from unicodedata import normalize

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.request_form import FieldError

# Not the whole grammar of addresses: the shape that mail servers in use accept.
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")


def tidy_email(text: object) -> str:
    """The one spelling under which an address is stored and looked up.

    A letter with an accent can be written in two ways that look the same; RFC 6532 wants this one.
    """
    return normalize("NFC", text.strip().lower()) if isinstance(text, str) else ""


def read_email(text: object, errors: list[FieldError], field: str = "email") -> str:
    """An e-mail address; what is wrong with it is added to ``errors``."""
    email = tidy_email(text)
    problem = ""
    if not email:
        problem = "Write the e-mail address."
    elif len(email) > 254 or not _EMAIL.fullmatch(email) or not email.isprintable():
        problem = "Write it like name@example.org."
    if problem:
        errors.append(FieldError(field, "E-mail address", problem))
    return email


def read_line(
    text: object,
    errors: list[FieldError],
    *,
    field: str,
    label: str,
    max_length: int,
    required: bool = True,
    one_line: bool = True,
) -> str:
    """Text that can stand in a letter; what is wrong with it is added to ``errors``."""
    try:
        tidy = check_text(label, text, max_length=max_length, one_line=one_line)
    except TextRefused as refused:
        errors.append(FieldError(field, label, refused.reason))
        return ""
    if required and not tidy:
        errors.append(FieldError(field, label, "This cannot be empty."))
    return tidy


def read_row_id(value: object) -> int | None:
    """The number of a row as a browser sends it, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value < 2**31 else None
