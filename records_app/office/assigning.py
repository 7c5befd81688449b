"""Put a request into somebody's care, take it, hand it over, let go of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.events import Noted
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_assign
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line
from records_app.office.changed_elsewhere import changed_elsewhere
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.groups import limit_of_request
from records_app.store.log import append_event
from records_app.store.requests import lock_request, name_of
from records_app.store.tables_requests import Request
from records_app.store.watching import Carer, carer

NOBODY = "nobody"
MOST_WHY = 500
_LABEL = "In whose care"
_OTHERS = "move a request that is in somebody else's care"


@dataclass(frozen=True, slots=True)
class Assigned:
    """The version after the change, and what the log says about it."""

    version: int
    words: str


def assign(
    store: Store,
    actor: Actor,
    request_id: int,
    version: int,
    raw: Mapping[str, object],
    *,
    now: datetime,
) -> Assigned:
    """Move a request into the care that ``raw`` names, and say so in its log.

    ``care_to`` is the number of a person or "nobody", ``care_why`` a line for the log or empty.
    Raises ``Refused``, ``ChangedElsewhere`` when ``version`` is not the newest, ``NotAllowed`` and
    ``NotFound``, also for a draft: it belongs to its author.
    """
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
    errors: list[FieldError] = []
    to = _read_person(raw.get("care_to"), errors)
    why = read_line(
        raw.get("care_why", ""),
        errors,
        field="care_why",
        label="Why",
        max_length=MOST_WHY,
        required=False,
    )
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            raise NotFound("request")
        before = carer(session, row.assigned_id)
        if not may_assign(actor, before.id if before else None, to):
            raise NotAllowed(_OTHERS)
        if row.version != version:
            raise changed_elsewhere(session, row, actor)
        after = _chosen(session, row, before, to)
        words = _with_reason(_words(session, row, before, after, actor), why)
        append_event(session, request_id, Noted(missouri_day(now), words), actor, now)
        row.assigned_id = to
        row.version += 1
        row.updated_at = now
        row.updated_by_id = actor.id
        derive(session, row)
        return Assigned(row.version, words)


def _read_person(value: object, errors: list[FieldError]) -> int | None:
    """The number of a person; None for nobody."""
    if value == NOBODY:
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        return int(value)
    errors.append(FieldError("care_to", _LABEL, "Choose somebody."))
    return None


def _chosen(session: Session, row: Request, before: Carer | None, to: int | None) -> Carer | None:
    """The person it goes to; refuses whoever cannot have it, and what changes nothing."""
    after = carer(session, to)
    limit = limit_of_request(session, row.id or 0, row.agency_id)
    if after is not None and limit is not None and not limit.lets(after.id):
        why = f"{after.name} is not in the group that this request is for."
        raise Refused((FieldError("care_to", _LABEL, why),))
    why = ""
    if to is not None and after is None:
        why = "Choose somebody who may record and whose account is in use."
    elif before == after:
        why = f"It is in the care of {after.name} already." if after else "It is nobody's already."
    if why:
        raise Refused((FieldError("care_to", _LABEL, why),))
    return after


def _words(
    session: Session, row: Request, before: Carer | None, after: Carer | None, actor: Actor
) -> str:
    if after is None:
        return f"Out of the care of {before.name if before else 'anybody'}, nobody's for now"
    if before is not None:
        return f"Handed over from {before.name} to {after.name}"
    if row.assigned_id is not None:
        left = name_of(session, row.assigned_id)
        return f"Handed over from {left}, who does not record here any more, to {after.name}"
    if after.id == actor.id:
        return f"{after.name} took this request into their care"
    return f"Put into the care of {after.name}"


def _with_reason(words: str, why: str) -> str:
    if not why:
        return f"{words}."
    return f"{words}: {why}" if why.endswith((".", "?")) else f"{words}: {why}."
