"""Tables of people, how they sign in, and how their calendars read."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class Person(SQLModel, table=True):
    """Somebody who may sign in.

    Of somebody who is deleted the row stays, so that the log says who did what; everything about
    how they sign in goes, and their e-mail address.
    """

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254, unique=True, index=True)
    name: str = Field(max_length=120)
    role: str = Field(max_length=20)
    password_hash: str = Field(max_length=255)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Invite(SQLModel, table=True):
    """A one-time link to become a person. Only the hash of its token is kept."""

    __tablename__ = "invite"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    email: str = Field(default="", max_length=254)
    name: str = Field(default="", max_length=120)
    role: str = Field(max_length=20)
    invited_by_id: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignIn(SQLModel, table=True):
    """One browser that is signed in. Only the hash of its cookie is kept.

    ``confirmed_at`` is when the password was last given in it.
    """

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    address: str = Field(default="", max_length=64)
    browser: str = Field(default="", max_length=80)
    browser_id: int | None = Field(default=None, index=True)


class CalendarAddress(SQLModel, table=True):
    """A secret address at which a calendar program reads deadlines. Only its hash is kept.

    ``owner`` is ``person-12`` or ``office``: each has one at most. It shows what the person who
    made it may see: of that, only their own requests while ``own_only``.
    """

    __tablename__ = "calendar_address"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    owner: str = Field(max_length=20, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    own_only: bool = Field(default=False)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Office(SQLModel, table=True):
    """The one office that uses this desk: its letterhead and its ways. Always the row with id 1.

    ``chaser_days`` is how many open days pass between two letters of ours: a choice, no law.
    ``second_factor_required``: whoever signs in needs a code from their phone as well.
    """

    __tablename__ = "office"

    id: int = Field(default=1, primary_key=True)
    name: str = Field(default="", max_length=160)
    address: str = Field(default="", max_length=400)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=40)
    chaser_days: int = Field(default=5)
    second_factor_required: bool = Field(default=False)
    version: int = Field(default=1)
