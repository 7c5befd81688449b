"""Who sees a campaign: the whole office, or one group and the admins."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.letters.request_form import FieldError
from records_app.office.agency_views import FilterChoice
from records_app.office.campaigns.own import must_draft
from records_app.office.campaigns.views import WhoSees
from records_app.office.refusals import NotFound, Refused
from records_app.store.campaign_groups import (
    groups_of_campaigns,
    groups_open_to,
    is_in_group,
    limit_to_group,
)
from records_app.store.campaigns import find_campaign, lock_campaign
from records_app.store.database import Store
from records_app.store.tables_campaigns import Campaign
from records_app.store.tables_people import Person


def who_sees(store: Store, actor: Actor, campaign_id: int) -> WhoSees:
    """The group that a campaign is for, and those that the actor may choose.

    Raises ``NotFound`` for whoever does not see the campaign.
    """
    with store.reading() as session:
        row = find_campaign(session, actor, campaign_id)
        if row is None:
            raise NotFound("campaign")
        found = groups_of_campaigns(session, (campaign_id,))
        open_to = groups_open_to(session, actor) if _may_limit(row, actor) else ()
    group_id, name = found.get(campaign_id, ("", ""))
    choices = tuple(FilterChoice(str(each), words) for each, words in open_to)
    return WhoSees(name, str(group_id), choices)


def limit_campaign(store: Store, actor: Actor, campaign_id: int, raw: Mapping[str, object]) -> str:
    """Let a campaign and all of its requests be for a group; an empty ``group`` for everybody.

    Whoever began it can choose a group they are in, an admin any. Gives a sentence about what
    holds now. Raises ``NotFound`` for everybody else, ``Refused`` for another group.
    """
    must_draft(actor)
    asked = raw.get("group", "")
    with store.transaction() as session:
        row = lock_campaign(session, campaign_id)
        seen = row is not None and find_campaign(session, actor, campaign_id) is not None
        if row is None or not seen or not _may_limit(row, actor):
            raise NotFound("campaign")
        names = {str(each): (each, name) for each, name in groups_open_to(session, actor)}
        if asked == "":
            limit_to_group(session, campaign_id, None)
            return "Everybody in the office sees this campaign and its requests now."
        if not isinstance(asked, str) or asked not in names:
            raise Refused((FieldError("group", "Who sees it", "Choose a group of the list."),))
        group_id, name = names[asked]
        limit_to_group(session, campaign_id, group_id)
        words = f"Only the group {name} and admins see this campaign and its requests now."
        return words + _without_its_author(session, row, group_id)


def _may_limit(row: Campaign, actor: Actor) -> bool:
    return row.author_id == actor.id or actor.role is Role.ADMIN


def _without_its_author(session: Session, row: Campaign, group_id: int) -> str:
    author = session.get_one(Person, row.author_id)
    if author.role == Role.ADMIN.value or is_in_group(session, row.author_id, group_id):
        return ""
    return f" {author.name}, who began it, is not in that group and does not see it any more."
