"""Selecting campaigns, their agencies, and what the review of a campaign has to know."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.store.groups import limit_of
from records_app.store.requests import AgencyFile, is_id
from records_app.store.tables_agencies import Agency, Agreement, Contact
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_groups import LimitedAgency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import LetterRow, Request
from records_app.store.visibility import (
    is_agency_open_to,
    is_campaign_visible_to,
    is_visible_to,
)

_campaign: Any = Campaign
_member: Any = CampaignAgency
_agency: Any = Agency
_contact: Any = Contact
_agreement: Any = Agreement
_request: Any = Request
_letter: Any = LetterRow
_limited: Any = LimitedAgency
_person: Any = Person
# SQLite takes so many values in one statement, and some to spare.
_AT_ONCE = 500


def may_be_opened_by(actor: Actor) -> Any:
    """The condition on campaigns: the actor's own, or begun and not kept from them."""
    begun = or_(_campaign.author_id == actor.id, _campaign.stage != "open")
    return and_(begun, is_campaign_visible_to(actor))


def campaigns_for(session: Session, actor: Actor) -> Sequence[tuple[Campaign, str]]:
    """The actor's own campaigns and those of others once they are begun, newest first."""
    query = (
        select(Campaign, _person.name)
        .join(Person, _campaign.author_id == _person.id)
        .where(may_be_opened_by(actor))
        .order_by(_campaign.id.desc())
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def find_campaign(session: Session, actor: Actor, campaign_id: int) -> Campaign | None:
    """One campaign, if the actor may see it."""
    if not is_id(campaign_id):
        return None
    query = select(Campaign).where(_campaign.id == campaign_id, may_be_opened_by(actor))
    return session.execute(query).scalars().first()


def lock_campaign(session: Session, campaign_id: int) -> Campaign | None:
    """One campaign, held so that nobody else changes it meanwhile; whoever it belongs to."""
    if not is_id(campaign_id):
        return None
    query = select(Campaign).where(_campaign.id == campaign_id).with_for_update()
    return session.execute(query).scalars().first()


def campaigns_in(session: Session, stage: str) -> Sequence[int]:
    """The ids of the campaigns in a stage, oldest first."""
    query = select(_campaign.id).where(_campaign.stage == stage).order_by(_campaign.id)
    return session.execute(query).scalars().all()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agencies a campaign has: in all, left out, approved, and with trouble."""

    all: int = 0
    dropped: int = 0
    approved: int = 0
    trouble: int = 0

    @property
    def left(self) -> int:
        """Those that wait for their approval and may get it."""
        return self.all - self.dropped - self.approved - self.trouble


def tallies(session: Session, actor: Actor, campaign_ids: Collection[int]) -> dict[int, Tally]:
    """The tally of each campaign by its id.

    Its author chose the agencies and may count all of them; for others those do not count that
    are for a group which they are not in.
    """
    is_done = _request.number.is_not(None)
    waits = and_(_member.dropped.is_(False), _request.number.is_(None))
    query = (
        select(
            _member.campaign_id,
            func.count(),
            func.count().filter(and_(_member.dropped, _request.number.is_(None))),
            func.count().filter(is_done),
            func.count().filter(and_(waits, _member.trouble != "")),
        )
        .join(Campaign, _member.campaign_id == _campaign.id)
        .join(Agency, _member.agency_id == _agency.id)
        .outerjoin(Request, _member.request_id == _request.id)
        .where(_member.campaign_id.in_(campaign_ids))
        .where(or_(_campaign.author_id == actor.id, is_agency_open_to(actor)))
        .group_by(_member.campaign_id)
    )
    return {row[0]: Tally(*row[1:]) for row in session.execute(query)}


class MemberOf(NamedTuple):
    """An agency of a campaign, and its request's number once the letter is approved.

    ``seen`` says whether the actor may see that request: the agency may be for another group.
    """

    member: CampaignAgency
    agency: Agency
    number: str | None
    seen: bool


def members_of(session: Session, actor: Actor, campaign_id: int) -> list[MemberOf]:
    """Every agency of a campaign, for its author: by State, county and name."""
    # Not limited to what a person may see: who chose the agencies may know which are done.
    query = (
        select(CampaignAgency, Agency, _request.number, is_visible_to(actor))
        .join(Agency, _member.agency_id == _agency.id)
        .outerjoin(Request, _member.request_id == _request.id)
        .where(_member.campaign_id == campaign_id)
        .order_by(_agency.state != "MO", _agency.state, _agency.county, _agency.name, _agency.id)
    )
    return [MemberOf(row[0], row[1], row[2], bool(row[3])) for row in session.execute(query)]


def approved_of(session: Session, actor: Actor, campaign_id: int) -> list[MemberOf]:
    """The agencies of a campaign whose approved requests the actor may see, in the same order."""
    members = members_of(session, actor, campaign_id)
    return [one for one in members if one.seen and one.number is not None]


def lock_member(session: Session, campaign_id: int, member_id: int) -> CampaignAgency | None:
    """One agency of a campaign, held so that nobody else changes it meanwhile."""
    if not is_id(member_id):
        return None
    query = select(CampaignAgency).where(
        _member.id == member_id, _member.campaign_id == campaign_id
    )
    return session.execute(query.with_for_update()).scalars().first()


def next_member(session: Session, campaign_id: int) -> int | None:
    """The id of the agency whose letter comes next, one that was begun before any other."""
    # Not limited to what a person may see: this drives the work and is shown to nobody.
    query = (
        select(_member.id)
        .join(Agency, _member.agency_id == _agency.id)
        .outerjoin(Request, _member.request_id == _request.id)
        .where(
            _member.campaign_id == campaign_id,
            _member.dropped.is_(False),
            _member.trouble == "",
            _request.number.is_(None),
        )
        .order_by(
            _member.request_id.is_(None),
            *(_agency.state != "MO", _agency.state, _agency.county, _agency.name, _agency.id),
        )
        .limit(1)
    )
    found: int | None = session.execute(query).scalar()
    return found


def agencies_in(session: Session, campaign_id: int) -> set[int]:
    """The ids of the agencies that a campaign has, also of those left out."""
    query = select(_member.agency_id).where(_member.campaign_id == campaign_id)
    return set(session.execute(query).scalars())


def models_there_are(session: Session) -> Sequence[str]:
    """The models of the 287(g) agreements that are in force somewhere."""
    query = select(_agreement.model).where(_agreement.standing == "signed").distinct()
    return session.execute(query.order_by(_agreement.model)).scalars().all()


def with_model(session: Session, model: str) -> set[int]:
    """The ids of the agencies with an agreement of this model in force."""
    query = select(_agreement.agency_id).where(
        _agreement.standing == "signed", _agreement.model == model
    )
    return set(session.execute(query).scalars())


def files_of(session: Session, agencies: Sequence[Agency]) -> dict[int, AgencyFile]:
    """The agencies with their contacts and agreements, by id; few queries for many agencies."""
    ids = [agency.id for agency in agencies if agency.id is not None]
    contacts: dict[int, list[Contact]] = {}
    agreements: dict[int, list[Agreement]] = {}
    for part in in_parts(ids):
        query = select(Contact).where(_contact.agency_id.in_(part), _contact.removed_at.is_(None))
        for contact in session.execute(query.order_by(_contact.id)).scalars():
            contacts.setdefault(contact.agency_id, []).append(contact)
        signed = select(Agreement).where(_agreement.agency_id.in_(part))
        for one in session.execute(signed.order_by(_agreement.signed_on, _agreement.id)).scalars():
            agreements.setdefault(one.agency_id, []).append(one)
    limited = set(session.execute(select(_limited.agency_id)).scalars())
    return {
        agency.id: AgencyFile(
            agency,
            tuple(contacts.get(agency.id, ())),
            tuple(agreements.get(agency.id, ())),
            limit_of(session, agency.id) if agency.id in limited else None,
        )
        for agency in agencies
        if agency.id is not None
    }


def letters_in(session: Session, actor: Actor, campaign_id: int) -> Iterator[LetterRow]:
    """The approved request letters of a campaign that the actor may see, by their numbers."""
    query = (
        select(_letter.id)
        .join(CampaignAgency, _member.request_id == _letter.request_id)
        .join(Request, _request.id == _letter.request_id)
        .where(_member.campaign_id == campaign_id, _letter.kind == "request")
        .where(_request.number.is_not(None), is_visible_to(actor))
        .order_by(_request.id)
    )
    for letter_id in session.execute(query).scalars().all():
        row = session.get(LetterRow, letter_id)
        if row is not None:
            yield row
            session.expunge(row)  # or the bytes of every letter stay in memory


def in_parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ids in parts that one statement takes."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
