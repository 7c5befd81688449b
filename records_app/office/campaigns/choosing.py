"""Which agencies a campaign asks: by what they are, one by one, or off a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.directory.records import Standing287g
from records_app.letters.request_form import FieldError
from records_app.office.agencies import words_of
from records_app.office.agency_views import FilterChoice, agency_href
from records_app.office.agency_words import (
    LAW_NAMES,
    STATE_NAMES,
    kind_name,
    place_words,
    standing_287g_name,
)
from records_app.office.campaigns.own import changeable, mine
from records_app.office.campaigns.views import Added, AgenciesPart, MemberLine
from records_app.office.refusals import NotFound, Refused
from records_app.store import agencies as store_agencies
from records_app.store.campaigns import (
    agencies_in,
    lock_member,
    members_of,
    models_there_are,
    with_model,
)
from records_app.store.database import Store
from records_app.store.groups import Limit, limits_of
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import CampaignAgency

MOST_AGENCIES = 3000
PAGE_SIZE = 50
_EVERYBODY = 100_000


@dataclass(frozen=True, slots=True)
class ChooseBy:
    """What agencies have in common; empty parts leave everything open.

    ``counties`` are values as the list of agencies has them: "Clay County", "Bond County, IL".
    ``model`` is the model of a signed 287(g) agreement.
    """

    text: str = ""
    counties: tuple[str, ...] = ()
    kind: str = ""
    g287: str = ""
    model: str = ""
    law: str = ""


def agencies_part(store: Store, actor: Actor, campaign_id: int, page: int = 1) -> AgenciesPart:
    """The agencies that are in, 50 on a page, and by what others can be chosen."""
    with store.reading() as session:
        mine(session, actor, campaign_id)
        members = members_of(session, actor, campaign_id)
        counties = store_agencies.counties_there_are(session)
        kinds = {each: kind_name(each) for each in store_agencies.kinds_there_are(session)}
        models = models_there_are(session)
        laws = store_agencies.laws_there_are(session)
    pages = max(1, -(-len(members) // PAGE_SIZE))
    page = max(1, min(page, pages))
    shown = members[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return AgenciesPart(
        lines=tuple(_line(one.member, one.agency) for one in shown),
        page=page,
        pages=pages,
        counties=tuple(_county(county, state) for county, state in counties),
        kinds=_by_words(kinds),
        standings=tuple(FilterChoice(s.value, standing_287g_name(s.value)) for s in Standing287g),
        models=tuple(FilterChoice(model, model) for model in models),
        laws=tuple(FilterChoice(code, LAW_NAMES.get(code, code)) for code in laws),
    )


def add_fitting(
    store: Store, actor: Actor, campaign_id: int, by: ChooseBy, *, now: datetime
) -> Added:
    """Add every agency that fits. Raises ``Refused`` when nothing is chosen or none fits."""
    if by == ChooseBy():
        why = "Choose a county, a kind, a 287(g) standing or a State, or type a word."
        raise Refused((FieldError("text", "Which agencies?", why),))
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now)
        found = _fitting(session, by)
        if not found:
            raise Refused((FieldError("text", "Which agencies?", "No agency fits this."),))
        kept = kept_from(session, actor, found)
        return Added(
            put_in(session, campaign_id, [one for one in found if one not in kept]),
            kept=_kept_words(len(kept)),
        )


def add_one(
    store: Store, actor: Actor, campaign_id: int, agency_id: int, *, now: datetime
) -> Added:
    """Add one agency."""
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now)
        if store_agencies.find_agency(session, agency_id) is None:
            raise NotFound("agency")
        for limit in kept_from(session, actor, (agency_id,)).values():
            raise Refused((FieldError("agency", "Agency", kept_for(limit)),))
        return Added(put_in(session, campaign_id, (agency_id,)))


def remove(store: Store, actor: Actor, campaign_id: int, member_id: int, *, now: datetime) -> None:
    """Take an agency out again that has no request yet."""
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now)
        member = lock_member(session, campaign_id, member_id)
        if member is None:
            raise NotFound("agency")
        if member.request_id is not None:
            why = "It has its request already. Leave it in; its letter is not made again."
            raise Refused((FieldError("agency", "Agency", why),))
        session.delete(member)


def put_in(session: Session, campaign_id: int, agency_ids: Sequence[int]) -> str:
    """Add agencies to a locked campaign, each once, and say how it went."""
    there = agencies_in(session, campaign_id)
    new = [each for each in dict.fromkeys(agency_ids) if each not in there]
    if len(there) + len(new) > MOST_AGENCIES:
        why = f"A campaign takes at most {MOST_AGENCIES:,} agencies; this would make more."
        raise Refused((FieldError("text", "Which agencies?", why),))
    session.add_all(CampaignAgency(campaign_id=campaign_id, agency_id=each) for each in new)
    before = len(set(agency_ids)) - len(new)
    words = f"{_agencies(len(new))} added." if new else "None added."
    return f"{words} {_agencies(before)} had been in before." if before else words


def kept_from(session: Session, actor: Actor, agency_ids: Collection[int]) -> dict[int, Limit]:
    """Those of some agencies that are for a group which the actor is not in, by id."""
    limits = limits_of(session, agency_ids)
    return {each: limit for each, limit in limits.items() if not limit.lets(actor.id)}


def kept_for(limit: Limit) -> str:
    """Why an agency does not come in."""
    return f"Requests to this agency are only for the group {limit.group}. Ask an admin."


def _kept_words(count: int) -> str:
    if not count:
        return ""
    them = "it" if count == 1 else "them"
    return f"{_agencies(count)} left out: requests to {them} are for a group that you are not in."


def _agencies(count: int) -> str:
    return f"{count:,} {'agency' if count == 1 else 'agencies'}"


def _fitting(session: Session, by: ChooseBy) -> list[int]:
    found = store_agencies.best_matches(session, words_of(by.text), by.law, _EVERYBODY)
    places = {_place(county) for county in by.counties}
    signed = with_model(session, by.model) if by.model else None
    return [
        agency.id
        for agency in found
        if agency.id is not None
        and (not places or (agency.county, agency.state) in places)
        and by.kind in ("", agency.kind)
        and by.g287 in ("", agency.g287)
        and (signed is None or agency.id in signed)
        # A station has no custodian of its own: its agency is asked, or nobody is.
        and (agency.kind != "branch" or by.kind == "branch")
    ]


def _place(county: str) -> tuple[str, str]:
    name, comma, state = county.rpartition(", ")
    return (name, state) if comma else (county, "MO")


def _county(county: str, state: str) -> FilterChoice:
    if state == "MO":
        return FilterChoice(county, county)
    return FilterChoice(f"{county}, {state}", f"{county}, {STATE_NAMES.get(state, state)}")


def _by_words(names: dict[str, str]) -> tuple[FilterChoice, ...]:
    return tuple(FilterChoice(v, n) for v, n in sorted(names.items(), key=lambda item: item[1]))


def _line(member: CampaignAgency, agency: Agency) -> MemberLine:
    return MemberLine(
        id=member.id or 0,
        name=agency.name,
        place=place_words(agency.city, agency.county, agency.state),
        law_name=LAW_NAMES.get(agency.law, agency.law),
        href=agency_href(agency.slug),
        may_remove=member.request_id is None,
    )
