"""Builds the made-up office of `make demo`, through the same functions that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from sqlmodel import Session, select

from records_app.casework.people import Actor, Role
from records_app.office.agency_closures import add_closure
from records_app.office.approving import approve
from records_app.office.demo.afterwards import tell_what_followed
from records_app.office.demo.days import open_day_back, open_day_on
from records_app.office.demo.made_up_agencies import made_up_agencies
from records_app.office.demo.story import Happening, Tale, tales
from records_app.office.directory_import import load_directory
from records_app.office.draft_form import starting_form
from records_app.office.drafting import new_draft, save_draft
from records_app.office.missouri_time import MISSOURI, missouri_day
from records_app.office.passwords import hash_password
from records_app.office.recording import (
    Recorded,
    add_note,
    close_request,
    record_answer,
    record_received,
    record_sent,
)
from records_app.store.database import Store
from records_app.store.tables import Agency, Contact, Office, Person

PEOPLE: dict[str, tuple[str, Role]] = {
    "viewer": ("Vera Lind", Role.VIEWER),
    "advocate": ("Amos Reed", Role.ADVOCATE),
    "staff": ("Sofia Marsh", Role.STAFF),
    "admin": ("Ada Quill", Role.ADMIN),
}
_SUBJECTS = (
    ["funding", "vehicles"],
    ["training"],
    ["funding"],
    ["vehicles"],
    ["funding", "vehicles", "training"],
    ["training", "funding"],
)
_RECORDERS: dict[str, Callable[..., Recorded]] = {
    "sent": record_sent,
    "received": record_received,
    "answer": record_answer,
    "note": add_note,
    "close": close_request,
}


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """How many requests were told, and whether the office was there already."""

    requests: int
    was_there: bool


class NotTheDemo(Exception):
    """The database belongs to a real office; nothing was changed."""


def build_demo(store: Store, password: str, *, now: datetime) -> DemoOffice:
    """Fill an empty database with the made-up office, or only set its people's password again.

    The story is told from today backwards. Raises ``NotTheDemo`` if other people are in there.
    """
    hashes = {name: hash_password(password) for name in PEOPLE}
    with store.transaction() as session:
        people = session.exec(select(Person)).all()
        if people:
            if {person.email for person in people} - {_email(name) for name in PEOPLE}:
                raise NotTheDemo("This database holds an office already. The demo needs its own.")
            for person in people:
                person.password_hash = hashes[person.email.split("@")[0]]
            return DemoOffice(0, was_there=True)
    load_directory(store, now, agencies=made_up_agencies())
    today = missouri_day(now)
    with store.transaction() as session:
        actors = _add_people(session, hashes, now)
        agencies = _care_for_agencies(session, actors["staff"], today)
    _close_some_days(store, actors["staff"], agencies, today, now)
    story = tales(today)
    for tale, agency_id, subjects in zip(story, cycle(agencies), cycle(_SUBJECTS), strict=False):
        _tell(store, actors, tale, {"agency": str(agency_id), "subjects": subjects}, now)
    tell_what_followed(store, actors, now=now)
    return DemoOffice(len(story), was_there=False)


def _email(name: str) -> str:
    return f"{name}@example.org"


def _add_people(session: Session, hashes: dict[str, str], now: datetime) -> dict[str, Actor]:
    session.add(
        Office(
            name="Open Ledger Project",
            address="200 Example Avenue\nRiverbend, MO 60001",
            email="records@openledger.example",
            phone="(555) 555-0100",
        )
    )
    rows = {
        key: Person(
            email=_email(key),
            name=name,
            role=role.value,
            password_hash=hashes[key],
            created_at=now - timedelta(days=200),
        )
        for key, (name, role) in PEOPLE.items()
    }
    session.add_all(rows.values())
    session.flush()
    return {
        key: Actor(row.id or 0, row.name, row.email, Role(row.role)) for key, row in rows.items()
    }


def _care_for_agencies(session: Session, staff: Actor, today: date) -> list[int]:
    """Somebody has checked every second contact; gives the ids of the agencies."""
    contact: Any = Contact
    agency: Any = Agency
    contacts = session.exec(select(Contact).order_by(contact.id)).all()
    for place, row in enumerate(contacts):
        if place % 2:
            row.checked_on = today - timedelta(days=11 * place % 160)
            row.checked_by_id = staff.id
    return list(session.exec(select(agency.id).order_by(agency.id)))


def _close_some_days(
    store: Store, staff: Actor, agencies: list[int], today: date, now: datetime
) -> None:
    days = (
        (agencies[0], open_day_on(today, 2), "Training day of the records unit"),
        (agencies[3], open_day_on(today, 1), "Town festival"),
        (agencies[6], open_day_back(today, 20), "Office move"),
    )
    for agency_id, day, reason in days:
        add_closure(
            store, staff, agency_id=agency_id, on=day, is_open=False, reason=reason, now=now
        )


def _tell(
    store: Store, actors: dict[str, Actor], tale: Tale, chosen: dict[str, object], now: datetime
) -> None:
    """One request, from the draft to the last thing that happened."""
    author = actors[tale.author]
    written = _moment(tale.written, time(9, 5), now)
    form = {**starting_form(author.name, tale.written, None), **chosen, "fee_cap": "25"}
    draft_id = new_draft(store, author, now=written)
    saved = save_draft(store, author, draft_id, 1, form | tale.changes, now=written)
    if not tale.approved:
        return
    approve(store, author, draft_id, saved.version, now=written)
    version = saved.version + 1
    for place, happening in enumerate(tale.happenings):
        entered = _moment(_entered_on(happening), time(10, place * 5), now)
        record = _RECORDERS[happening.form]
        version = record(store, author, draft_id, version, happening.raw, now=entered).version


def _entered_on(happening: Happening) -> date:
    return happening.on + timedelta(days=happening.entered_after)


def _moment(day: date, at: time, now: datetime) -> datetime:
    """A time of that day in Missouri, but never later than now."""
    return min(datetime.combine(day, at, tzinfo=MISSOURI).astimezone(now.tzinfo), now)
