"""Tables of requests: the draft, the letter as bytes, the log, and the columns derived from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime

# What every walk asks besides: who may see it, and whose it is.
_SEEN_BY = ("stage", "author_id", "discarded_at", "assigned_id", "shared_at", "agency_id")
_NO_DRAFTS = text("stage != 'draft'")
_SHARED = text("shared_at IS NOT NULL")


class Request(SQLModel, table=True):
    """One request to one agency.

    ``stage`` to ``further`` are derived from the log in the transaction that adds an event,
    only to make lists fast; ``check`` recomputes and compares them. ``shared_at`` belongs to a
    draft: since then everybody who may draft sees it.
    """

    __tablename__ = "request"
    __table_args__ = (
        # One index for each way the desk walks through requests. The last columns let it count
        # without touching the table.
        Index("ix_request_desk_safe", "turn", "receipt_expected", "safe_on", "id", *_SEEN_BY),
        Index("ix_request_desk_due", "turn", "due_on", "id", "safe_on", *_SEEN_BY),
        Index(
            "ix_request_desk_ours",
            "turn",
            "updated_at",
            "id",
            *_SEEN_BY,
            sqlite_where=_NO_DRAFTS,
            postgresql_where=_NO_DRAFTS,
        ),
        Index("ix_request_desk_stage", "stage", "updated_at", "id", *_SEEN_BY[1:]),
        Index(
            "ix_request_author_stage",
            *("author_id", "stage", "updated_at", "id", "discarded_at", "shared_at", "agency_id"),
        ),
        Index(
            "ix_request_care",
            *("assigned_id", "stage", "author_id", "discarded_at", "shared_at", "agency_id"),
        ),
        Index(
            "ix_request_shared",
            *("stage", "updated_at", "id", "author_id", "discarded_at", "shared_at", "agency_id"),
            sqlite_where=_SHARED,
            postgresql_where=_SHARED,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str | None = Field(default=None, max_length=20, unique=True)
    law: str = Field(default="us-mo", max_length=10)
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    author_id: int = Field(foreign_key="person.id")
    assigned_id: int | None = Field(default=None, foreign_key="person.id")
    import_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    updated_by_id: int = Field(foreign_key="person.id")
    discarded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    shared_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    stage: str = Field(default="draft", max_length=20)
    outcome: str | None = Field(default=None, max_length=20)
    turn: str = Field(default="us", max_length=10)
    label: str = Field(default="Draft", max_length=60)
    clock: str | None = Field(default=None, max_length=20)
    due_on: date | None = Field(default=None)
    safe_on: date | None = Field(default=None)
    receipt_expected: bool = Field(default=False)
    step: str = Field(default="approve", max_length=30)
    chased_on: date | None = Field(default=None)
    court_on: date | None = Field(default=None, index=True)
    further: dict[str, Any] | None = Field(default_factory=dict, sa_type=JSON, nullable=True)


class RequestSubject(SQLModel, table=True):
    """A subject that a request asks about."""

    __tablename__ = "request_subject"

    request_id: int = Field(
        sa_column=Column(Integer, ForeignKey("request.id", ondelete="CASCADE"), primary_key=True)
    )
    subject: str = Field(max_length=20, primary_key=True, index=True)


class EventRow(SQLModel, table=True):
    """Something that happened to a request. These rows are only ever added."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("request_id", "seq"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    seq: int
    kind: str = Field(max_length=20)
    happened_on: date
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by_id: int = Field(foreign_key="person.id")


class LetterRow(SQLModel, table=True):
    """A finished letter: the very bytes, never rendered again.

    ``wording_version_id`` is the office's own wording that it was made with; None: as shipped.
    """

    __tablename__ = "letter"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    kind: str = Field(default="request", max_length=20)
    name: str = Field(max_length=60)
    pdf: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sha256: str = Field(max_length=64)
    pages: int
    text: str
    html: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    approved_at: datetime = Field(sa_type=UtcDateTime)
    approved_by_id: int = Field(foreign_key="person.id")
    wording_version_id: int | None = Field(default=None, foreign_key="wording_version.id")


class NumberCounter(SQLModel, table=True):
    """The last number given in a series such as MO-2026; changed in the approving transaction."""

    __tablename__ = "number_counter"

    series: str = Field(max_length=20, primary_key=True)
    last: int
