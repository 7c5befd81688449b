"""What the page of a request says of people: whose it is, who watches, my own reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_assign
from records_app.law.day_words import full_day
from records_app.office.assigning import NOBODY
from records_app.office.desk_view import Choice
from records_app.office.refusals import NotAllowed, NotFound
from records_app.office.reminding import FARTHEST
from records_app.store.database import Store
from records_app.store.groups import limit_of_request
from records_app.store.requests import find_request
from records_app.store.watching import carer, carers, open_reminders, watchers


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder of the person who looks. ``is_due``: its day is today or has passed."""

    id: int
    day: str
    note: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class PeopleCard:
    """In whose care a request is and what the person who looks may do about it.

    ``in_care_of`` is empty for nobody's; ``me`` is the person who looks, as ``choices`` name
    people. ``choices`` are those it can be moved to, empty when the
    person may not move it. ``first_day`` and ``last_day`` bound a reminder, as YYYY-MM-DD.
    """

    request_id: int
    version: int
    me: str
    in_care_of: str
    is_mine: bool
    may_take: bool
    choices: tuple[Choice, ...]
    is_watching: bool
    watchers: tuple[str, ...]
    reminders: tuple[ReminderLine, ...]
    first_day: str
    last_day: str


def people_card(store: Store, actor: Actor, request_id: int, *, today: date) -> PeopleCard:
    """The people of an approved request. Raises ``NotFound``, also for a draft."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            raise NotFound("request")
        cared = carer(session, row.assigned_id)
        limit = limit_of_request(session, request_id, row.agency_id)
        able = [one for one in carers(session) if limit is None or limit.lets(one.id)]
        watching = watchers(session, request_id)
        reminders = open_reminders(session, actor.id, request_id)
    now = cared.id if cared else None
    choices = [
        Choice(str(one.id), f"{one.name} (you)" if one.id == actor.id else one.name)
        for one in able
        if one.id != now and may_assign(actor, now, one.id)
    ]
    if now is not None and may_assign(actor, now, None):
        choices.append(Choice(NOBODY, "Nobody for now"))
    return PeopleCard(
        request_id=request_id,
        version=row.version,
        me=str(actor.id),
        in_care_of=cared.name if cared else "",
        is_mine=now == actor.id,
        may_take=now is None and may_assign(actor, None, actor.id),
        choices=tuple(choices),
        is_watching=any(one.id == actor.id for one in watching),
        watchers=tuple("you" if one.id == actor.id else one.name for one in watching),
        reminders=tuple(
            ReminderLine(one.id or 0, full_day(one.on), one.note, one.on <= today)
            for one in reminders
        ),
        first_day=today.isoformat(),
        last_day=(today + FARTHEST).isoformat(),
    )
