"""Who a letter goes to and who sends it, from the agency's contacts and the office's letterhead."""

from __future__ import annotations

from records_app.law.statute import law
from records_app.letters.facts import (
    DELIVERIES,
    Addressee,
    Delivery,
    Sender,
    agreement_phrase,
)
from records_app.office.draft_view import AgencyChoice
from records_app.store.requests import AgencyFile
from records_app.store.tables_agencies import Agency
from records_app.store.tables_people import Office


def addressee_of(file: AgencyFile) -> Addressee:
    """The custodian's address: a postal contact first, else the address of the agency."""
    post = _first(file, "post") or file.agency.address
    return Addressee(
        agency=file.agency.name,
        address_lines=_lines(post),
        email=_first(file, "email"),
        portal=_first(file, "portal"),
    )


def sender_of(office: Office, name: str) -> Sender:
    """The office with the person who signs; the form may put another name there."""
    return Sender(
        name=name,
        organization=office.name,
        address_lines=_lines(office.address),
        email=office.email,
        phone=office.phone,
    )


def ways_to_send(file: AgencyFile) -> tuple[Delivery, ...]:
    """The ways of delivery for which we have an address, the quickest first."""
    kinds = {contact.kind for contact in file.contacts}
    if file.agency.address:
        kinds.add("post")
    return tuple(way for way in DELIVERIES if way in kinds)


def agreements_of(file: AgencyFile) -> tuple[str, ...]:
    """The agreements in force, in the words a letter uses to ask for them."""
    signed = (one for one in file.agreements if one.standing == "signed")
    return tuple(
        dict.fromkeys(agreement_phrase(one.model, one.signed_on, one.link) for one in signed)
    )


def choice_of(agency: Agency) -> AgencyChoice:
    """An agency as the form names it."""
    assert agency.id is not None  # noqa: S101 - read from the database, so it has one
    place = place_of(agency.city, agency.county)
    return AgencyChoice(agency.id, agency.name, place, agency.law, law(agency.law).name)


def place_of(city: str, county: str) -> str:
    """``Riverbend, St. Charles County``; shorter when one of them is not known."""
    return ", ".join(part for part in (city, county) if part)


def _first(file: AgencyFile, kind: str) -> str:
    return next((one.value for one in file.contacts if one.kind == kind), "")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
