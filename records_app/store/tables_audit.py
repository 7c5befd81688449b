"""The audit: what was changed or taken out, by whom, when, from where. Each row seals the last."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class AuditRow(SQLModel, table=True):
    """One act. ``id`` counts without gaps; ``sealed`` is a hash over this row and the last seal.

    ``details`` is JSON text with the values before and after; ``details_sha256`` stays when a
    purge takes the text away. A person is named by number and by the name of then, not by a link:
    the row outlives the account.
    """

    __tablename__ = "audit"

    id: int | None = Field(
        default=None, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    person_id: int | None = Field(default=None, index=True)
    who: str = Field(max_length=120)
    place: str = Field(default="", max_length=64)
    act: str = Field(max_length=40)
    about: str = Field(default="", max_length=200)
    details: str | None = Field(default=None)
    details_sha256: str = Field(max_length=64)
    sealed: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """How many rows the audit has and the last seal, so that a missing end is noticed too."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    rows: int
    sealed: str = Field(max_length=64)
