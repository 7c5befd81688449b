"""Keeps a new version of a wording or a list, unless somebody else was quicker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.tables_people import Office
from records_app.store.tables_wording import WordingVersion
from records_app.store.wording import versions_of


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to keep; ``after`` is the newest number when the person began."""

    law: str
    kind: str
    after: int
    parts: Mapping[str, Any]
    note: str


def must_word(actor: Actor) -> None:
    """Raise ``NotAllowed`` for those who may not change the wording of letters."""
    if not may(actor, Permission.WORD_LETTERS):
        raise NotAllowed(Permission.WORD_LETTERS.value)


def keep_version(store: Store, actor: Actor, new: NewVersion, now: datetime) -> int:
    """Keep it as the version in use; gives its number. The same twice gives the same answer.

    Raises ``ChangedElsewhere``, and ``Refused`` when nothing differs.
    """
    try:
        with store.transaction() as session:
            # Locked, so that of two who save at the same time the second is told.
            session.get(Office, 1, with_for_update=True)
            versions = versions_of(session, new.law, new.kind)
            newest = versions[0] if versions else None
            number = newest.row.number if newest else 0
            if newest and _done_before(newest.row, actor, new):
                return number
            if number != new.after:
                by, at = (newest.made_by, newest.row.made_at) if newest else ("Somebody", now)
                raise ChangedElsewhere(by, at)
            if new.parts == (newest.row.parts if newest else {}):
                why = "Nothing differs from what is in use."
                raise Refused((FieldError("note", "The wording", why),))
            session.add(
                WordingVersion(
                    law=new.law,
                    kind=new.kind,
                    number=number + 1,
                    parts=dict(new.parts),
                    note=new.note,
                    made_at=now,
                    made_by_id=actor.id,
                )
            )
            session.flush()
    except IntegrityError as error:
        raise ChangedElsewhere("Somebody", now) from error
    return new.after + 1


def parts_of_number(session: Session, law: str, kind: str, number: int) -> dict[str, Any]:
    """What a version says; 0 is the shipped one. Raises ``NotFound``."""
    if number == 0:
        return {}
    for each in versions_of(session, law, kind):
        if each.row.number == number:
            return dict(each.row.parts)
    raise NotFound("version")


def back_note(to: int) -> str:
    """The note of a version that goes back to an older one."""
    return f"Back to version {to}." if to else "Back to the standard wording."


def _done_before(newest: WordingVersion, actor: Actor, new: NewVersion) -> bool:
    same = newest.number == new.after + 1 and newest.made_by_id == actor.id
    return same and newest.parts == new.parts
