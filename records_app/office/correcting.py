"""What somebody types to correct a line of the log: the line as it should be, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from records_app.casework.correction_problems import why_fixed
from records_app.casework.corrections import effective
from records_app.casework.events import Corrected, Entry, Event, kind_of, sentence
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.law.day_words import full_day
from records_app.letters.request_form import FieldError
from records_app.office.event_fields import EventForm, label_of
from records_app.office.event_values import FORMS, form_of, values_of
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import find_request


def read_correction(
    raw: Mapping[str, object], entries: tuple[Entry, ...], today: date
) -> Corrected:
    """The correction of line ``line``, with ``why``; ``strike`` says that it never happened.

    Raises ``Refused`` with every error of the form of that line, too.
    """
    old = _line(raw.get("line"), entries)
    errors: list[FieldError] = []
    form = EventForm(raw, today)
    why = form.text("why")
    if not why:
        form.refuse("why", "Write why this is a correction.")
    try:
        form.refuse_if_wrong()
    except Refused as refused:
        errors += refused.errors
    event: Event | None = None
    if raw.get("strike") != "on" and not isinstance(old.event, Corrected):
        try:
            event = FORMS[kind_of(old.event)][1](raw, today)
        except Refused as refused:
            errors = [*refused.errors, *errors]
    if errors:
        raise Refused(tuple(errors))
    return Corrected(today, old.seq, why, event)


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """The form for correcting one line: its name, what it starts with, and the line in words.

    ``form`` is ``undo`` for taking a correction back, and empty when the line cannot be corrected;
    ``refused`` says why then.
    """

    form: str
    values: dict[str, str]
    said: str
    refused: str


def correction_form(store: Store, actor: Actor, request_id: int, line: str) -> CorrectionForm:
    """What to show to somebody who wants to correct a line. Raises as the page of a request."""
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            raise NotFound("request")
        if not may_record(actor, row.author_id, row.assigned_id):
            raise NotAllowed(Permission.RECORD.value)
        entries = entries_of(session, request_id)
    try:
        old = _line(line, entries)
    except Refused as refused:
        return CorrectionForm("", {}, "", refused.errors[0].message)
    event = next((one.event for one in effective(entries) if one.seq == old.seq), old.event)
    said = f"{full_day(event.on)}: {sentence(event)}"
    if isinstance(event, Corrected):
        return CorrectionForm("undo", {"line": str(old.seq)}, said, "")
    return CorrectionForm(form_of(event), {**values_of(event), "line": str(old.seq)}, said, "")


def _line(value: object, entries: tuple[Entry, ...]) -> Entry:
    text = value if isinstance(value, str) and len(value) < 10 else ""
    number = int(text) if text.isascii() and text.isdigit() else 0
    found = next((entry for entry in entries if entry.seq == number), None)
    if found is None:
        raise _refused("There is no such line of this request.")
    if why_fixed(found.event):
        raise _refused(why_fixed(found.event))
    return found


def _refused(why: str) -> Refused:
    return Refused((FieldError("line", label_of("line"), why),))
