"""What each role may do. Everything not listed here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from records_app.casework.people import Actor, Role


class Permission(StrEnum):
    """What somebody may be allowed to do; the value is how a refusal names it."""

    SEE = "see requests"
    DRAFT = "draft and approve letters"
    RECORD = "record what happened"
    CARE_FOR_AGENCIES = "correct contacts and closures"
    CHOOSE_SPACING = "choose how many days pass between our letters"
    WORD_LETTERS = "change the wording of letters"
    MANAGE_PEOPLE = "invite and disable people"
    MANAGE_GROUPS = "make groups and limit agencies to them"
    PURGE = "remove requests for good and choose how long things are kept"
    READ_AUDIT = "read who changed what and took what out"
    MANAGE_OFFICE = "change the office's letterhead"


_ADVOCATE = frozenset({Permission.SEE, Permission.DRAFT, Permission.RECORD})

ROLE_TABLE: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Permission.SEE}),
        Role.ADVOCATE: _ADVOCATE,
        Role.STAFF: _ADVOCATE
        | {
            Permission.CARE_FOR_AGENCIES,
            Permission.CHOOSE_SPACING,
            Permission.WORD_LETTERS,
        },
        Role.ADMIN: frozenset(Permission),
    }
)

_EVERY_REQUEST = frozenset({Role.STAFF, Role.ADMIN})


def may(actor: Actor | None, permission: Permission) -> bool:
    """Whether the actor's role allows this at all. Nobody signed in may do nothing."""
    return actor is not None and permission in ROLE_TABLE[actor.role]


def may_record(actor: Actor | None, author_id: int, assigned_id: int | None = None) -> bool:
    """Whether the actor may change this request: staff any, an advocate their own.

    An advocate's own are those they wrote and those that were given into their care.
    """
    if actor is None or not may(actor, Permission.RECORD):
        return False
    return actor.role in _EVERY_REQUEST or actor.id in (author_id, assigned_id)


def may_draft_on(actor: Actor | None, author_id: int, *, is_shared: bool) -> bool:
    """Whether the actor may write on this draft and approve it: its author, and once it is shared
    everybody who may draft.
    """
    if actor is None or not may(actor, Permission.DRAFT):
        return False
    return is_shared or actor.id == author_id


def may_share(actor: Actor | None, author_id: int) -> bool:
    """Whether the actor may share this draft, take it back or give it up: its author alone."""
    return may_draft_on(actor, author_id, is_shared=False)


def may_take_over(actor: Actor | None, *, author_left: bool) -> bool:
    """Whether the actor may become the author of somebody's drafts: an admin, and only when that
    person may not sign in any more.
    """
    return author_left and may(actor, Permission.MANAGE_PEOPLE)


def may_assign(actor: Actor | None, in_care_of: int | None, to: int | None) -> bool:
    """Whether the actor may move a request from one person's care to another's.

    None is nobody. Staff move any request; an advocate takes what is nobody's, and hands over or
    lets go of what is in their own care.
    """
    if actor is None or not may(actor, Permission.RECORD):
        return False
    if actor.role in _EVERY_REQUEST or in_care_of == actor.id:
        return True
    return in_care_of is None and to == actor.id
