"""The request form: raw values from a browser or a file in, facts and errors out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records_app.letters.facts import Addressee, LetterFacts, Sender


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong: the raw field name, its label on screen, and the reason."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class FormResult:
    """Facts for a preview and every error. Approve a letter only when ``errors`` is empty."""

    facts: LetterFacts | None
    errors: tuple[FieldError, ...]


def read_form(
    raw: Mapping[str, object],
    *,
    to: Addressee | None,
    sender: Sender,
    dated: date,
    law: str = "us-mo",
) -> FormResult:
    """Read the form."""
    raise NotImplementedError
