"""Queries for somebody who leaves the office for good: their drafts, and what goes with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session

from records_app.store.tables_groups import GroupMember
from records_app.store.tables_people import CalendarAddress, Invite
from records_app.store.tables_requests import Request
from records_app.store.tables_watching import RemindMe, Watch

_request: Any = Request
_watch: Any = Watch
_reminder: Any = RemindMe
_address: Any = CalendarAddress
_member: Any = GroupMember
_invite: Any = Invite


def hand_over_drafts(session: Session, person_id: int, to: int, *, by: int, now: datetime) -> int:
    """Make somebody else the author of every draft of this person; gives how many there were."""
    values = {"author_id": to, "updated_at": now, "updated_by_id": by}
    return _change_drafts(session, person_id, values)


def discard_drafts(session: Session, person_id: int, *, by: int, now: datetime) -> int:
    """Give every draft of this person up; gives how many there were."""
    values = {"discarded_at": now, "updated_at": now, "updated_by_id": by}
    return _change_drafts(session, person_id, values)


def forget_ways(session: Session, person_id: int, email: str) -> None:
    """Remove what leads to this person or is theirs alone.

    These are calendar addresses, watches, reminders, places in groups, and links made for their
    address.
    """
    for table in (_address, _watch, _reminder, _member):
        session.connection().execute(delete(table).where(table.person_id == person_id))
    session.connection().execute(delete(_invite).where(_invite.email == email))


def _change_drafts(session: Session, person_id: int, values: dict[str, object]) -> int:
    done = session.connection().execute(
        update(_request)
        .where(
            _request.author_id == person_id,
            _request.stage == "draft",
            _request.discarded_at.is_(None),
        )
        .values(version=_request.version + 1, **values)
    )
    return done.rowcount
