"""Reads a facts file (TOML) for the ``letter`` command. docs/facts-file.md describes it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, ValidationError

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.facts import Addressee, Delivery, LetterFacts, Sender
from records_app.letters.request_form import FieldError, read_form
from records_app.letters.wording import laws_with_letters

# The facts file groups what the form has side by side; errors use the file's names.
_FILE_NAMES = {
    "agency": "to",
    "sender": "sender",
    "signer_name": "sender.name",
    "signer_title": "sender.title",
}
MOST_AGREEMENTS = 10


class FactsFileError(ValueError):
    """The file cannot be used; the message is one line and names the field."""


def _written(value: object) -> object:
    """TOML has dates and numbers; the form reads text."""
    if isinstance(value, datetime | bool):
        return value
    return str(value) if isinstance(value, date | int | float | Decimal) else value


Written = Annotated[StrictStr, BeforeValidator(_written)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _To(_Table):
    agency: StrictStr
    custodian: StrictStr = ""
    address_lines: list[StrictStr] = []
    email: StrictStr = ""
    portal: StrictStr = ""


class _Sender(_Table):
    name: StrictStr
    title: StrictStr = ""
    organization: StrictStr = ""
    address_lines: list[StrictStr] = []
    email: StrictStr = ""
    phone: StrictStr = ""


class _FactsFile(_Table):
    law: StrictStr = "us-mo"
    dated: Written = ""
    delivery: Delivery | None = None
    number: StrictStr = ""
    subjects: list[StrictStr]
    period_from: Written = ""
    period_to: Written = ""
    specifics: list[StrictStr] = Field(default=[])
    agreements: list[StrictStr] = Field(default=[], max_length=MOST_AGREEMENTS)
    fee_cap: Written = ""
    fee_waiver_reason: StrictStr = ""
    format: StrictStr = "electronic"
    to: _To
    sender: _Sender


def read_facts_file(path: Path, *, today: date) -> LetterFacts:
    """Read and check a facts file. ``today`` dates the letter when the file has no date.

    Raises ``FactsFileError``: the rules are those of the request form, so that the screen and the
    terminal accept the same letters.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise FactsFileError(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FactsFileError(f"{path}: cannot be read ({error}).") from None
    except tomllib.TOMLDecodeError as error:
        raise FactsFileError(f"{path}: is not TOML: {error}.") from None
    try:
        return read_facts(content, today=today)
    except FactsFileError as error:
        raise FactsFileError(f"{path}: {error}") from None


def read_facts(content: dict[str, Any], *, today: date) -> LetterFacts:
    """Check the tables of a facts file. Raises ``FactsFileError``."""
    try:
        read = _FactsFile.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FactsFileError(f"{where}: {first['msg']}.") from None
    if read.law not in laws_with_letters():
        raise FactsFileError(f"law: choose from {', '.join(laws_with_letters())}.")
    result = read_form(
        {
            "agency": read.to.agency,
            "subjects": read.subjects,
            "period_from": read.period_from,
            "period_to": read.period_to,
            "specifics": "\n".join(read.specifics),
            "fee_cap": read.fee_cap,
            "fee_waiver_reason": read.fee_waiver_reason,
            "format": read.format,
            "signer_name": read.sender.name,
            "signer_title": read.sender.title,
        },
        to=Addressee(**{**read.to.model_dump(), "address_lines": tuple(read.to.address_lines)}),
        sender=Sender(
            **{**read.sender.model_dump(), "address_lines": tuple(read.sender.address_lines)}
        ),
        dated=_dated(read.dated, today),
        law=read.law,
        delivery=read.delivery,
        number=_checked("number", read.number, 40),
        agreements=tuple(_checked("agreements", each, 200) for each in read.agreements),
    )
    if result.errors or result.facts is None:
        raise FactsFileError(_said(result.errors))
    return result.facts


def _dated(text: str, today: date) -> date:
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FactsFileError(f"dated: {text!r} is not a date such as 2026-11-23.") from None
    if not 2000 <= day.year <= today.year + 1:
        raise FactsFileError(f"dated: choose a year from 2000 to {today.year + 1}.")
    return day


def _checked(field: str, text: str, most: int) -> str:
    try:
        return check_text(field, text, max_length=most, one_line=True)
    except TextRefused as refused:
        raise FactsFileError(str(refused)) from None


def _said(errors: tuple[FieldError, ...]) -> str:
    return " ".join(
        f"{_FILE_NAMES.get(error.field, error.field)}: {error.message}" for error in errors
    )
