"""Queries of campaigns that are limited to a group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.store.campaigns import may_be_opened_by
from records_app.store.tables_campaigns import Campaign
from records_app.store.tables_groups import Group, GroupMember, LimitedCampaign
from records_app.store.tables_people import Person

_campaign: Any = Campaign
_person: Any = Person
_group: Any = Group
_member: Any = GroupMember
_limited: Any = LimitedCampaign


def groups_open_to(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """The groups that the actor may limit something to: their own, or every one for an admin."""
    query = select(_group.id, _group.name).order_by(func.lower(_group.name), _group.id)
    if actor.role is not Role.ADMIN:
        mine = select(_member.group_id).where(_member.person_id == actor.id)
        query = query.where(_group.id.in_(mine))
    return [(row[0], row[1]) for row in session.execute(query)]


def groups_of_campaigns(
    session: Session, campaign_ids: Collection[int]
) -> dict[int, tuple[int, str]]:
    """The group that each of these campaigns is limited to: id and name, by the campaign's id."""
    query = (
        select(_limited.campaign_id, _group.id, _group.name)
        .join(Group, _group.id == _limited.group_id)
        .where(_limited.campaign_id.in_(campaign_ids))
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


class OfGroup(NamedTuple):
    """A campaign that is limited to a group; ``may_open`` says whether the actor may open it."""

    campaign_id: int
    name: str
    author: str
    may_open: bool


def campaigns_of_groups(session: Session, actor: Actor) -> dict[int, list[OfGroup]]:
    """Which campaigns are limited to each group, newest first, by the id of the group."""
    query = (
        select(
            *(_limited.group_id, _campaign.id, _campaign.name, _person.name),
            may_be_opened_by(actor),
        )
        .join(Campaign, _campaign.id == _limited.campaign_id)
        .join(Person, _person.id == _campaign.author_id)
        .order_by(_campaign.id.desc())
    )
    found: dict[int, list[OfGroup]] = {}
    for group_id, campaign_id, name, author, may_open in session.execute(query):
        found.setdefault(group_id, []).append(OfGroup(campaign_id, name, author, bool(may_open)))
    return found


def limit_to_group(session: Session, campaign_id: int, group_id: int | None) -> None:
    """Let a campaign and its requests be for this group from now on; None: for everybody."""
    row = session.get(LimitedCampaign, campaign_id)
    if row is not None and group_id is None:
        session.delete(row)
    elif row is not None and group_id is not None:
        row.group_id = group_id
    elif group_id is not None:
        session.add(LimitedCampaign(campaign_id=campaign_id, group_id=group_id))


def is_in_group(session: Session, person_id: int, group_id: int) -> bool:
    """Whether somebody is in a group."""
    return session.get(GroupMember, (person_id, group_id)) is not None
