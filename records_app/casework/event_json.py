"""Events as stored: a kind and plain values, and back."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Union, get_args, get_origin, get_type_hints

from records_app.casework.event_types import (
    Answered,
    Approved,
    Closed,
    Contacted,
    Corrected,
    DeadlineMoved,
    Decided,
    Escalated,
    Event,
    FeePaid,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Imported,
    Noted,
    Received,
    Reopened,
    Sent,
)
from records_app.casework.fee_lines import AskedLine


class EventUnreadable(ValueError):
    """Stored data that is not an event of ours; the message names the kind and the field."""


_KINDS: dict[str, type[Any]] = {
    "approved": Approved,
    "imported": Imported,
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
    "contacted": Contacted,
    "escalated": Escalated,
    "decided": Decided,
    "corrected": Corrected,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
# Once: working them out for each line of a long report takes as long as the rest of it.
_HINTS = {kind: get_type_hints(kind) for kind in (*_KINDS.values(), AskedLine)}
_READERS: dict[type[Any], Callable[[str], Any]] = {
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
}


def kind_of(event: Event) -> str:
    """The name under which an event is stored: `approved`, `sent`, `received`, ..."""
    return _NAMES[type(event)]


def to_json(event: Event) -> tuple[str, dict[str, Any]]:
    """The stored form: the kind, and plain values (dates ISO 8601, money as a string).

    A correction holds the event in its place as `{"kind": ..., "details": {...}}`.
    """
    return kind_of(event), _values(event)


def from_json(kind: str, data: Mapping[str, Any]) -> Event:
    """The event that `to_json` wrote. Raises EventUnreadable for anything else."""
    if kind not in _KINDS:
        raise EventUnreadable(f"kind: {kind!r} is not an event")
    if kind == "corrected" and data.get("event") is not None:
        data = {**data, "event": _inner(data["event"])}
    event: Event = _built(kind, _KINDS[kind], data)
    return event


def _inner(data: Any) -> Event:
    if not isinstance(data, dict) or set(data) != {"kind", "details"}:
        raise EventUnreadable(f"corrected.event: {data!r} is not an event")
    if data["kind"] == "corrected" or not isinstance(data["details"], dict):
        raise EventUnreadable("corrected.event: a correction holds no other correction")
    return from_json(data["kind"], data["details"])


def _built(place: str, kind: type[Any], data: Mapping[str, Any]) -> Any:
    hints = _HINTS[kind]
    # A field with a default came later than the first logs, which do not have it.
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if not needed <= set(data) <= set(hints):
        raise EventUnreadable(f"{place}: the fields are {sorted(data)}, not {sorted(hints)}")
    return kind(
        **{
            name: _read(f"{place}.{name}", hint, data[name])
            for name, hint in hints.items()
            if name in data
        }
    )


def _values(data: Any) -> dict[str, Any]:
    return {field.name: _written(getattr(data, field.name)) for field in fields(data)}


def _written(value: object) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return [_values(each) for each in value]
    if type(value) in _NAMES:
        kind, details = to_json(value)  # type: ignore[arg-type]
        return {"kind": kind, "details": details}
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _read(place: str, hint: Any, value: Any) -> Any:
    if is_dataclass(value):
        return value
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        return _read_several(place, get_args(hint)[0], value)
    written_as = hint if hint in (int, bool) else str
    if type(value) is not written_as:
        raise EventUnreadable(f"{place}: {value!r} is not a {written_as.__name__}")
    try:
        return _READERS.get(hint, hint)(value)
    except (ValueError, InvalidOperation):
        raise EventUnreadable(f"{place}: {value!r} is not a {hint.__name__}") from None


def _read_several(place: str, kind: type[Any], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise EventUnreadable(f"{place}: {value!r} is not a list of {kind.__name__}")
    return tuple(_built(f"{place}.{number}", kind, each) for number, each in enumerate(value))
