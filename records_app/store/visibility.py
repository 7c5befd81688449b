"""Which requests a person may see: the only way to select them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, true
from sqlalchemy import select as sql_select
from sqlmodel import select
from sqlmodel.sql.expression import SelectOfScalar

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_groups import GroupMember, LimitedAgency, LimitedCampaign
from records_app.store.tables_requests import Request

_agency: Any = Agency
_request: Any = Request
_member: Any = GroupMember
_of_agency: Any = LimitedAgency
_of_campaign: Any = LimitedCampaign
_campaign: Any = Campaign
_part: Any = CampaignAgency


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition: not discarded, no draft of somebody else's, and not limited to others.

    A draft that was shared is there for everybody who may draft. What is limited to a group is
    there for its members and for admins; one's own drafts are always there.
    """
    own_draft = and_(_request.stage == "draft", _request.author_id == actor.id)
    open_to = [_request.stage != "draft", _request.author_id == actor.id]
    if may(actor, Permission.DRAFT):
        open_to.append(_request.shared_at.is_not(None))
    conditions = [_request.discarded_at.is_(None), or_(*open_to)]
    if actor.role is not Role.ADMIN:
        conditions.append(or_(own_draft, _is_not_kept_from(_groups_of(actor))))
    return and_(*conditions)


def visible_to(actor: Actor) -> SelectOfScalar[Request]:
    """A query over the requests that ``actor`` may see."""
    return select(Request).where(is_visible_to(actor))


def is_limited_to_nobody() -> ColumnElement[bool]:
    """The condition for what goes where nobody can say who reads it: no group owns the request."""
    return _is_not_kept_from(None)


def is_campaign_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition on campaigns: not limited to a group that the actor is not in."""
    if actor.role is Role.ADMIN:
        return true()
    kept = sql_select(_of_campaign.campaign_id).where(
        _of_campaign.group_id.not_in(_groups_of(actor))
    )
    return and_(_campaign.id.not_in(kept.correlate(None)))


def is_agency_open_to(actor: Actor) -> ColumnElement[bool]:
    """The condition on agencies: requests to them are not for a group that the actor is not in."""
    if actor.role is Role.ADMIN:
        return true()
    kept = sql_select(_of_agency.agency_id).where(_of_agency.group_id.not_in(_groups_of(actor)))
    return and_(_agency.id.not_in(kept.correlate(None)))


def _groups_of(actor: Actor) -> Select[Any]:
    return sql_select(_member.group_id).where(_member.person_id == actor.id).correlate(None)


def _is_not_kept_from(groups: Select[Any] | None) -> ColumnElement[bool]:
    """Neither the agency nor the campaign belongs to a group other than these (None: to any).

    Both lists are worked out once for a statement; in an office without groups they are empty.
    """
    agencies = sql_select(_of_agency.agency_id).correlate(None)
    campaigns = sql_select(_of_campaign.campaign_id).correlate(None)
    if groups is not None:
        agencies = agencies.where(_of_agency.group_id.not_in(groups))
        campaigns = campaigns.where(_of_campaign.group_id.not_in(groups))
    # Asked this way round, the agencies of campaigns are looked up and never walked through.
    parts = (_part.campaign_id.in_(campaigns), _part.request_id.is_not(None))
    requests = sql_select(_part.request_id).where(*parts).correlate(None)
    # A draft without an agency yet has none to be kept from.
    agency = func.coalesce(_request.agency_id, 0)
    # Asked once for a statement: most offices limit nothing, and no row is looked up then.
    unlimited = and_(~_any_of(_of_agency.agency_id), ~_any_of(_of_campaign.campaign_id))
    return or_(unlimited, and_(agency.not_in(agencies), _request.id.not_in(requests)))


def _any_of(column: Any) -> ColumnElement[bool]:
    return sql_select(column).correlate(None).exists()
