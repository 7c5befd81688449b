"""Events as stored: a kind and plain values, and back."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Union, get_args, get_origin, get_type_hints

from records_app.casework.event_types import (
    Answered,
    Approved,
    Closed,
    DeadlineMoved,
    Event,
    FeePaid,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Noted,
    Received,
    Reopened,
    Sent,
)


class EventUnreadable(ValueError):
    """Stored data that is not an event of ours; the message names the kind and the field."""


_KINDS: dict[str, type[Any]] = {
    "approved": Approved,
    "sent": Sent,
    "received": Received,
    "answered": Answered,
    "follow_up_approved": FollowUpApproved,
    "follow_up_sent": FollowUpSent,
    "follow_up_received": FollowUpReceived,
    "fee_paid": FeePaid,
    "noted": Noted,
    "closed": Closed,
    "reopened": Reopened,
    "deadline_moved": DeadlineMoved,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_READERS: dict[type[Any], Callable[[str], Any]] = {
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


def kind_of(event: Event) -> str:
    """The name under which an event is stored: `approved`, `sent`, `received`, ..."""
    return _NAMES[type(event)]


def to_json(event: Event) -> tuple[str, dict[str, str | int | None]]:
    """The stored form: the kind, and plain values (dates ISO 8601, money as a string)."""
    return kind_of(event), {
        field.name: _written(getattr(event, field.name)) for field in fields(event)
    }


def from_json(kind: str, data: Mapping[str, Any]) -> Event:
    """The event that `to_json` wrote. Raises EventUnreadable for anything else."""
    if kind not in _KINDS:
        raise EventUnreadable(f"kind: {kind!r} is not an event")
    hints = get_type_hints(_KINDS[kind])
    # A field with a default came later than the first logs, which do not have it.
    needed = {field.name for field in fields(_KINDS[kind]) if field.default is MISSING}
    if not needed <= set(data) <= set(hints):
        raise EventUnreadable(f"{kind}: the fields are {sorted(data)}, not {sorted(hints)}")
    event: Event = _KINDS[kind](
        **{
            name: _read(f"{kind}.{name}", hint, data[name])
            for name, hint in hints.items()
            if name in data
        }
    )
    return event


def _written(value: object) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _read(place: str, hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = get_args(hint)[0]
    written_as = hint if hint in (int, bool) else str
    if type(value) is not written_as:
        raise EventUnreadable(f"{place}: {value!r} is not a {written_as.__name__}")
    try:
        return _READERS.get(hint, hint)(value)
    except (ValueError, InvalidOperation):
        raise EventUnreadable(f"{place}: {value!r} is not a {hint.__name__}") from None
