"""What belongs to a group, in every corner of an office, and what no other may find or change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from records_app.casework.people import Actor, Role
from records_app.office.files.folder import FileFolder
from records_app.office.groups import add_group, change_group, limit_agency
from records_app.store.database import Store
from records_app.store.tables import (
    Campaign,
    EventRow,
    FileRow,
    FileText,
    LetterRow,
    LimitedCampaign,
    NumberCounter,
    Request,
    RequestSubject,
    Watch,
)
from tests.office.cast import NOW, make_person
from tests.office.grouped import GROUP, Grouped, grouped_office
from tests.office.made_files import add
from tests.office.signing_in import session_of

OF_THE_GROUP = ("MO-2026-0701", "MO-2026-0703", "kept-secret", "hush words", "Fall of the group")
PRIVATE_DRAFT, SHARED_DRAFT = "Private words", "Shared words"
NEVER = {
    "stranger": (*OF_THE_GROUP, PRIVATE_DRAFT, SHARED_DRAFT, "MO-2026-0702", "Alice", "Carl"),
    "vera": (*OF_THE_GROUP, PRIVATE_DRAFT, SHARED_DRAFT),
    "bob": (*OF_THE_GROUP, PRIVATE_DRAFT),
    "alice": (*OF_THE_GROUP, PRIVATE_DRAFT),
    "dora": (PRIVATE_DRAFT,),
    "ada": (PRIVATE_DRAFT,),
}
"""Words that must not reach each of them, on any page, by any handler or route."""

REACHED = {
    "vera": ("MO-2026-0702",),
    "bob": ("MO-2026-0702", SHARED_DRAFT),
    "alice": ("MO-2026-0702", SHARED_DRAFT),
    "dora": (*OF_THE_GROUP[:4], SHARED_DRAFT),
    "ada": (*OF_THE_GROUP[:4], SHARED_DRAFT),
    "carl": (*OF_THE_GROUP[:4], PRIVATE_DRAFT, SHARED_DRAFT),
}
"""Words that each of them finds on the pages."""


@dataclass(frozen=True)
class Kept:
    """The numbers of what only the group may have: its request, letter, file and campaign.

    Carl owns all of it; Dora is a colleague in his group, Bob is in another one, Alice in none.
    """

    office: Grouped
    dora: Actor
    letter: int
    file: int
    campaign: int

    def actor(self, who: str) -> Actor:
        """One of the cast; Ada has just given her password."""
        if who == "ada":
            return replace(self.office.cast.ada, confirmed_at=datetime.now(UTC))
        return self.dora if who == "dora" else getattr(self.office.cast, who)

    def guarded(self, who: str) -> tuple[int, ...]:
        """The requests that this person may not change in any way."""
        office = self.office
        if who == "carl":
            return ()
        if who in ("ada", "dora"):
            return (office.private,)
        ids = (office.kept, office.private)
        return (*ids, office.shared) if who in ("vera", "stranger") else ids


def keep_from_others(store: Store, folder: FileFolder) -> Kept:
    """Fill an empty database with an office whose groups have something to keep."""
    with store.transaction() as session:
        # Numbers that stand in no example of ours.
        session.add(NumberCounter(series="MO-2026", last=700))
    office = grouped_office(store)
    cast = office.cast
    dora = make_person(store, "Dora", Role.ADVOCATE)
    members = [cast.carl.id, dora.id]
    change_group(store, cast.ada, office.group, 3, name=GROUP, person_ids=members)
    other = add_group(store, cast.ada, "Training team", now=NOW)
    change_group(store, cast.ada, other, 1, name="Training team", person_ids=[cast.bob.id])
    limit_agency(store, cast.ada, other, cast.maple)
    file = add(store, cast.carl, office.kept, folder, "kept-secret.txt", b"hush words")
    with store.transaction() as session:
        session.get_one(FileRow, file.id).text_state = "done"
        session.add(FileText(file_id=file.id, page=1, text="hush words", words="hush words"))
        letters = select(LetterRow.id).where(LetterRow.request_id == office.kept)
        letter = session.execute(letters).scalar_one()
        campaign = Campaign(
            name="Fall of the group",
            author_id=cast.carl.id,
            stage="done",
            created_at=NOW,
            updated_at=NOW,
        )
        session.add(campaign)
        session.flush()
        session.add(LimitedCampaign(campaign_id=campaign.id or 0, group_id=office.group))
        return Kept(office, dora, letter or 0, file.id, campaign.id or 0)


def cookie_of(store: Store, kept: Kept, who: str, now: datetime | None = None) -> str:
    """The token of a session of this person; "" for a stranger."""
    if who == "stranger":
        return ""
    return session_of(store, kept.actor(who), now or datetime.now(UTC))


def rows_of(store: Store, ids: tuple[int, ...]) -> dict[str, list[Any]]:
    """Everything that is stored of some requests."""
    found: dict[str, list[Any]] = {}
    with store.reading() as session:
        for table in (EventRow, LetterRow, FileRow, RequestSubject, Watch):
            query = table.__table__.select().where(table.__table__.c.request_id.in_(ids))  # type: ignore[attr-defined]
            found[table.__name__] = [tuple(row) for row in session.connection().execute(query)]
        query = Request.__table__.select().where(Request.__table__.c.id.in_(ids))  # type: ignore[attr-defined]
        found["Request"] = [tuple(row) for row in session.connection().execute(query)]
    return found
