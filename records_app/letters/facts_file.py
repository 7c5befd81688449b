"""Reads a facts file (TOML) for the ``letter`` command. docs/facts-file.md describes it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, StrictStr

from records_app.letters.facts import LetterFacts
from records_app.letters.facts_tables import (
    FactsFileError,
    LetterTable,
    Table,
    Written,
    check_law,
    checked,
    read_dated,
    said,
    validated,
)
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_file import read_follow_up_facts
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.request_form import read_form

__all__ = ["FactsFileError", "read_facts", "read_facts_file"]

MOST_AGREEMENTS = 10


class ItemTable(Table):
    item: StrictStr
    text: StrictStr = ""


class RequestFile(LetterTable):
    number: StrictStr = ""
    subjects: list[StrictStr]
    items: list[StrictStr | ItemTable] = Field(default=[])
    period_from: Written = ""
    period_to: Written = ""
    specifics: list[StrictStr] = Field(default=[])
    agreements: list[StrictStr] = Field(default=[], max_length=MOST_AGREEMENTS)
    fee_cap: Written = ""
    fee_waiver_reason: StrictStr = ""
    format: StrictStr = "electronic"


def read_facts_file(path: Path, *, today: date) -> LetterFacts | FollowUpFacts:
    """Read and check a facts file. ``today`` dates the letter when the file has no date.

    Raises ``FactsFileError``: the rules are those of the forms, so that the screen and the
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


def read_facts(content: dict[str, Any], *, today: date) -> LetterFacts | FollowUpFacts:
    """Check the tables of a facts file. Raises ``FactsFileError``."""
    kind = content.get("kind", "request")
    if isinstance(kind, str) and kind in KINDS:
        return read_follow_up_facts(content, KINDS[kind], today=today)
    if kind != "request":
        raise FactsFileError(f"kind: choose from request, {', '.join(KINDS)}.")
    return _request_facts(validated(RequestFile, content), today)


def _request_facts(read: RequestFile, today: date) -> LetterFacts:
    check_law(read.law)
    result = read_form(
        {
            "agency": read.to.agency,
            "subjects": read.subjects,
            "items": [_line(each) for each in read.items],
            "period_from": read.period_from,
            "period_to": read.period_to,
            "specifics": "\n".join(read.specifics),
            "fee_cap": read.fee_cap,
            "fee_waiver_reason": read.fee_waiver_reason,
            "format": read.format,
            "signer_name": read.sender.name,
            "signer_title": read.sender.title,
        },
        to=read.to.addressee(),
        sender=read.sender.sender(),
        dated=read_dated(read.dated, today),
        law=read.law,
        delivery=read.delivery,
        number=checked("number", read.number, 40),
        agreements=tuple(checked("agreements", each, 200) for each in read.agreements),
    )
    if result.errors or result.facts is None:
        raise FactsFileError(said(result.errors))
    chosen = {f"{item.subject}/{item.key}" for item in result.facts.items}
    for name in (each if isinstance(each, str) else each.item for each in read.items):
        if name not in chosen:
            raise FactsFileError(f"items: {name} is not an item of these subjects under this law.")
    return result.facts


def _line(item: str | ItemTable) -> str:
    """An item of the file as a line of the form."""
    if isinstance(item, str):
        return f"+{item}"
    return f"+{item.item} {item.text}".rstrip(" ")
