"""The demo: believable, complete, and about nobody real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from records_app.casework.events import Answered
from records_app.casework.people import Actor, Role
from records_app.casework.standing import Stage
from records_app.casework.urgency import Urgency
from records_app.directory.reader import read_directory
from records_app.directory.search_keys import search_key
from records_app.office.checking import differences_in
from records_app.office.demo.made_up_agencies import made_up_agencies
from records_app.office.demo.story import tales
from records_app.office.demo_office import NotTheDemo, build_demo
from records_app.office.desk import desk_page
from records_app.office.desk_view import DeskFilter
from records_app.office.letter_files import letter_file
from records_app.office.missouri_time import missouri_day
from records_app.office.passwords import verify_password
from records_app.office.request_page import request_view
from records_app.store.database import Store, open_store
from records_app.store.log import entries_of
from records_app.store.tables import Agency, Contact, Person, Request
from tests.office.cast import NOW, make_office

STAFF = Actor(3, "Sofia Marsh", "staff@example.org", Role.STAFF)


@pytest.fixture(scope="module")
def demo(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    path.write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{path}")
    built = build_demo(store, "a password of the demo", now=NOW)
    assert 58 <= built.requests <= 62
    assert not built.was_there
    yield store
    store.close()


def test_every_standing_is_there(demo: Store) -> None:
    with demo.reading() as session:
        rows = session.exec(select(Request)).all()
        people = session.exec(select(Person)).all()
    assert {row.stage for row in rows} == {stage.value for stage in Stage}
    assert {row.outcome for row in rows} >= {
        "released",
        "partly_released",
        "denied",
        "no_records",
        "withdrawn",
        "lapsed",
    }
    assert {person.role for person in people} == {role.value for role in Role}
    desk = desk_page(demo, STAFF, DeskFilter(), today=missouri_day(NOW))
    assert [section.urgency for section in desk.sections] == list(Urgency)[:-1]


def test_nothing_in_it_contradicts_itself(demo: Store) -> None:
    assert list(differences_in(demo)) == []


def test_every_page_of_it_opens_and_every_date_is_explained(demo: Store) -> None:
    with demo.reading() as session:
        rows = session.exec(select(Request)).all()
    for row in rows:
        if row.stage == "draft":
            continue
        view = request_view(demo, STAFF, row.id or 0, today=missouri_day(NOW))
        assert view.timeline
        assert view.letter is not None
        if view.deadline is not None and row.clock == "response":
            kinds = {day.kind: day.on for day in view.deadline.days}
            assert kinds["end"] == str(row.due_on)
            assert view.deadline.days[-1].on == str(row.safe_on)


def test_its_letters_are_real(demo: Store) -> None:
    with demo.reading() as session:
        last = session.exec(select(Request).where(Request.number == "MO-2026-0050")).one()
    file = letter_file(demo, STAFF, last.id or 0)
    assert file.content.startswith(b"%PDF")


def test_building_again_only_sets_the_password(demo: Store) -> None:
    with demo.reading() as session:
        before = len(session.exec(select(Request)).all())
    again = build_demo(demo, "another password of it", now=NOW)
    assert again.was_there
    with demo.reading() as session:
        people = session.exec(select(Person)).all()
        assert len(session.exec(select(Request)).all()) == before
    assert len(people) == 4
    assert all(verify_password("another password of it", one.password_hash)[0] for one in people)


def test_it_never_touches_a_real_office(sqlite_store: Store) -> None:
    make_office(sqlite_store)
    with pytest.raises(NotTheDemo):
        build_demo(sqlite_store, "a password of the demo", now=NOW)
    with sqlite_store.reading() as session:
        assert session.exec(select(Request)).all() == []


def test_it_claims_nothing_about_a_real_body(demo: Store) -> None:
    real = read_directory().agencies
    names = {search_key(agency.name) for agency in real}
    counties = {agency.county for agency in real}
    cities = {search_key(agency.city) for agency in real}
    with demo.reading() as session:
        agencies = session.exec(select(Agency)).all()
        contacts = session.exec(select(Contact)).all()
    assert len(agencies) == len(made_up_agencies())
    for agency in agencies:
        assert search_key(agency.name) not in names
        assert agency.county not in counties
        assert search_key(agency.city) not in cities
    for contact in contacts:
        assert contact.source == "the demo"
        if contact.kind in {"email", "portal"}:
            assert ".example" in contact.value
        if contact.kind == "phone":
            assert "555-01" in contact.value


@pytest.mark.parametrize(
    "day",
    [
        "2026-11-21",  # a Saturday
        "2026-11-22",
        "2026-11-26",  # Thanksgiving
        "2026-12-25",
        "2027-01-01",
        "2027-07-05",  # Independence Day, observed
        "2028-02-29",
    ],
)
def test_the_story_can_be_told_from_any_day(day: str) -> None:
    today = datetime.fromisoformat(day).replace(tzinfo=UTC).date()
    told = tales(today)
    assert 58 <= len(told) <= 62
    for tale in told:
        days = [tale.written, *(happening.on for happening in tale.happenings)]
        assert days == sorted(days), tale
        assert days[-1] <= today


def test_its_people_hand_over_watch_and_are_reminded(demo: Store) -> None:
    today = missouri_day(NOW)
    with demo.reading() as session:
        people = {one.email.split("@")[0]: one for one in session.exec(select(Person))}
    desks = {
        name: desk_page(
            demo,
            Actor(one.id or 0, one.name, one.email, Role(one.role)),
            DeskFilter(),
            today=today,
        )
        for name, one in people.items()
    }
    counts = {
        name: {one.value: one.count for one in desk.whose if one.value}
        for name, desk in desks.items()
    }
    assert {one["nobodys"] for one in counts.values()} == {"3"}
    assert (counts["viewer"]["watched"], counts["staff"]["watched"]) == ("1", "2")
    assert int(counts["advocate"]["mine"]) > 10
    assert {name: len(desk.reminders) for name, desk in desks.items()} == {
        "viewer": 0,
        "advocate": 1,
        "staff": 2,
        "admin": 1,
    }
    care = {row.care for section in desks["staff"].sections for row in section.rows}
    assert {"yours", "nobody’s", "Amos Reed", "Ada Quill"} <= care


def test_it_has_a_letter_after_the_request_a_bill_and_a_correction(demo: Store) -> None:
    with demo.reading() as session:
        logs = [
            entry.event
            for row in session.exec(select(Request))
            for entry in entries_of(session, row.id or 0)
        ]
    kinds = {type(event).__name__ for event in logs}
    assert {"FollowUpApproved", "FollowUpSent", "Corrected"} <= kinds
    bills = [event for event in logs if isinstance(event, Answered) and event.lines]
    assert bills
    for bill in bills:
        assert sum(line.amount or 0 for line in bill.lines) == bill.fee
