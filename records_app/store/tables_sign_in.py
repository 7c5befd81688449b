"""Tables of the second factor, of those who are half signed in, and of browsers known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class SecondFactor(SQLModel, table=True):
    """What a person's phone and this office share, to agree on a code every 30 seconds.

    ``secret`` is in use; ``new_secret`` waits for its first code. ``last_step`` is the period of
    the last code that was taken, so that none is taken twice.
    """

    __tablename__ = "second_factor"

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    secret: str | None = Field(default=None, max_length=64)
    new_secret: str | None = Field(default=None, max_length=64)
    new_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_step: int = Field(default=0)


class RecoveryCode(SQLModel, table=True):
    """A code for the day the phone is gone. Each works once; only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    code_hash: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class HalfSignIn(SQLModel, table=True):
    """Somebody whose password was right and who still owes the second factor. No session.

    ``needs`` is ``code``, or ``setup`` where the office asks for a second factor and there is none.
    """

    __tablename__ = "half_sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    needs: str = Field(max_length=10)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class KnownBrowser(SQLModel, table=True):
    """A browser in which a person signed in, known again by a cookie of its own.

    ``asked_at``: since then the person is asked whether a new one is theirs; empty when settled.
    Several people of one browser share its cookie, each with a row.
    """

    __tablename__ = "known_browser"
    __table_args__ = (UniqueConstraint("token_hash", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    browser: str = Field(default="", max_length=80)
    address: str = Field(default="", max_length=64)
    first_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
