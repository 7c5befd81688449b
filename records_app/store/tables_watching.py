"""Tables of who keeps an eye on a request: watchers, and days to be reminded of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class Watch(SQLModel, table=True):
    """Somebody follows a request that may be somebody else's work."""

    __tablename__ = "watch"

    request_id: int = Field(
        sa_column=Column(Integer, ForeignKey("request.id", ondelete="CASCADE"), primary_key=True)
    )
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class RemindMe(SQLModel, table=True):
    """A day on which somebody wants to see a request on the desk, whatever its standing."""

    __tablename__ = "remind_me"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    on: date
    note: str = Field(default="", max_length=200)
    made_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
