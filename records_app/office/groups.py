"""Groups: an admin makes them, puts people in, and limits agencies to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line, read_row_id
from records_app.office.campaigns.own import campaign_href
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store import groups
from records_app.store.campaign_groups import OfGroup, campaigns_of_groups
from records_app.store.database import Store
from records_app.store.tables_groups import Group

LONGEST_NAME = 80
MOST_GROUPS = 100
_STALE = "Somebody changed this group in the meantime. Compare with the list, then save again."


@dataclass(frozen=True, slots=True)
class Named:
    """A person or an agency, by number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LimitedTo:
    """A campaign of a group. One that somebody else still prepares has no address, and no name."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group with its people, and the agencies and campaigns that only they may see."""

    id: int
    name: str
    version: int
    people: tuple[Named, ...]
    agencies: tuple[Named, ...]
    campaigns: tuple[LimitedTo, ...]


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """Every group, and everybody who can be put into one."""

    groups: tuple[GroupCard, ...]
    everybody: tuple[Named, ...]


def list_groups(store: Store, actor: Actor) -> GroupsPage:
    """Every group by name."""
    _demand(actor)
    with store.reading() as session:
        members = groups.members_of_groups(session)
        agencies = groups.agencies_of_groups(session)
        campaigns = campaigns_of_groups(session, actor)
        return GroupsPage(
            tuple(
                GroupCard(
                    row.id or 0,
                    row.name,
                    row.version,
                    _named(members.get(row.id or 0, [])),
                    _named(agencies.get(row.id or 0, [])),
                    tuple(map(_limited_to, campaigns.get(row.id or 0, []))),
                )
                for row in groups.groups(session)
            ),
            _named([(one[0], one[1]) for one in groups.people_for_groups(session)]),
        )


def view_of(store: Store, actor: Actor) -> str:
    """A word for what the actor may see: as long as it stays the same, so does that."""
    with store.reading() as session:
        return f"{actor.role.value} {groups.kept_from(session, actor)}"


def add_group(store: Store, actor: Actor, name: object, *, now: datetime) -> int:
    """Make a group with nobody in it; gives its number. Raises ``Refused``, ``NotAllowed``."""
    _demand(actor)
    tidy = _read_name(name)
    with store.transaction() as session:
        _refuse_taken(session, tidy, 0)
        if len(groups.groups(session)) >= MOST_GROUPS:
            raise _wrong("name", "Name", f"There are {MOST_GROUPS} groups already.")
        row = Group(name=tidy, created_at=now)
        session.add(row)
        session.flush()
        return row.id or 0


def change_group(
    store: Store,
    actor: Actor,
    group_id: object,
    version: object,
    *,
    name: object,
    person_ids: Collection[int],
) -> None:
    """Give a group this name, and let exactly these people be in it; it counts at once.

    Raises ``Refused``, also when somebody changed the group since ``version``; ``NotFound``.
    """
    _demand(actor)
    tidy = _read_name(name)
    with store.transaction() as session:
        row = _held(session, group_id)
        if row.version != version:
            raise _wrong("name", "Group", _STALE)
        _refuse_taken(session, tidy, row.id or 0)
        known = {one[0] for one in groups.people_for_groups(session)}
        if not set(person_ids) <= known:
            raise _wrong("people", "People", "Choose people of this list.")
        row.name = tidy
        groups.put_in(session, row.id or 0, person_ids)
        row.version += 1


def limit_agency(store: Store, actor: Actor, group_id: object, agency_id: object) -> None:
    """Let the requests to an agency be for this group alone; another group gives it up.

    Everything of those requests goes with them: letters, files, calendar, reports, counts.
    """
    _demand(actor)
    number = read_row_id(agency_id)
    with store.transaction() as session:
        row = _held(session, group_id)
        if number is None or not groups.can_be_limited(session, number):
            raise NotFound("agency")
        groups.limit_agency(session, number, row.id or 0)
        row.version += 1


def open_agency(store: Store, actor: Actor, group_id: object, agency_id: object) -> None:
    """Let the requests to an agency be for the whole office again."""
    _demand(actor)
    number = read_row_id(agency_id)
    with store.transaction() as session:
        row = _held(session, group_id)
        if number is None or not groups.open_agency(session, number, row.id or 0):
            raise NotFound("agency")
        row.version += 1


def remove_group(store: Store, actor: Actor, group_id: object) -> None:
    """Remove a group that has no agency and no campaign: nothing becomes open by accident."""
    _demand(actor)
    with store.transaction() as session:
        row = _held(session, group_id)
        if groups.is_in_use(session, row.id or 0):
            why = "An agency or a campaign is limited to this group. Open it to everybody first."
            raise _wrong("name", row.name, why)
        groups.forget_group(session, row.id or 0)


def _demand(actor: Actor) -> None:
    if not may(actor, Permission.MANAGE_GROUPS):
        raise NotAllowed(Permission.MANAGE_GROUPS.value)


def _held(session: Session, group_id: object) -> Group:
    number = read_row_id(group_id)
    row = groups.locked_group(session, number) if number else None
    if row is None:
        raise NotFound("group")
    return row


def _read_name(name: object) -> str:
    errors: list[FieldError] = []
    tidy = read_line(name, errors, field="name", label="Name", max_length=LONGEST_NAME)
    if errors:
        raise Refused(tuple(errors))
    return tidy


def _refuse_taken(session: Session, name: str, besides: int) -> None:
    if groups.is_name_taken(session, name, besides):
        raise _wrong("name", "Name", "Another group is called so already.")


def _wrong(field: str, label: str, why: str) -> Refused:
    return Refused((FieldError(field, label, why),))


def _named(rows: list[tuple[int, str]]) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in rows)


def _limited_to(one: OfGroup) -> LimitedTo:
    if one.may_open:
        return LimitedTo(f"{one.name}, by {one.author}", campaign_href(one.campaign_id))
    return LimitedTo(f"A campaign that {one.author} still prepares", "")
