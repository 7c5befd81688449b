"""Who does something: the actor of every use case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    VIEWER = "viewer"
    ADVOCATE = "advocate"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, as far as the rules need to know them."""

    id: int
    name: str
    email: str
    role: Role
