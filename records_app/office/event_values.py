"""Which form tells of which event, and what its fields hold for one that is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from records_app.casework.events import Answered, Decided, Escalated, Event, kind_of
from records_app.office.asked_lines import line_values
from records_app.office.event_forms import (
    Reader,
    read_answer,
    read_closing,
    read_contact,
    read_decision,
    read_escalation,
    read_follow_up_received,
    read_follow_up_sent,
    read_note,
    read_payment,
    read_received,
    read_reopening,
    read_sent,
)

# The stored kind of an event, the form on the page that tells of it, and its reader.
FORMS: Mapping[str, tuple[str, Reader]] = MappingProxyType(
    {
        "sent": ("sent", read_sent),
        "received": ("received", read_received),
        "answered": ("answer", read_answer),
        "follow_up_sent": ("follow_up", read_follow_up_sent),
        "follow_up_received": ("follow_up_received", read_follow_up_received),
        "fee_paid": ("payment", read_payment),
        "noted": ("note", read_note),
        "closed": ("close", read_closing),
        "reopened": ("reopen", read_reopening),
        "contacted": ("contact", read_contact),
        "escalated": ("outside", read_escalation),
        "decided": ("decision", read_decision),
    }
)
_OTHER_NAMES = {Escalated: {"kind": "step"}, Decided: {"kind": "step"}}
_LETTER = {"kind": "letter"}


def form_of(event: Event) -> str:
    """The name of the form that tells of such an event; empty when nobody types it in."""
    return FORMS[kind_of(event)][0] if kind_of(event) in FORMS else ""


def values_of(event: Event) -> dict[str, str]:
    """What the fields of its form hold: the reader makes the same event of them."""
    names = _OTHER_NAMES.get(type(event), {})
    if kind_of(event).startswith("follow_up"):
        names = _LETTER
    values = {
        names.get(field.name, field.name): _text(getattr(event, field.name))
        for field in fields(event)
        if field.name != "lines"
    }
    return {**values, **(line_values(event.lines) if isinstance(event, Answered) else {})}


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
    return str(value)
