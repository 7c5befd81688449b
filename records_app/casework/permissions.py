"""What each role may do. Everything not listed here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from records_app.casework.people import Actor, Role


class Permission(StrEnum):
    SEE = "see requests"
    DRAFT = "draft and approve letters"
    RECORD = "record what happened"
    CARE_FOR_AGENCIES = "correct contacts and closures"
    MANAGE_PEOPLE = "invite and disable people"
    MANAGE_OFFICE = "change the office's letterhead"


_ADVOCATE = frozenset({Permission.SEE, Permission.DRAFT, Permission.RECORD})

ROLE_TABLE: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Permission.SEE}),
        Role.ADVOCATE: _ADVOCATE,
        Role.STAFF: _ADVOCATE | {Permission.CARE_FOR_AGENCIES},
        Role.ADMIN: frozenset(Permission),
    }
)

_EVERY_REQUEST = frozenset({Role.STAFF, Role.ADMIN})


def may(actor: Actor | None, permission: Permission) -> bool:
    """Whether the actor's role allows this at all. Nobody signed in may do nothing."""
    return actor is not None and permission in ROLE_TABLE[actor.role]


def may_record(actor: Actor | None, author_id: int) -> bool:
    """Whether the actor may change this request: staff any, an advocate only their own."""
    if actor is None or not may(actor, Permission.RECORD):
        return False
    return actor.role in _EVERY_REQUEST or actor.id == author_id
