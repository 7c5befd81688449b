"""What the filter of the desk can offer: agencies, people and campaigns that have requests."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_campaign_visible_to, is_visible_to

_KEPT = 128

_request: Any = Request
_agency: Any = Agency
_person: Any = Person
_campaign: Any = Campaign
_member: Any = CampaignAgency


def agencies_with_requests(session: Session, actor: Actor) -> tuple[tuple[int, str, str], ...]:
    """Id, name and county of every agency that has a request the actor may see, by name."""
    rows = session.connection().execute(_agencies_of(asking(actor)))
    return tuple((row[0], row[1], row[2]) for row in rows)


def people_with_requests(session: Session, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Id and name of everybody who wrote a request the actor may see, by name."""
    rows = session.connection().execute(_people_of(asking(actor)))
    return tuple((row[0], row[1]) for row in rows)


def campaigns_with_requests(session: Session, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Id and name of every campaign the actor sees that has such a request, newest first."""
    rows = session.connection().execute(_campaigns_of(asking(actor)))
    return tuple((row[0], row[1]) for row in rows)


def has_any(session: Session, actor: Actor) -> bool:
    """Whether there is any request the actor may see."""
    one = select(literal(1)).where(is_visible_to(actor)).limit(1)
    return session.execute(one).first() is not None


def asking(actor: Actor) -> Actor:
    """As far as statements depend on who asks: not on the session they came with."""
    return Actor(actor.id, "", "", actor.role)


@lru_cache(_KEPT)
def _agencies_of(actor: Actor) -> Select[Any]:
    with_one = _has_one(_request.agency_id == _agency.id, _agency, actor)
    query = select(_agency.id, _agency.name, _agency.county).where(with_one)
    return query.order_by(_agency.name)


@lru_cache(_KEPT)
def _people_of(actor: Actor) -> Select[Any]:
    with_one = _has_one(_request.author_id == _person.id, _person, actor)
    return select(_person.id, _person.name).where(with_one).order_by(_person.name)


@lru_cache(_KEPT)
def _campaigns_of(actor: Actor) -> Select[Any]:
    belongs = (_member.campaign_id == _campaign.id) & (_request.id == _member.request_id)
    with_one = _has_one(belongs, _campaign, actor)
    query = select(_campaign.id, _campaign.name).where(is_campaign_visible_to(actor), with_one)
    return query.order_by(_campaign.id.desc())


def _has_one(belongs: ColumnElement[bool], table: Any, actor: Actor) -> ColumnElement[bool]:
    return select(literal(1)).where(belongs, is_visible_to(actor)).correlate(table).exists()
