"""Queries of groups: who is in them, and which agencies and campaigns are limited to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.casework.people import Actor, Role
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import CampaignAgency
from records_app.store.tables_groups import Group, GroupMember, LimitedAgency, LimitedCampaign
from records_app.store.tables_people import Person

_group: Any = Group
_member: Any = GroupMember
_limited: Any = LimitedAgency
_of_campaign: Any = LimitedCampaign
_part: Any = CampaignAgency
_agency: Any = Agency
_person: Any = Person


@dataclass(frozen=True, slots=True)
class Limit:
    """The group that an agency's requests are for, with the ids of its people and of admins."""

    group: str
    people: frozenset[int]

    def lets(self, person_id: int) -> bool:
        """Whether this person may see and write requests to that agency."""
        return person_id in self.people


def limits_of(session: Session, agency_ids: Collection[int]) -> dict[int, Limit]:
    """The limits of those of some agencies that are limited, by the agency's id."""
    query = select(_limited.agency_id, _group.id, _group.name).join(
        Group, _limited.group_id == _group.id
    )
    found = [row for row in session.execute(query) if row[0] in agency_ids]
    people = {group_id: _people_of(session, group_id) for group_id in {row[1] for row in found}}
    return {agency_id: Limit(name, people[group_id]) for agency_id, group_id, name in found}


def _people_of(session: Session, group_id: int) -> frozenset[int]:
    """Who is let in where a group is: its members, and admins."""
    members = select(_member.person_id).where(_member.group_id == group_id)
    admins = select(_person.id).where(_person.role == Role.ADMIN.value)
    return frozenset(session.execute(members.union(admins)).scalars())


def limit_of(session: Session, agency_id: int) -> Limit | None:
    """The limit of an agency; None for most."""
    return limits_of(session, (agency_id,)).get(agency_id)


def kept_from(session: Session, actor: Actor) -> tuple[list[int], list[int]]:
    """The agencies and the campaigns whose requests the actor may not see: their ids in order."""
    if actor.role is Role.ADMIN:
        return [], []
    mine = select(_member.group_id).where(_member.person_id == actor.id)
    agencies = select(_limited.agency_id).where(_limited.group_id.not_in(mine))
    campaigns = select(_of_campaign.campaign_id).where(_of_campaign.group_id.not_in(mine))
    found = (sorted(session.execute(query).scalars()) for query in (agencies, campaigns))
    return next(found), next(found)


def limit_of_request(session: Session, request_id: int, agency_id: int | None) -> Limit | None:
    """Who is let in where this request is, by its agency and its campaign; None: everybody."""
    limit = limit_of(session, agency_id or 0)
    of_campaign = (
        select(_group.id, _group.name)
        .join(LimitedCampaign, _of_campaign.group_id == _group.id)
        .join(CampaignAgency, _part.campaign_id == _of_campaign.campaign_id)
        .where(_part.request_id == request_id)
    )
    found = session.execute(of_campaign).first()
    if found is None:
        return limit
    people = _people_of(session, found[0])
    return Limit(found[1], people & limit.people) if limit else Limit(found[1], people)


def groups(session: Session) -> Sequence[Group]:
    """Every group, by name."""
    return session.exec(select_rows(Group).order_by(func.lower(_group.name), _group.id)).all()


def locked_group(session: Session, group_id: int) -> Group | None:
    """A group, held until the transaction ends."""
    return session.exec(select_rows(Group).where(_group.id == group_id).with_for_update()).first()


def is_name_taken(session: Session, name: str, besides: int = 0) -> bool:
    """Whether another group is called so, in capital or small letters."""
    query = select(_group.id).where(func.lower(_group.name) == name.lower(), _group.id != besides)
    return session.execute(query).first() is not None


def members_of_groups(session: Session) -> dict[int, list[tuple[int, str]]]:
    """Who is in each group: id and name, by name; whoever was deleted is left out."""
    query = (
        select(_member.group_id, _person.id, _person.name)
        .join(Person, _person.id == _member.person_id)
        .where(_person.deleted_at.is_(None))
        .order_by(func.lower(_person.name), _person.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for group_id, person_id, name in session.execute(query):
        found.setdefault(group_id, []).append((person_id, name))
    return found


def agencies_of_groups(session: Session) -> dict[int, list[tuple[int, str]]]:
    """Which agencies are limited to each group: id and name, by name."""
    query = (
        select(_limited.group_id, _agency.id, _agency.name)
        .join(Agency, _agency.id == _limited.agency_id)
        .order_by(_agency.name, _agency.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for group_id, agency_id, name in session.execute(query):
        found.setdefault(group_id, []).append((agency_id, name))
    return found


def people_for_groups(session: Session) -> Sequence[tuple[int, str, str]]:
    """Id, name and role of everybody who was not deleted, by name."""
    query = (
        select(_person.id, _person.name, _person.role)
        .where(_person.deleted_at.is_(None))
        .order_by(func.lower(_person.name), _person.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def put_in(session: Session, group_id: int, person_ids: Collection[int]) -> None:
    """Make these people the members of a group; the caller holds the group."""
    now = set(
        session.execute(select(_member.person_id).where(_member.group_id == group_id)).scalars()
    )
    for person_id in sorted(now - set(person_ids)):
        session.execute(
            delete(GroupMember).where(_member.group_id == group_id, _member.person_id == person_id)
        )
    session.add_all(
        GroupMember(group_id=group_id, person_id=one) for one in sorted(set(person_ids) - now)
    )


def limit_agency(session: Session, agency_id: int, group_id: int) -> None:
    """Let an agency's requests be for this group from now on."""
    row = session.get(LimitedAgency, agency_id)
    if row is None:
        session.add(LimitedAgency(agency_id=agency_id, group_id=group_id))
    else:
        row.group_id = group_id


def open_agency(session: Session, agency_id: int, group_id: int) -> bool:
    """Let an agency's requests be for everybody again; False if they were not this group's."""
    done: Any = session.execute(
        delete(LimitedAgency).where(_limited.agency_id == agency_id, _limited.group_id == group_id)
    )
    return bool(done.rowcount == 1)


def is_in_use(session: Session, group_id: int) -> bool:
    """Whether an agency or a campaign is limited to a group."""
    agency = select(_limited.agency_id).where(_limited.group_id == group_id)
    campaign = select(_of_campaign.campaign_id).where(_of_campaign.group_id == group_id)
    return any(session.execute(one).first() is not None for one in (agency, campaign))


def forget_group(session: Session, group_id: int) -> None:
    """Remove a group that is not in use: nobody is in it any more."""
    session.execute(delete(GroupMember).where(_member.group_id == group_id))
    session.execute(delete(Group).where(_group.id == group_id))


def can_be_limited(session: Session, agency_id: int) -> bool:
    """Whether there is such an agency."""
    return session.get(Agency, agency_id) is not None


def left_the_office(person: Any = _person) -> ColumnElement[bool]:
    """The condition on a person: may not sign in any more."""
    return or_(person.disabled_at.is_not(None), person.deleted_at.is_not(None))
