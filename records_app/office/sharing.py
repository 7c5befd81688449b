"""Share a draft with the office, take it back, take over what somebody left behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_share, may_take_over
from records_app.office.addresses import read_row_id
from records_app.office.drafting import draft_for
from records_app.office.missouri_time import missouri_day, near_day
from records_app.office.refusals import NotAllowed, NotFound
from records_app.store import sharing as drafts
from records_app.store.database import Store
from records_app.store.requests import find_request, lock_request, name_of
from records_app.store.tables_requests import Request


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may see a draft. ``shared`` is the day in words, empty for a private one."""

    draft_id: int
    is_mine: bool
    author: str
    shared: str


@dataclass(frozen=True, slots=True)
class DraftsLeft:
    """The drafts of somebody who may not sign in any more: how many, and since when."""

    person_id: int
    name: str
    since: str
    drafts: int


def sharing_of(store: Store, actor: Actor, draft_id: int) -> Sharing:
    """Whether a draft is shared, and by whom. Raises ``NotFound``."""
    with store.reading() as session:
        row = draft_for(find_request(session, actor, draft_id), actor)
        return _sharing(row, actor, name_of(session, row.author_id))


def share_draft(store: Store, actor: Actor, draft_id: int, *, now: datetime) -> Sharing:
    """Show a draft to everybody who may draft: they may write on it and approve it.

    No version moves: nobody's open form becomes stale. Sharing twice is sharing once. Raises
    ``NotFound``, and ``NotAllowed`` for a draft of somebody else.
    """
    return _share(store, actor, draft_id, now)


def take_draft_back(store: Store, actor: Actor, draft_id: int) -> Sharing:
    """Make a draft private to its author again; what others wrote in it stays."""
    return _share(store, actor, draft_id, None)


def drafts_left(store: Store, actor: Actor) -> tuple[DraftsLeft, ...]:
    """Who left drafts when their account was disabled, and how many. Nothing of what they say."""
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE.value)
    with store.reading() as session:
        return tuple(
            DraftsLeft(
                one.person_id,
                one.name,
                near_day(missouri_day(one.since)) if one.since else "",
                one.drafts,
            )
            for one in drafts.drafts_left_behind(session)
        )


def take_over_drafts(store: Store, actor: Actor, person_id: object) -> int:
    """Become the author of every draft of somebody who may not sign in any more; gives how many.

    The audit holds each of them with its author before and after. Raises ``NotAllowed``, and
    ``NotFound`` as long as that person may sign in.
    """
    if not may(actor, Permission.MANAGE_PEOPLE):
        raise NotAllowed(Permission.MANAGE_PEOPLE.value)
    number = read_row_id(person_id)
    with store.transaction() as session:
        person = drafts.hold_person_who_left(session, number) if number else None
        if person is None or not may_take_over(actor, author_left=True):
            raise NotFound("person")
        rows = drafts.drafts_of_person_who_left(session, person)
        for row in rows:
            row.author_id = actor.id
        return len(rows)


def _share(store: Store, actor: Actor, draft_id: int, at: datetime | None) -> Sharing:
    with store.transaction() as session:
        row = draft_for(lock_request(session, actor, draft_id), actor)
        if not may_share(actor, row.author_id):
            raise NotAllowed("share a draft of somebody else, or take it back")
        if at is None or row.shared_at is None:
            row.shared_at = at
        return _sharing(row, actor, name_of(session, row.author_id))


def _sharing(row: Request, actor: Actor, author: str) -> Sharing:
    shared = near_day(missouri_day(row.shared_at)) if row.shared_at else ""
    return Sharing(row.id or 0, row.author_id == actor.id, author, shared)
