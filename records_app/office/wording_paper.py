"""What new letters are written on: the office's own wording in use, and its logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from records_app.letters.compose import Letter, compose
from records_app.letters.facts import LetterFacts
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.logo import Logo
from records_app.letters.own_wording import OwnWording
from records_app.store.people import office_row
from records_app.store.wording import logo_row, newest_wordings


@dataclass(frozen=True, slots=True)
class Paper:
    """The logo, and the own wording of each kind of letter under one law that has one."""

    own: Mapping[str, OwnWording] = field(default_factory=dict)
    logo: Logo | None = None

    def write(self, facts: LetterFacts | FollowUpFacts) -> Letter:
        """The letter of these facts on this paper."""
        return compose(facts, self.own.get(facts.kind), self.logo)

    def version_of(self, kind: str) -> int | None:
        """The id of the version that a letter of this kind is made with; None: as shipped."""
        own = self.own.get(kind)
        return own.version_id if own else None


PLAIN = Paper()
"""Shipped words and no logo."""


def paper_of(session: Session, law: str) -> Paper:
    """The paper for letters under one law, as it is now."""
    own = {
        each.row.kind: OwnWording(dict(each.row.parts), each.row.id)
        for each in newest_wordings(session, law)
        if each.row.parts
    }
    row = logo_row(session)
    name = office_row(session).name
    return Paper(own, Logo(row.content, row.width, row.height, name or "Logo") if row else None)
