"""A campaign of the cast's office, step by step, for the tests of office and web."""

from __future__ import annotations

from typing import Any

from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.campaigns.approving import approve_next, begin
from records_app.office.campaigns.choosing import put_in
from records_app.office.campaigns.letter import save_letter
from records_app.office.campaigns.making import new_campaign
from records_app.office.campaigns.own import campaign_head
from records_app.store.database import Store
from records_app.store.tables import CampaignAgency, LetterRow, Request
from tests.office.cast import NOW, filled_form, make_agency

POST = "5 Court Square\nMillbrook, MO 63000"


def letter_form(**changes: object) -> dict[str, object]:
    """The letter of a campaign with nothing wrong in it, as the page sends it."""
    form = filled_form("", **changes)
    del form["agency"]
    return form


def campaign_of(store: Store, author: Actor, agency_ids: tuple[int, ...], **changes: object) -> int:
    """A campaign with a letter and these agencies; gives its id."""
    campaign_id = new_campaign(store, author, {"name": "Cars for everybody"}, now=NOW)
    version = campaign_head(store, author, campaign_id).version
    save_letter(store, author, campaign_id, version, letter_form(**changes), now=NOW)
    with store.transaction() as session:
        put_in(session, campaign_id, agency_ids)
    return campaign_id


def many_agencies(store: Store, count: int, **options: Any) -> tuple[int, ...]:
    """Made-up agencies with e-mail and a postal address."""
    return tuple(
        make_agency(
            store,
            f"Sample Town {place:04d} Police Department",
            county="Sample County",
            address=POST,
            contacts=(("email", f"records{place}@sample.example"),),
            **options,
        )
        for place in range(count)
    )


def start(store: Store, author: Actor, campaign_id: int) -> None:
    """Press "Approve all"."""
    version = campaign_head(store, author, campaign_id).version
    begin(store, author, campaign_id, version, now=NOW)


def to_the_end(store: Store, campaign_id: int) -> None:
    """What the server does in the background."""
    while approve_next(store, campaign_id, now=NOW):
        pass


def members(store: Store, campaign_id: int) -> list[CampaignAgency]:
    """The rows of a campaign's agencies, in the order in which they came in."""
    with store.reading() as session:
        query = select(CampaignAgency).where(CampaignAgency.campaign_id == campaign_id)
        return list(session.exec(query.order_by(CampaignAgency.id)))  # type: ignore[arg-type]


def member_of(store: Store, campaign_id: int, agency_id: int) -> int:
    """The id of one agency's row."""
    found = [one for one in members(store, campaign_id) if one.agency_id == agency_id]
    assert len(found) == 1
    assert found[0].id is not None
    return found[0].id


def requests_of(store: Store) -> list[Request]:
    """Every request that was not discarded, oldest first."""
    with store.reading() as session:
        query = select(Request).where(Request.discarded_at == None)  # noqa: E711
        return list(session.exec(query.order_by(Request.id)))  # type: ignore[arg-type]


def letters_of(store: Store) -> list[LetterRow]:
    """Every letter, oldest first."""
    with store.reading() as session:
        return list(session.exec(select(LetterRow).order_by(LetterRow.id)))  # type: ignore[arg-type]
