"""Tables of agencies: contacts, closures and hours with their history, 287(g) agreements."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class Agency(SQLModel, table=True):
    """A public governmental body, from the shipped directory or imported."""

    __tablename__ = "agency"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=160, unique=True)
    name: str = Field(max_length=200, index=True)
    kind: str = Field(max_length=20, index=True)
    law: str = Field(max_length=10, index=True)
    county: str = Field(default="", max_length=80, index=True)
    city: str = Field(default="", max_length=80)
    state: str = Field(default="MO", max_length=2)
    address: str = Field(default="", max_length=400)
    region: str = Field(default="", max_length=60)
    ori: str = Field(default="", max_length=12)
    g287: str = Field(default="none", max_length=20, index=True)
    search_key: str = Field(default="", max_length=600)
    source: str = Field(default="", max_length=400)
    from_directory: bool = Field(default=True)
    closes_at: time = Field(default=time(17, 0))
    version: int = Field(default=1)


class Contact(SQLModel, table=True):
    """One way to reach an agency's custodian of records, with who checked it and when."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    kind: str = Field(max_length=20)
    value: str = Field(max_length=500)
    source: str = Field(default="", max_length=400)
    as_of: str = Field(default="", max_length=60)
    checked_on: date | None = Field(default=None)
    checked_by_id: int | None = Field(default=None, foreign_key="person.id")
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = Field(default=1)


class ContactChange(SQLModel, table=True):
    """One correction of a contact. These rows are only ever added."""

    __tablename__ = "contact_change"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    action: str = Field(max_length=20)
    kind: str = Field(max_length=20)
    old_value: str = Field(default="", max_length=500)
    new_value: str = Field(default="", max_length=500)
    reason: str = Field(default="", max_length=400)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by_id: int | None = Field(default=None, foreign_key="person.id")


class Agreement(SQLModel, table=True):
    """A 287(g) agreement of an agency with ICE, as ICE's sheets list it."""

    __tablename__ = "agreement"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    model: str = Field(max_length=60)
    standing: str = Field(max_length=20)
    signed_on: date | None = Field(default=None)
    first_listed_on: date | None = Field(default=None)
    last_listed_on: date | None = Field(default=None)
    link: str = Field(default="", max_length=300)
    source: str = Field(default="", max_length=400)


class Closure(SQLModel, table=True):
    """A day on which one agency is closed though its calendar says open, or the reverse."""

    __tablename__ = "closure"
    __table_args__ = (UniqueConstraint("agency_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    on: date
    is_open: bool = Field(default=False)
    reason: str = Field(max_length=200)
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by_id: int | None = Field(default=None, foreign_key="person.id")


class DayChange(SQLModel, table=True):
    """One change of an agency's own days or of its closing time. These rows are only ever added.

    ``kind`` is a ``DayChangeKind``; ``on`` belongs to a day, the two times to a closing time.
    """

    __tablename__ = "day_change"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    kind: str = Field(max_length=20)
    on: date | None = Field(default=None)
    closing_before: time | None = Field(default=None)
    closing: time | None = Field(default=None)
    reason: str = Field(max_length=200)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by_id: int | None = Field(default=None, foreign_key="person.id")
