"""People and open links in words that the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from records_app.casework.people import Role
from records_app.casework.permissions import ROLE_TABLE, Permission
from records_app.law.day_words import full_day
from records_app.office.accounts import PersonCard
from records_app.office.deleting_people import DISCARD
from records_app.office.desk_words import number_word
from records_app.office.invites import InviteCard
from records_app.office.missouri_time import day_and_time, missouri_day, time_words

ROLE_NAMES = {
    Role.VIEWER: "Viewer",
    Role.ADVOCATE: "Advocate",
    Role.STAFF: "Staff",
    Role.ADMIN: "Admin",
}
ROLES: tuple[tuple[str, str], ...] = (
    ("advocate", "Advocate: writes requests"),
    ("staff", "Staff: sees to all requests"),
    ("viewer", "Viewer: looks on"),
    ("admin", "Admin: may do everything"),
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the table. ``is_me`` is the admin who looks at it."""

    id: int
    name: str
    email: str
    role: str
    role_name: str
    seen: str
    is_disabled: bool
    disabled: str
    is_me: bool
    has_factor: bool
    may_draft: bool


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody who can get the drafts of whoever leaves."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class InviteLine:
    """One link that still works. ``what`` says what it is good for."""

    id: int
    who: str
    what: str
    until: str


def person_line(card: PersonCard, me: int, now: datetime) -> PersonLine:
    """A person as the page shows them."""
    disabled = f"since {full_day(missouri_day(card.disabled_at))}" if card.disabled_at else ""
    return PersonLine(
        id=card.id,
        name=card.name,
        email=card.email,
        role=card.role.value,
        role_name=ROLE_NAMES[card.role],
        seen=_seen(card.last_seen_at, now),
        is_disabled=card.disabled_at is not None,
        disabled=disabled,
        is_me=card.id == me,
        has_factor=card.has_second_factor,
        may_draft=Permission.DRAFT in ROLE_TABLE[card.role] and card.disabled_at is None,
    )


def heirs_of(lines: list[PersonLine], leaves: int) -> list[Heir]:
    """Everybody who writes requests, but whoever leaves."""
    first = [Heir("", "Choose"), Heir(DISCARD, "Nobody: discard them")]
    others = [line for line in lines if line.may_draft and line.id != leaves]
    return [*first, *(Heir(str(line.id), f"{line.name} gets them") for line in others)]


def invite_line(card: InviteCard) -> InviteLine:
    """An open link as the page shows it."""
    who = f"{card.name}, {card.email}" if card.name else card.email
    what = "New password" if card.for_password else f"Invited as {ROLE_NAMES[card.role].lower()}"
    return InviteLine(card.id, who or "The first admin", what, day_and_time(card.expires_at))


def count_words(lines: list[PersonLine], invited: int) -> str:
    """``Four people. One is disabled. Two links are open.``"""
    people = "One person." if len(lines) == 1 else f"{_number(len(lines))} people."
    disabled = sum(line.is_disabled for line in lines)
    parts = [people, _of("is disabled", "are disabled", disabled)]
    parts.append(_of("link is open", "links are open", invited))
    return " ".join(part for part in parts if part)


def _of(one: str, several: str, count: int) -> str:
    if not count:
        return ""
    return f"One {one}." if count == 1 else f"{_number(count)} {several}."


def _number(count: int) -> str:
    return number_word(count).capitalize()


def _seen(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "Not signed in"
    if missouri_day(at) == missouri_day(now):
        return f"Today, {time_words(at)}"
    return day_and_time(at)
