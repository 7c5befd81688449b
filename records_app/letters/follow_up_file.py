"""Checks the tables of a facts file for a letter after the request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Any

from pydantic import Field as TableField
from pydantic import Strict, StrictStr

from records_app.casework.events import Evidence
from records_app.casework.subjects import Subject
from records_app.law.agency_days import AgencyDays
from records_app.law.errors import LawError
from records_app.law.explanations import explain
from records_app.law.statute import law as statute
from records_app.letters.day_lines import counted
from records_app.letters.facts import Delivery
from records_app.letters.facts_tables import (
    FactsFileError,
    LetterTable,
    Table,
    check_law,
    read_dated,
    said,
    validated,
    written,
)
from records_app.letters.follow_up import FollowUpFacts, RequestSoFar
from records_app.letters.follow_up_form import Context, read_follow_up
from records_app.letters.follow_up_kinds import Field, FollowUpKind, kinds_for

Day = Annotated[date, Strict()]
_BY_THE_SENDER_TABLE = {"signer_name", "signer_title"}


class RequestTable(Table):
    number: StrictStr = ""
    dated: Day
    subjects: list[Subject] = TableField(default=[])
    sent_on: Day | None = None
    sent_how: Delivery = "email"
    sent_reference: StrictStr = ""
    received_on: Day | None = None
    received_at: Annotated[time, Strict()] | None = None
    received_how: Evidence = Evidence.ASSUMED
    closed: list[Day] = TableField(default=[])


class FollowUpFile(LetterTable):
    request: RequestTable


def read_follow_up_facts(
    content: Mapping[str, Any], kind: FollowUpKind, *, today: date
) -> FollowUpFacts:
    """Check the tables of one kind. Raises ``FactsFileError``."""
    fields = {field.name: field for field in kind.fields if field.name not in _BY_THE_SENDER_TABLE}
    own = {name: _raw(field, content[name]) for name, field in fields.items() if name in content}
    read = validated(FollowUpFile, {key: content[key] for key in content if key not in own})
    check_law(read.law)
    if kind.name not in (known := kinds_for(read.law)):
        raise FactsFileError(f"kind: under {read.law} choose from request, {', '.join(known)}.")
    context = Context(
        to=read.to.addressee(),
        sender=read.sender.sender(),
        dated=read_dated(read.dated, today),
        request=_counted(read.law, read.request),
        delivery=read.delivery or ("email" if read.to.email else "post"),
        law=read.law,
    )
    signer = {"signer_name": read.sender.name, "signer_title": read.sender.title}
    result = read_follow_up({**own, **signer}, kind.name, context=context)
    if result.errors:
        raise FactsFileError(said(result.errors))
    return result.facts


def _raw(field: Field, value: object) -> object:
    """A value of the file as the form would send it: numbers and dates as text, lists as lines."""
    if field.shape == "fee lines" and isinstance(value, list):
        return [_row(each) if isinstance(each, Mapping) else each for each in value]
    if field.shape in {"lines", "happenings"} and isinstance(value, list):
        return "\n".join(value) if all(isinstance(each, str) for each in value) else value
    return written(value)


def _row(line: Mapping[str, object]) -> dict[str, object]:
    return {key: written(each) for key, each in line.items()}


def _counted(law: str, read: RequestTable) -> RequestSoFar:
    request = RequestSoFar(
        number=read.number,
        dated=read.dated,
        subjects=tuple(read.subjects),
        sent_on=read.sent_on,
        sent_how=read.sent_how,
        sent_reference=read.sent_reference,
        received_on=read.received_on,
        received_how=read.received_how,
    )
    if read.received_on is None:
        return request
    agency = AgencyDays(closed=tuple((day, "") for day in read.closed))
    try:
        found = explain(
            law, statute(law).default_clock, read.received_on, at=read.received_at, agency=agency
        )
    except LawError as error:
        raise FactsFileError(f"request.received_on: {error}") from None
    return counted(request, found)
