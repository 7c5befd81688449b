"""What every facts file has: its tables for the two ends of a letter, and how it says errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StrictStr, ValidationError

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.facts import Addressee, Delivery, Sender
from records_app.letters.request_form import FieldError
from records_app.letters.wording import laws_with_letters

M = TypeVar("M", bound=BaseModel)

# The facts file groups what the form has side by side; errors use the file's names.
_FILE_NAMES = {
    "agency": "to",
    "sender": "sender",
    "signer_name": "sender.name",
    "signer_title": "sender.title",
}


class FactsFileError(ValueError):
    """The file cannot be used; the message is one line and names the field."""


def written(value: object) -> object:
    """TOML has dates and numbers; the form reads text."""
    if isinstance(value, datetime | bool):
        return value
    return str(value) if isinstance(value, date | int | float | Decimal) else value


Written = Annotated[StrictStr, BeforeValidator(written)]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ToTable(Table):
    agency: StrictStr
    custodian: StrictStr = ""
    address_lines: list[StrictStr] = []
    email: StrictStr = ""
    portal: StrictStr = ""

    def addressee(self) -> Addressee:
        return Addressee(**{**self.model_dump(), "address_lines": tuple(self.address_lines)})


class SenderTable(Table):
    name: StrictStr
    title: StrictStr = ""
    organization: StrictStr = ""
    address_lines: list[StrictStr] = []
    email: StrictStr = ""
    phone: StrictStr = ""

    def sender(self) -> Sender:
        return Sender(**{**self.model_dump(), "address_lines": tuple(self.address_lines)})


class LetterTable(Table):
    """The keys that a facts file of any kind may have."""

    law: StrictStr = "us-mo"
    kind: StrictStr = "request"
    dated: Written = ""
    delivery: Delivery | None = None
    to: ToTable
    sender: SenderTable


def validated(model: type[M], content: Mapping[str, Any]) -> M:
    """The tables as a model. Raises ``FactsFileError`` with the first thing that is wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FactsFileError(f"{where}: {first['msg']}.") from None


def check_law(law: str) -> None:
    """Refuse a law that has no letters here."""
    if law not in laws_with_letters():
        raise FactsFileError(f"law: choose from {', '.join(laws_with_letters())}.")


def read_dated(text: str, today: date) -> date:
    """The date of the letter; ``today`` when the file has none."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise FactsFileError(f"dated: {text!r} is not a date such as 2026-11-23.") from None
    if not 2000 <= day.year <= today.year + 1:
        raise FactsFileError(f"dated: choose a year from 2000 to {today.year + 1}.")
    return day


def checked(field: str, text: str, most: int) -> str:
    """One line of text that a letter can print."""
    try:
        return check_text(field, text, max_length=most, one_line=True)
    except TextRefused as refused:
        raise FactsFileError(str(refused)) from None


def said(errors: tuple[FieldError, ...]) -> str:
    """Every error of a form in one line, with the names of the file."""
    return " ".join(
        f"{_FILE_NAMES.get(error.field, error.field)}: {error.message}" for error in errors
    )
