"""The people and made-up agencies that the tests of office and web play with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from records_app.casework.events import Approved
from records_app.casework.people import Actor, Role
from records_app.directory.search_keys import search_key
from records_app.office.missouri_time import missouri_day
from records_app.office.refresh import derive
from records_app.store.database import Store
from records_app.store.log import append_event
from records_app.store.requests import last_number, replace_subjects, take_number
from records_app.store.tables import Agency, Contact, LetterRow, Office, Person, Request

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""Monday, November 23, 2026, ten in the morning in Missouri."""


@dataclass(frozen=True)
class Cast:
    """Alice is staff, Bob and Carl are advocates, Vera may only look, Ada is the admin.

    Ada gave her password at ``NOW``, so that she may do what asks for it again.

    Riverbend has e-mail and a postal address; Fenwick has only a portal; Maple has nothing yet.
    """

    alice: Actor
    bob: Actor
    carl: Actor
    vera: Actor
    ada: Actor
    riverbend: int
    fenwick: int
    maple: int


def make_office(store: Store) -> Cast:
    """Fill an empty database with the cast."""
    with store.transaction() as session:
        session.add(
            Office(
                name="Open Doors Project",
                address="200 Example Avenue\nRiverbend, MO 63000",
                email="records@opendoors.example",
                phone="(314) 555-0100",
            )
        )
        return Cast(
            alice=_person(session, "Alice", Role.STAFF),
            bob=_person(session, "Bob", Role.ADVOCATE),
            carl=_person(session, "Carl", Role.ADVOCATE),
            vera=_person(session, "Vera", Role.VIEWER),
            ada=replace(_person(session, "Ada", Role.ADMIN), confirmed_at=NOW),
            riverbend=_agency(
                session,
                "Riverbend Police Department",
                county="Harlow County",
                address="100 Main Street\nRiverbend, MO 63000",
                contacts=(("email", "records@riverbend.example"), ("phone", "(314) 555-0142")),
            ),
            fenwick=_agency(
                session,
                "Fenwick County Sheriff's Office",
                county="Fenwick County",
                city="Millbrook",
                kind="sheriff",
                contacts=(("portal", "https://fenwick.example/records"),),
            ),
            maple=_agency(
                session,
                "Maple Grove Police Department",
                county="Fenwick County",
                city="Maple Grove",
            ),
        )


def make_person(store: Store, name: str, role: Role) -> Actor:
    """Add a person. Their password hash is none, so they cannot sign in."""
    with store.transaction() as session:
        return _person(session, name, role)


def _person(session: Session, name: str, role: Role) -> Actor:
    email = f"{name.lower().replace(' ', '.')}@opendoors.example"
    person = Person(email=email, name=name, role=role.value, password_hash="none", created_at=NOW)
    session.add(person)
    session.flush()
    assert person.id is not None
    return Actor(person.id, name, email, role)


def make_agency(store: Store, name: str, **more: Any) -> int:
    """Add a made-up agency with its contacts; gives its id."""
    with store.transaction() as session:
        return _agency(session, name, **more)


def _agency(
    session: Session,
    name: str,
    *,
    county: str = "",
    city: str = "Riverbend",
    kind: str = "police",
    address: str = "",
    contacts: tuple[tuple[str, str], ...] = (),
    law: str = "us-mo",
) -> int:
    slug = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    agency = Agency(
        slug=slug,
        name=name,
        kind=kind,
        law=law,
        county=county,
        city=city,
        address=address,
        search_key=search_key(f"{name} {city} {county}"),
        source="made up for the tests",
    )
    session.add(agency)
    session.flush()
    assert agency.id is not None
    session.add_all(
        Contact(agency_id=agency.id, kind=kind_of_contact, value=value, source="made up")
        for kind_of_contact, value in contacts
    )
    return agency.id


def filled_form(agency_id: int | str, **changes: object) -> dict[str, object]:
    """A form of new request with nothing wrong in it, as it comes from a browser."""
    return {
        "agency": str(agency_id),
        "subjects": ["funding", "vehicles"],
        "period_from": "2025-01-01",
        "period_to": "",
        "specifics": "",
        "fee_cap": "25",
        "fee_waiver_reason": "Residents can follow how their police work and what it costs.",
        "format": "electronic",
        "signer_name": "Bob Brown",
        "signer_title": "",
        **changes,
    }


def ready_request(
    store: Store,
    author: Actor,
    agency_id: int,
    *,
    subjects: tuple[str, ...] = ("funding", "vehicles"),
    now: datetime = NOW,
) -> tuple[int, int]:
    """Add a request whose letter is approved, without the time of rendering; its id and version.

    The letter's bytes are a stand-in with their true hash.
    """
    content = b"%PDF-1.7 a stand-in for a letter"
    sha256 = hashlib.sha256(content).hexdigest()
    series = f"MO-{now.year}"
    with store.transaction() as session:
        place = last_number(session, series) + 1
        assert take_number(session, series, place)
        number = f"{series}-{place:04d}"
        row = Request(
            number=number,
            agency_id=agency_id,
            author_id=author.id,
            form=filled_form(agency_id, subjects=list(subjects), signer_name=author.name),
            version=3,
            created_at=now,
            updated_at=now,
            updated_by_id=author.id,
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        session.add(
            LetterRow(
                request_id=row.id,
                name=f"{number}.pdf",
                pdf=content,
                sha256=sha256,
                pages=2,
                text=f"The letter {number} as text.\n",
                html="<p>The letter.</p>",
                approved_at=now,
                approved_by_id=author.id,
            )
        )
        replace_subjects(session, row.id, subjects)
        event = Approved(missouri_day(now), number, sha256, 2)
        append_event(session, row.id, event, author, now)
        derive(session, row)
        return row.id, row.version
