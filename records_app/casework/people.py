"""Who does something: the actor of every use case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the office. `permissions` says what each may do."""

    VIEWER = "viewer"
    ADVOCATE = "advocate"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, as far as the rules need to know them.

    ``session_id`` is the browser they are in, ``confirmed_at`` when they last gave their password
    there. They are no part of who somebody is.
    """

    id: int
    name: str
    email: str
    role: Role
    session_id: int = field(default=0, compare=False)
    confirmed_at: datetime | None = field(default=None, compare=False)
