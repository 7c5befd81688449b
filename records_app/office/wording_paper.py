"""What new letters are written on: the office's wording and lists of items in use, and its logo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from records_app.casework.subjects import Subject
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import LetterFacts
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.logo import Logo
from records_app.letters.own_items import Lists, OwnList, items_from_json, list_kind
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_parts import PORTAL
from records_app.letters.wording import SHARED, list_scope
from records_app.office.missouri_time import day_and_time
from records_app.store.people import office_row
from records_app.store.wording import VersionBy, logo_row, newest_wordings


@dataclass(frozen=True, slots=True)
class Paper:
    """The logo, and the own wording of each kind of letter under one law that has one.

    ``lists`` are the office's own lists of items; ``changes`` the newest version of each list
    that was ever changed, also where it is as shipped again.
    """

    own: Mapping[str, OwnWording] = field(default_factory=dict)
    logo: Logo | None = None
    lists: Lists = field(default_factory=dict)
    changes: Mapping[Subject, VersionBy] = field(default_factory=dict)

    def write(self, facts: LetterFacts | FollowUpFacts) -> Letter:
        """The letter of these facts on this paper."""
        return compose(facts, self.own.get(facts.kind), self.logo)

    def version_of(self, kind: str) -> int | None:
        """The id of the version that a letter of this kind is made with; None: as shipped."""
        own = self.own.get(kind)
        return own.version_id if own else None

    def besides(self, facts: LetterFacts) -> tuple[int, ...]:
        """The ids of the versions of lists, and of the text for portals, of a request."""
        ids = [self.lists[each].version_id for each in facts.subjects if each in self.lists]
        return tuple(one for one in (*ids, self.version_of(PORTAL)) if one is not None)

    def news_since(self, begun: datetime) -> dict[Subject, str]:
        """What to say about the lists that were changed after a draft was begun."""
        return {
            subject: (
                f"This list was changed after the draft was begun: version {new.row.number}, "
                f"{day_and_time(new.row.made_at)}, by {new.made_by}. You see it as it is now. "
                "What you ticked or wrote yourself stays."
            )
            for subject, new in self.changes.items()
            if new.row.made_at > begun
        }


PLAIN = Paper()
"""Shipped words and no logo."""


def paper_of(session: Session, law: str) -> Paper:
    """The paper for letters under one law, as it is now."""
    newest = newest_wordings(session, (law, SHARED))
    own = {
        each.row.kind: OwnWording(dict(each.row.parts), each.row.id)
        for each in newest
        if each.row.parts and each.row.law == law
    }
    changes = _changes(newest, law)
    lists = {
        subject: OwnList(items_from_json(each.row.parts), each.row.id)
        for subject, each in changes.items()
        if each.row.parts
    }
    row = logo_row(session)
    name = office_row(session).name
    logo = Logo(row.content, row.width, row.height, name or "Logo") if row else None
    return Paper(own, logo, lists, changes)


def _changes(newest: Iterable[VersionBy], law: str) -> dict[Subject, VersionBy]:
    known = {(each.row.law, each.row.kind): each for each in newest}
    keys = {subject: (list_scope(subject, law), list_kind(subject)) for subject in Subject}
    return {subject: known[key] for subject, key in keys.items() if key in known}
