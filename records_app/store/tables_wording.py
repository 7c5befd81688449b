"""Tables of the office's own wording of letters, and of its logo."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class WordingVersion(SQLModel, table=True):
    """The office's own wording of one kind of letter under one law, or its list of one subject.

    A row is never changed. The one with the highest ``number`` is in use; one without ``parts``
    means that the letter stands as shipped. ``parts`` has the text of each part that is not as
    shipped; an empty text leaves the part out. Of a list it has the items.
    """

    __tablename__ = "wording_version"
    __table_args__ = (UniqueConstraint("law", "kind", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    law: str = Field(max_length=10)
    kind: str = Field(max_length=20)
    number: int
    parts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str = Field(default="", max_length=200)
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by_id: int = Field(foreign_key="person.id")


class LetterWording(SQLModel, table=True):
    """A list of items, or a text for portals, that a letter was made with besides its wording."""

    __tablename__ = "letter_wording"

    letter_id: int = Field(
        sa_column=Column(Integer, ForeignKey("letter.id", ondelete="CASCADE"), primary_key=True)
    )
    wording_version_id: int = Field(foreign_key="wording_version.id", primary_key=True, index=True)


class OfficeLogo(SQLModel, table=True):
    """The logo on the letterhead: a PNG that we wrote ourselves. At most one row, with id 1."""

    __tablename__ = "office_logo"

    id: int = Field(default=1, primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sha256: str = Field(max_length=64)
    width: int
    height: int
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by_id: int = Field(foreign_key="person.id")
